import SASL
import SASLCryptography
import SMTPGrammar
import SMTPSession

/// What the server sends with a success that only who knows the password can compute, `v=…`.
///
/// Whoever reads it can try passwords on it, so a saved session leaves it open.
struct ServerProof {
    private let user: String
    private let octets: [UInt8]
    private let harmless: [UInt8]

    /// The proof in a verdict; nil if there is none.
    init?(_ question: Question, _ answer: Answer) {
        guard case .authenticate(let exchange) = question,
            case .authenticated(let user, data: let octets?) = answer.plain,
            let parts = [Mechanism].spoken.named(exchange.mechanism)?.parts(ofChallenge: octets)
        else { return nil }
        self.user = user
        self.octets = octets
        harmless = parts.harmless(octets)
    }

    /// The verdict with other octets.
    var harmlessAnswer: Answer { .authenticated(user, data: harmless) }

    /// The expectation of the reply that carries the proof, without it; nil of other replies.
    func hidden(in reply: Reply) -> String? {
        guard reply.code == 334, Array(reply.text) == Base64.encode(octets) else { return nil }
        return "S: 334 {{[A-Za-z0-9+/=]+}}"
    }
}

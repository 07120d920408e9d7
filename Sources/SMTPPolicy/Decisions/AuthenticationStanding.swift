import SASL
import SMTPSession

/// How far an authentication exchange has come.
package struct AuthenticationStanding {
    /// What SASL and the credentials say.
    package var answer: Answer
    /// Whether the client has said everything, so that others may decide.
    package var isVerdict: Bool
    /// What the client claims, once that is known; not verified.
    package var claim: Claim?

    /// The user whose secret is used.
    package var user: String? { claim?.authenticationIdentity }

    /// Where an exchange stands.
    ///
    /// A mechanism that nobody knows is a verdict from the beginning, so that rules or a person can
    /// play it.
    ///
    /// - Parameters:
    ///   - exchange: the messages so far
    ///   - credentials: the users and their secrets
    ///   - hostname: stands in the challenge of CRAM-MD5
    ///   - nonce: draws octets for a challenge; called only for one that needs them
    package init(
        _ exchange: AuthenticationExchange, credentials: Credentials, hostname: String,
        nonce: () -> [UInt8]
    ) {
        answer = .reject()
        isVerdict = true
        guard let mechanism = Mechanism(name: exchange.mechanism) else { return }
        let needsNonce = mechanism.serverSendsFirst && exchange.responses.isEmpty
        let messages = Exchange(
            challenges: exchange.challenges, responses: exchange.responses,
            hadInitialResponse: exchange.hasInitialResponse,
            externalIdentity: exchange.clientIdentity, nonce: needsNonce ? nonce() : [],
            host: hostname)
        claim = try? mechanism.claim(in: messages)
        switch mechanism.serverStep(messages, credentials: credentials) {
        case .challenge(let octets):
            answer = .challenge(octets)
            isVerdict = false
        case .success(let identity): answer = .authenticated(identity.authorizationIdentity)
        case .failure(let failure):
            answer = failure.answer
            isVerdict = failure.isVerdict
        }
    }

    /// The user that an accepting answer lets in: the one whose credentials were looked at, or
    /// anonymous.
    ///
    /// Never the one that the client wants to act as: nobody was asked about that one.
    package var acceptedUser: String {
        guard let user, !user.isEmpty else { return "anonymous" }
        return user
    }

    /// Whether the client wants to act as somebody else (RFC 4616 §2).
    package var actsForAnother: Bool {
        guard let claim, let other = claim.authorizationIdentity, !other.isEmpty else {
            return false
        }
        return other != claim.authenticationIdentity
    }
}

extension Failure {
    /// What to tell the client.
    fileprivate var answer: Answer {
        switch self {
        case .invalidCredentials, .notAuthorized: .reject()
        case .malformed: .malformed(.message)
        case .initialResponseNotAllowed: .malformed(.initialResponse)
        }
    }

    /// Whether policy may decide otherwise: a message that breaks its mechanism's form is refused
    /// before any policy is asked, as in every other command.
    fileprivate var isVerdict: Bool {
        switch self {
        case .invalidCredentials, .notAuthorized: true
        case .malformed, .initialResponseNotAllowed: false
        }
    }
}

import SASL
import SMTPSession

/// A step of a SASL exchange, AUTH itself or a response, as handlers see it.
///
/// A handler's pattern is compared with the mechanism at each step, and with the user once the client
/// has said who it is and proved it. Until then a handler can challenge or refuse; one that lets the
/// client in, or has no pattern and refuses, waits for the verdict. One that refuses an initial
/// response has something to do only where there is one.
struct AuthenticationStep {
    private let mechanism: [UInt8]
    private let user: [UInt8]?
    private let isVerdict: Bool
    /// Whether the client has just sent an initial response.
    private let isInitialResponse: Bool

    init(_ exchange: AuthenticationExchange, _ standing: AuthenticationStanding) {
        mechanism = Array(exchange.mechanism.utf8)
        user = standing.user.map { Array($0.utf8) }
        isVerdict = standing.isVerdict
        isInitialResponse = exchange.hasInitialResponse && exchange.challenges.isEmpty
    }

    /// Whether a handler has something to say to it.
    func isFor(_ handler: Handler) -> Bool {
        let pattern = handler.pattern
        guard user.map({ pattern.matches($0) }) ?? false || pattern.matches(mechanism) else {
            return false
        }
        switch handler.action.plain {
        case .ask: return isVerdict || !pattern.fitsEverything
        case .answer(.malformed(.initialResponse)): return isInitialResponse
        case .answer(.challenge): return true
        case .answer(let answer):
            return isVerdict || answer.name.effect != .takes && !pattern.fitsEverything
        }
    }
}

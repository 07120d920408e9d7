import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// What a server's closure throws to refuse with a custom reply.
///
///     throw Refusal(550, "5.1.1", "No such user")
///
/// Any other error that a closure throws becomes `451 4.3.0`: the failure is ours, and the client
/// should try again.
public struct Refusal: Error, Hashable, Sendable {
    /// The reply to the client.
    public var reply: CustomReply

    /// A refusal.
    ///
    /// - Parameters:
    ///   - code: 400 to 499 for not now, 500 to 599 for never; any other becomes 451
    ///   - enhanced: the enhanced status code, such as `5.1.1`, of the same class
    ///   - text: the text, lines separated by a line feed
    public init(_ code: UInt16, _ enhanced: String? = nil, _ text: String? = nil) {
        reply = CustomReply(code, enhanced.flatMap { EnhancedStatusCode($0) }, text)
    }
}

extension Answer {
    /// The answer for a refusing reply; a reply that does not refuse counts as a failure of ours.
    init(refusing reply: CustomReply) {
        switch (reply.code ?? 550) / 100 {
        case 4: self = .tempfail(reply)
        case 5: self = .reject(reply)
        default: self = .failed
        }
    }

    /// The answer when a closure failed.
    static let failed = Answer.tempfail(
        CustomReply(451, EnhancedStatusCode(4, 3, 0), "Local error in processing"))
}

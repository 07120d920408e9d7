import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// What a server's closure throws to refuse with a custom reply.
///
///     throw Refusal(550, "5.1.1", "No such user")
///     S: 550 5.1.1 No such user
///
/// Any other error that a closure throws becomes `451 4.3.0`: the failure is ours, and the client
/// should try again. With 421 the connection is closed.
public struct Refusal: Error, Hashable, Sendable {
    /// The reply to the client.
    public let reply: CustomReply
    /// What is wrong with the reply as it was given; the client then gets `451 4.3.0` instead.
    public let fault: CustomReply.Fault?

    /// A refusal.
    ///
    /// - Parameters:
    ///   - code: 400 to 459 for not now, 500 to 559 for never
    ///   - enhanced: the enhanced status code, such as `5.1.1`, of the same class
    ///   - text: the text in printable ASCII, lines separated by a line feed
    public init(_ code: UInt16, _ enhanced: String? = nil, _ text: String? = nil) {
        do throws(CustomReply.Fault) {
            reply = try CustomReply(checked: code, enhanced, text)
            fault = [4, 5].contains(code / 100) ? nil : .code(code)
        } catch {
            reply = .localError
            fault = error
        }
    }
}

extension CustomReply {
    /// The reply when a closure failed.
    static let localError = CustomReply(
        451, EnhancedStatusCode(4, 3, 0), "Local error in processing")
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
    static let failed = Answer.tempfail(.localError)
}

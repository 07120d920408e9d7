/// What a decision needs to know beside the question.
public struct DecisionContext: Hashable, Sendable {
    /// The server's name, which stands in the challenge of CRAM-MD5.
    public var hostname: String
    /// What the message about to be accepted will be called; nil if nobody keeps it.
    ///
    /// An accepting reply without a text of its own names it: `250 2.6.0 Message accepted as m1`.
    public var messageIdentifier: String?

    /// A context.
    ///
    /// - Parameters:
    ///   - hostname: the server's name
    ///   - messageIdentifier: what the message about to be accepted will be called
    public init(hostname: String = "localhost", messageIdentifier: String? = nil) {
        self.hostname = hostname
        self.messageIdentifier = messageIdentifier
    }
}

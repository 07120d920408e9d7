import SASL

/// What a decision needs to know besides the question.
public struct DecisionContext: Hashable, Sendable {
    /// The server's name, which is part of CRAM-MD5's challenge.
    public var hostname: String
    /// The name of the message about to be accepted; nil if nobody keeps it.
    ///
    /// An accepting reply without a text of its own names it: `250 2.6.0 Message accepted as m1`.
    public var messageIdentifier: String?
    /// The mechanisms that can be carried out; others are for rules or a person to play.
    public var mechanisms: [Mechanism]

    /// A context.
    public init(
        hostname: String = "localhost", messageIdentifier: String? = nil,
        mechanisms: [Mechanism] = .standard
    ) {
        self.hostname = hostname
        self.messageIdentifier = messageIdentifier
        self.mechanisms = mechanisms
    }
}

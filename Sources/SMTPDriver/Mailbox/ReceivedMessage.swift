import SMTPSession

/// A message that was accepted.
public struct ReceivedMessage: Hashable, Sendable, Codable {
    /// Its name: `m1`, `m2`, … in order of arrival.
    public var identifier: String
    /// From whom and to whom.
    public var envelope: Envelope
    /// Where it came from.
    public var origin: MessageOrigin
    /// How many octets its text has.
    public var octets: UInt64
    /// Its text, dots unstuffed, line ends as sent; nil if it was not kept for lack of space.
    public var content: MessageContent?

    /// A message.
    ///
    /// - Parameters:
    ///   - identifier: what it is called
    ///   - envelope: from whom and to whom
    ///   - origin: where it came from
    ///   - octets: how many octets its text has
    ///   - content: its text; nil if it was not kept
    public init(
        identifier: String, envelope: Envelope, origin: MessageOrigin, octets: UInt64,
        content: MessageContent?
    ) {
        self.identifier = identifier
        self.envelope = envelope
        self.origin = origin
        self.octets = octets
        self.content = content
    }
}

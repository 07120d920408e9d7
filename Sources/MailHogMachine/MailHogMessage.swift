/// A message as the original keeps it: any octets.
public struct MailHogMessage: Hashable, Codable, Sendable {
    /// What was between the angle brackets of MAIL; empty before it.
    public var sender: [UInt8]
    /// What was between the angle brackets of each RCPT that was accepted.
    public var recipients: [[UInt8]]
    /// The text; while it arrives with its stuffed dots and line ends, at the end without.
    public var data: [UInt8]
    /// The argument of HELO or EHLO; empty after the first message of a connection.
    public var helo: [UInt8]

    /// A message; by default an empty one.
    public init(
        sender: [UInt8] = [], recipients: [[UInt8]] = [], data: [UInt8] = [], helo: [UInt8] = []
    ) {
        self.sender = sender
        self.recipients = recipients
        self.data = data
        self.helo = helo
    }
}

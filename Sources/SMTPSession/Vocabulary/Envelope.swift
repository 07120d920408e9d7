import SMTPGrammar

/// What MAIL and RCPT have said so far.
public struct Envelope: Hashable, Sendable, Codable {
    /// The reverse path; nil before MAIL was accepted.
    public var sender: Path?
    /// What MAIL said beside the path.
    public var parameters: MailParameters
    /// The recipients that were accepted, in order, with their duplicates.
    public var recipients: [Recipient]
    /// Whether a policy said to take the mail and drop it.
    public var isDiscarded: Bool

    /// An envelope; by default the empty one.
    ///
    /// - Parameters:
    ///   - sender: the reverse path
    ///   - parameters: what MAIL said beside the path
    ///   - recipients: the recipients
    ///   - isDiscarded: whether the mail is to be dropped
    public init(
        sender: Path? = nil, parameters: MailParameters = MailParameters(),
        recipients: [Recipient] = [], isDiscarded: Bool = false
    ) {
        self.sender = sender
        self.parameters = parameters
        self.recipients = recipients
        self.isDiscarded = isDiscarded
    }

    /// Whether no mail transaction is under way.
    public var isEmpty: Bool { sender == nil && recipients.isEmpty }

    /// Makes it the empty one, part by part, which copies nothing.
    mutating func removeAll() {
        // Nothing else is there before a sender.
        guard sender != nil else { return }
        sender = nil
        parameters = MailParameters()
        recipients = []
        isDiscarded = false
    }

    /// Hands out what it is, and makes it the empty one.
    ///
    /// Moved in memory, since the compiler would copy the old one and then destroy it.
    @inline(__always)
    mutating func take() -> Envelope {
        withUnsafeMutablePointer(to: &self) { place in
            let taken = place.move()
            place.initialize(to: Envelope())
            return taken
        }
    }
}

extension Envelope: CustomStringConvertible {
    /// Sender and recipients: `<ann@client.example> to <bob@sim.example>, <cat@sim.example>`.
    public var description: String {
        guard let sender else { return "no sender" }
        let names = recipients.map(\.description).joined(separator: ", ")
        return recipients.isEmpty ? "\(sender)" : "\(sender) to \(names)"
    }
}

/// What MAIL can say beside the path, by the extensions that the server offers.
public struct MailParameters: Hashable, Sendable, Codable {
    /// `SIZE=`: the octets that the client declares (RFC 1870).
    public var size: UInt64?
    /// `BODY=`: what octets the message holds (RFC 6152).
    public var body: BodyType?
    /// `AUTH=`: who submitted the message, decoded from xtext; empty for `<>` (RFC 4954 §5).
    public var submitter: [UInt8]?

    /// Parameters; by default none.
    ///
    /// - Parameters:
    ///   - size: the declared octets
    ///   - body: what octets the message holds
    ///   - submitter: who submitted the message
    public init(size: UInt64? = nil, body: BodyType? = nil, submitter: [UInt8]? = nil) {
        self.size = size
        self.body = body
        self.submitter = submitter
    }
}

/// The values of `BODY=`.
@nonexhaustive
public enum BodyType: String, Hashable, Sendable, Codable, CaseIterable {
    /// Octets of 0 to 127 in lines.
    case sevenBit = "7BIT"
    /// Any octets but NUL in lines.
    case eightBitMIME = "8BITMIME"
}

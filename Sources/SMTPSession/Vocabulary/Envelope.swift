import SMTPGrammar

/// What MAIL and RCPT have said so far.
public struct Envelope: Hashable, Sendable, Codable {
    /// The reverse path; nil before MAIL was accepted.
    public var sender: Path?
    /// What MAIL said beside the path.
    public var parameters: MailParameters
    /// The recipients that were accepted, in order, with their duplicates.
    public var recipients: SharedList<Recipient>
    /// Whether a policy said to take the mail and drop it.
    public var isDiscarded: Bool

    /// An envelope; by default the empty one.
    public init(
        sender: Path? = nil, parameters: MailParameters = MailParameters(),
        recipients: SharedList<Recipient> = SharedList(), isDiscarded: Bool = false
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
        guard case .some = sender else { return }
        sender = nil
        parameters = MailParameters()
        recipients = SharedList()
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

/// What MAIL or RCPT says beside the path, by the extensions that the server offers.
///
///     parameters.size                  SIZE=12345
///     parameters["X-TOY"]?.octets      a parameter of an extension of one's own
public struct MailParameters: Hashable, Sendable, Codable {
    // Nearly all that clients say has a place of its own, which takes no memory; the rest is a list.

    /// `SIZE=`: the octets that the client declares (RFC 1870).
    public var size: UInt64?
    /// `BODY=`: what octets the message holds (RFC 6152).
    public var body: BodyType?
    private var others: [Other] = []

    private struct Other: Hashable, Sendable, Codable {
        let keyword: String
        var value: ParameterValue
    }

    private enum CodingKeys: String, CodingKey { case size, body, others }
    /// The keys of earlier versions.
    private enum EarlierKeys: String, CodingKey { case submitter }

    /// Parameters; by default none.
    public init(size: UInt64? = nil, body: BodyType? = nil, submitter: [UInt8]? = nil) {
        self.size = size
        self.body = body
        if let submitter { self.submitter = submitter }
    }

    /// Reads parameters, those of earlier versions too.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        size = try values.decodeIfPresent(UInt64.self, forKey: .size)
        body = try values.decodeIfPresent(BodyType.self, forKey: .body)
        others = try values.decodeIfPresent([Other].self, forKey: .others) ?? []
        let earlier = try decoder.container(keyedBy: EarlierKeys.self)
        guard let submitter = try earlier.decodeIfPresent([UInt8].self, forKey: .submitter) else {
            return
        }
        self.submitter = submitter
    }

    /// What a parameter said, by its keyword in capitals; nil if it was not there.
    public subscript(keyword: String) -> ParameterValue? {
        get {
            if keyword == "SIZE" { return size.map(ParameterValue.number) }
            if keyword == "BODY" { return body.map { .word($0.rawValue) } }
            return others.first { $0.keyword == keyword }?.value
        }
        set {
            if keyword == "SIZE" {
                if case .number(let octets) = newValue { size = octets } else { size = nil }
            } else if keyword == "BODY" {
                if case .word(let word) = newValue {
                    body = BodyType(rawValue: word)
                } else {
                    body = nil
                }
            } else {
                others.removeAll { $0.keyword == keyword }
                if let newValue { others.append(Other(keyword: keyword, value: newValue)) }
            }
        }
    }

    /// Whether there is anything but SIZE and BODY.
    var hasOthers: Bool { !others.isEmpty }

    /// The keywords that were there; SIZE and BODY first, others as they came.
    public var keywords: [String] {
        ["SIZE", "BODY"].filter { self[$0] != nil } + others.map(\.keyword)
    }
}

/// The values of `BODY=`.
@nonexhaustive
public enum BodyType: String, Hashable, Sendable, Codable, CaseIterable {
    /// Octets of 0 to 127 in lines.
    case sevenBit = "7BIT"
    /// Any octets but NUL in lines.
    case eightBitMIME = "8BITMIME"
    /// Any octets, with or without lines; needs BDAT.
    case binaryMIME = "BINARYMIME"
}

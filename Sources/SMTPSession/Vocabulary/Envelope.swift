import SMTPGrammar

/// What MAIL and RCPT have said so far.
///
/// Copies share it until one of them changes.
public struct Envelope: Sendable {
    /// Nil in an envelope that never held anything.
    private var memory: Memory?

    /// The empty envelope.
    public init() {}

    /// An envelope; by default with nothing but what is given.
    public init(
        sender: Path? = nil, parameters: MailParameters = MailParameters(),
        recipients: SharedList<Recipient> = SharedList(), isDiscarded: Bool = false
    ) {
        memory = Memory(
            Parts(
                sender: sender, parameters: parameters, recipients: recipients,
                isDiscarded: isDiscarded))
    }

    /// The reverse path; nil before MAIL was accepted.
    public var sender: Path? {
        @inline(__always) get { memory?.parts.sender }
        set { own { $0.sender = newValue } }
    }

    /// What MAIL said beside the path.
    public var parameters: MailParameters {
        @inline(__always) get { memory?.parts.parameters ?? MailParameters() }
        set { own { $0.parameters = newValue } }
    }

    /// The recipients that were accepted, in order, with their duplicates.
    public var recipients: SharedList<Recipient> {
        @inline(__always) get { memory?.parts.recipients ?? SharedList() }
        set { own { $0.recipients = newValue } }
    }

    /// Whether a policy said to take the mail and drop it.
    public var isDiscarded: Bool {
        @inline(__always) get { memory?.parts.isDiscarded ?? false }
        set { own { $0.isDiscarded = newValue } }
    }

    /// Whether no mail transaction is under way.
    public var isEmpty: Bool { sender == nil && recipients.isEmpty }

    /// How many recipients there are.
    var recipientCount: Int {
        @inline(__always) get { memory?.parts.recipients.count ?? 0 }
    }

    /// Begins a transaction, when MAIL was accepted.
    @inline(__always)
    mutating func begin(
        _ sender: consuming Path, _ parameters: consuming MailParameters, isDiscarded: Bool
    ) {
        makeOwn()
        memory?.parts.begin(sender, parameters, isDiscarded: isDiscarded)
    }

    /// Adds a recipient that was accepted.
    @inline(__always)
    mutating func append(_ recipient: consuming Recipient) {
        makeOwn()
        memory?.parts.recipients.append(recipient)
    }

    /// Makes it the empty one; its memory stays for the next transaction, where nobody shares it.
    mutating func removeAll() {
        guard isKnownUniquelyReferenced(&memory) else { return memory = nil }
        memory?.parts.removeAll()
    }

    /// Hands out what it is, and makes it the empty one.
    @inline(__always)
    mutating func take() -> Envelope {
        var taken = Envelope()
        swap(&taken, &self)
        return taken
    }

    /// Changes the parts, which others no longer share.
    private mutating func own(_ change: (inout Parts) -> Void) {
        makeOwn()
        if let memory { change(&memory.parts) }
    }

    @inline(__always)
    private mutating func makeOwn() {
        if !isKnownUniquelyReferenced(&memory) { memory = Memory(parts) }
    }
}

extension Envelope: Hashable, Codable {
    private struct Parts: Hashable, Sendable, Codable {
        var sender: Path?
        var parameters = MailParameters()
        var recipients = SharedList<Recipient>()
        var isDiscarded = false

        @inline(__always)
        mutating func begin(
            _ sender: consuming Path, _ parameters: consuming MailParameters, isDiscarded: Bool
        ) {
            // In its place, since assigning would ask what was there.
            if case .some = self.sender { self.sender = nil }
            withUnsafeMutablePointer(to: &self.sender) { $0.initialize(to: sender) }
            self.parameters = parameters
            self.isDiscarded = isDiscarded
        }

        mutating func removeAll() {
            // Nothing else is there before a sender.
            guard case .some = sender else { return }
            sender = nil
            parameters = MailParameters()
            recipients.removeAll()
            isDiscarded = false
        }
    }

    // A class, which is what copies can share; only one who has it alone changes it, so that it can be sent.
    private final class Memory: @unchecked Sendable {
        @exclusivity(unchecked) var parts: Parts

        init(_ parts: Parts) { self.parts = parts }
    }

    private var parts: Parts { memory?.parts ?? Parts() }

    /// Reads the parts of an envelope.
    public init(from decoder: any Decoder) throws { memory = Memory(try Parts(from: decoder)) }

    /// Writes the parts of an envelope.
    public func encode(to encoder: any Encoder) throws { try parts.encode(to: encoder) }

    /// Whether two envelopes say the same.
    public static func == (left: Envelope, right: Envelope) -> Bool {
        left.memory === right.memory || left.parts == right.parts
    }

    /// Hashes what `==` compares.
    public func hash(into hasher: inout Hasher) { hasher.combine(parts) }
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

/// What the machine took the client's next octets for.
///
///     AUTH PLAIN AHRpbQBzZWNyZXQ=    command AUTH, of which the last 16 octets are secret
///
/// The octets of a session's readings, joined, are what the client sent. Each reply, question, note and piece
/// of message text belongs to the reading before it.
public struct Reading: Hashable, Sendable, Codable {
    /// What octets can be taken for.
    @nonexhaustive
    public enum Kind: Hashable, Sendable, Codable {
        /// A command line; its first word in capitals, if that is a verb of the machine.
        case command(verb: String?)
        /// A line of a SASL exchange: the mechanism, and how many responses came before.
        indirect case response(mechanism: String, index: Int)
        /// Message text as sent: dots stuffed, the lone dot that ends it included.
        case text
        /// Octets of a chunk, as sent.
        case chunk
        /// Nothing: octets dropped after STARTTLS, or after the connection was closed.
        case dropped
    }

    /// The part of a reading by which a client proves who it is.
    public struct Secret: Hashable, Sendable, Codable {
        /// Its place, in octets from the beginning of the reading; never empty.
        public var range: Range<Int>
        /// The SASL mechanism it belongs to; nil if that is unknown.
        public var mechanism: String?
        /// How many responses of the exchange came before it.
        public var index: Int

        /// A secret at a place in a reading.
        public init(_ range: Range<Int>, mechanism: String? = nil, index: Int = 0) {
            self.range = range
            self.mechanism = mechanism
            self.index = index
        }
    }

    /// What the octets were taken for.
    public var kind: Kind {
        get { content.kind }
        set { content.kind = newValue }
    }
    /// The octets as sent, with the line end.
    public var octets: [UInt8] {
        get { content.octets }
        set { content.octets = newValue }
    }
    /// Whether the next reading goes on with the same line or text.
    public var isPartial: Bool {
        get { content.isPartial }
        set { content.isPartial = newValue }
    }
    /// The part that must not be shown.
    public var secret: Secret? {
        get { content.secrets?.first }
        set { content.secrets = newValue.map { [$0] } }
    }
    /// Whether there is such a part.
    package var hasSecret: Bool { content.secrets != nil }

    /// Out of the way, since every step of a session keeps its readings in several places.
    @Boxed private var content: Content

    private struct Content: Hashable, Sendable {
        var kind: Kind
        var isPartial: Bool
        var octets: [UInt8]
        /// Out of the way, since it is rarely there.
        var secrets: [Secret]?
    }

    /// A reading.
    public init(
        _ kind: Kind, _ octets: [UInt8], isPartial: Bool = false, secret: Secret? = nil
    ) {
        content = Content(
            kind: kind, isPartial: isPartial, octets: octets, secrets: secret.map { [$0] })
    }

    private enum CodingKeys: String, CodingKey { case kind, octets, isPartial, secret }

    /// Reads a reading.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            try values.decode(Kind.self, forKey: .kind),
            try values.decode([UInt8].self, forKey: .octets),
            isPartial: try values.decode(Bool.self, forKey: .isPartial),
            secret: try values.decodeIfPresent(Secret.self, forKey: .secret))
    }

    /// Writes a reading, with what is secret in it.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(kind, forKey: .kind)
        try values.encode(octets, forKey: .octets)
        try values.encode(isPartial, forKey: .isPartial)
        try values.encodeIfPresent(secret, forKey: .secret)
    }

    /// The octets without their line end.
    public var line: ArraySlice<UInt8> {
        guard octets.last == 10 else { return octets[...] }
        let line = octets.dropLast()
        return line.last == 13 ? line.dropLast() : line
    }
}

extension Reading.Kind {
    /// Whether it is message text, counted or not.
    package var isText: Bool {
        switch self {
        case .text, .chunk: true
        case .command, .response, .dropped: false
        }
    }
}

/// A place in message text.
public struct TextPlace: Hashable, Sendable, Codable {
    /// The line, from 1.
    public var line: Int
    /// The octet in the line as sent, from 1.
    public var octet: Int
    /// How often the same was found.
    public var count: Int
    /// Octets of the line with its CR LF, a stuffed dot not counted; nil where its length is no finding.
    public var length: Int?

    /// A place in message text.
    public init(line: Int, octet: Int, count: Int = 1, length: Int? = nil) {
        self.line = line
        self.octet = octet
        self.count = count
        self.length = length
    }
}

/// What waits to be read, and why it may wait for long.
public struct Unread: Hashable, Sendable, Codable {
    /// The octets: part of a line, or all that came while a question was open.
    public var octets: [UInt8]
    /// What the unfinished line would be taken for; nil if there is none, or a question is open.
    public var reading: Reading?
    /// What keeps the client from getting a reply: an LF where CR LF is needed, a dot between lone line feeds,
    /// the beginning of a TLS handshake.
    public var notices: [Note] = []

    /// What waits to be read.
    public init(octets: [UInt8], reading: Reading? = nil, notices: [Note] = []) {
        self.octets = octets
        self.reading = reading
        self.notices = notices
    }
}

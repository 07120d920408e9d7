import SMTPGrammar

/// The octets of a message, kept in pieces, so that a copy costs nothing and adding to a copy costs
/// little: existing octets are never copied again, except for the last, small piece.
///
/// Two contents are equal if their octets are, however they arrived.
public struct MessageContent: Sendable {
    /// How many octets there are.
    public private(set) var count = 0
    private var whole: [ArraySlice<UInt8>] = []
    private var last: [UInt8] = []

    /// Smaller pieces are joined up to this many octets; one as large is kept as received.
    static let pieceSize = 8_192

    /// No octets.
    public init() {}

    /// Content of these octets.
    public init(_ octets: [UInt8]) { append(octets[...]) }

    /// The octets in pieces, in order.
    public var pieces: [ArraySlice<UInt8>] { last.isEmpty ? whole : whole + [last[...]] }

    /// The octets in one array.
    public var octets: [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(count)
        for piece in pieces { octets.append(contentsOf: piece) }
        return octets
    }

    /// Adds octets at the end.
    public mutating func append(_ more: ArraySlice<UInt8>) {
        count += more.count
        guard more.count < MessageContent.pieceSize else {
            closeLast()
            whole.append(more)
            return
        }
        last.append(contentsOf: more)
        if last.count >= MessageContent.pieceSize { closeLast() }
    }

    private mutating func closeLast() {
        guard !last.isEmpty else { return }
        whole.append(last[...])
        last = []
    }
}

extension MessageContent: Hashable {
    /// Whether two contents have the same octets.
    public static func == (left: MessageContent, right: MessageContent) -> Bool {
        left.count == right.count && left.pieces.joined().elementsEqual(right.pieces.joined())
    }

    /// Hashes the number of octets and the first of them: enough to tell most messages apart, at a
    /// cost that does not grow with them.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for octet in pieces.joined().prefix(256) { hasher.combine(octet) }
    }
}

extension MessageContent: Codable {
    /// Reads octets in base64.
    public init(from decoder: any Decoder) throws {
        self.init(try Base64.decode(Array(String(from: decoder).utf8)))
    }

    /// Writes octets in base64.
    public func encode(to encoder: any Encoder) throws {
        try String(decoding: Base64.encode(octets), as: UTF8.self).encode(to: encoder)
    }
}

import SMTPGrammar

/// The client's octets not processed yet.
///
/// The octets before `start` are done with; they stay in memory only while a question is open, so that
/// a large write of pipelined commands is neither copied nor moved for each of them.
struct InputBuffer: Sendable {
    private(set) var octets: [UInt8] = []
    /// The first octet not processed yet.
    var start = 0
    /// How many octets from there hold no line end.
    var scanned = 0
    /// Whether the present line is too long, and its beginning was dropped.
    var isDroppingLine = false
    /// The verb of the line that is dropped.
    var droppedVerb: Verb?
    /// Whether the present line was seen to begin a TLS handshake.
    var isHandshake = false

    var isEmpty: Bool { start == octets.count }
    var unread: ArraySlice<UInt8> { octets[start...] }

    /// The octets not processed yet up to an offset; not copied where they are all that came.
    func octets(to end: Int) -> [UInt8] {
        start == 0 && end == octets.count ? octets : Array(octets[start..<end])
    }

    mutating func append(_ more: [UInt8]) {
        if isEmpty {
            octets = more
            start = 0
        } else {
            if start > octets.count / 2 { trim() }
            octets.append(contentsOf: more)
        }
    }

    /// Forgets the processed octets.
    mutating func trim() {
        guard start > 0 else { return }
        octets = isEmpty ? [] : Array(unread)
        start = 0
    }

    /// Forgets everything; returns how many octets that were.
    mutating func removeAll() -> Int {
        let count = octets.count - start
        self = InputBuffer()
        return count
    }
}

// Two buffers are the same if the same octets wait in them: processed octets do not count.
extension InputBuffer: Hashable {
    static func == (left: InputBuffer, right: InputBuffer) -> Bool {
        left.isDroppingLine == right.isDroppingLine && left.droppedVerb == right.droppedVerb
            && left.isHandshake == right.isHandshake
            && left.unread.elementsEqual(right.unread)
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(isDroppingLine)
        hasher.combine(droppedVerb)
        for octet in unread { hasher.combine(octet) }
    }
}

extension InputBuffer: Codable {
    private enum CodingKeys: String, CodingKey {
        case unread, isDroppingLine, droppedVerb, isHandshake
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        octets = try container.decode([UInt8].self, forKey: .unread)
        isDroppingLine = try container.decode(Bool.self, forKey: .isDroppingLine)
        droppedVerb = try container.decodeIfPresent(Verb.self, forKey: .droppedVerb)
        isHandshake = try container.decodeIfPresent(Bool.self, forKey: .isHandshake) ?? false
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Array(unread), forKey: .unread)
        try container.encode(isDroppingLine, forKey: .isDroppingLine)
        try container.encodeIfPresent(droppedVerb, forKey: .droppedVerb)
        if isHandshake { try container.encode(isHandshake, forKey: .isHandshake) }
    }
}

import SMTPGrammar

/// The client's octets not processed yet.
///
/// Octets before `start` have been processed; they stay in memory only while a handler is asked, so
/// that a large write of pipelined commands is not moved for each of them.
struct LineBuffer: Sendable {
    private var octets: [UInt8] = []
    private var start = 0
    /// The offset before which there is known to be no line end.
    private var scanned = 0

    var unread: ArraySlice<UInt8> { octets[start...] }
    var isEmpty: Bool { start == octets.count }

    mutating func append(_ more: [UInt8]) {
        guard !isEmpty else {
            self = LineBuffer()
            octets = more
            return
        }
        if start > octets.count / 2 { trim() }
        octets.append(contentsOf: more)
    }

    /// Forgets the processed octets.
    mutating func trim() {
        guard start > 0 else { return }
        octets = isEmpty ? [] : Array(octets[start...])
        scanned = max(0, scanned - start)
        start = 0
    }

    /// Takes the next line with its CR LF; nil if none is complete.
    mutating func takeLine() -> ArraySlice<UInt8>? {
        var from = max(start, scanned)
        while let lineFeed = LineScanner.firstLineFeed(octets.span, from: from) {
            from = lineFeed + 1
            guard lineFeed > start, octets[lineFeed - 1] == ASCII.carriageReturn else { continue }
            defer { start = from }
            return octets[start..<from]
        }
        scanned = octets.count
        return nil
    }

    /// Removes all complete lines of message text, with their line ends, and says why there are no more.
    ///
    /// A line has at most `limit` octets, -1 for any number; after a line end a dot alone can end the text.
    mutating func takeText(limit: Int, isBehindLineEnd: Bool) -> (ArraySlice<UInt8>, TextScan.Stop)
    {
        var scan = TextScan(start: start, scanned: scanned, limit: limit)
        let stop = scan.run(octets.span, isBehindLineEnd: isBehindLineEnd)
        defer { start = scan.end }
        if stop == .noMoreLines { scanned = octets.count }
        return (octets[start..<scan.end], stop)
    }
}

// Two buffers are the same if the same octets wait in them: processed octets do not count.
extension LineBuffer: Hashable {
    static func == (left: LineBuffer, right: LineBuffer) -> Bool {
        left.unread.elementsEqual(right.unread)
    }

    func hash(into hasher: inout Hasher) {
        for octet in unread { hasher.combine(octet) }
    }
}

extension LineBuffer: Codable {
    init(from decoder: any Decoder) throws { octets = try [UInt8](from: decoder) }

    func encode(to encoder: any Encoder) throws { try Array(unread).encode(to: encoder) }
}

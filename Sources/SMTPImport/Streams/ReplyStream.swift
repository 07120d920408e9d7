import SMTPGrammar

/// Cuts what a server sent into replies (RFC 5321 §4.2.1).
struct ReplyStream {
    /// A reply, and the line or packet where it begins.
    typealias Reply = (reply: RecordedReply, line: Int)

    private var lines: [[UInt8]] = []
    private var partial: [UInt8] = []
    private var start = 0
    /// Whether the octets that come belong to a line whose beginning is missing.
    private var isInsideLostLine = false

    /// The longest line, in octets, and the most lines of a reply; what is longer is cut there.
    private static let longestLine = 65_536
    private static let mostLines = 4_096

    /// Takes the next octets; the replies that are whole then.
    mutating func take(_ portion: StreamPortion) -> [Reply] {
        var replies: [Reply] = []
        var rest = portion.octets
        while !rest.isEmpty {
            if lines.isEmpty, partial.isEmpty { start = portion.line }
            let end = rest.firstIndex(of: ASCII.lineFeed)
            partial += rest[..<(end ?? rest.endIndex)]
            rest = end.map { rest[($0 + 1)...] } ?? []
            guard end != nil || partial.count > ReplyStream.longestLine else { break }
            if let reply = endLine() { replies.append(reply) }
        }
        return replies
    }

    /// Ends the reply under way: octets are missing after it.
    mutating func breakOff() -> Reply? {
        let wasInsideLine = !partial.isEmpty
        if wasInsideLine { lines.append(withoutCarriageReturn(partial)) }
        partial = []
        isInsideLostLine = true
        return endReply(isCutShort: true)
    }

    private mutating func endLine() -> Reply? {
        let line = withoutCarriageReturn(partial)
        partial = []
        let isFirst = isInsideLostLine
        isInsideLostLine = false
        guard ReplyLine.isLine(line) || !isFirst else { return nil }
        lines.append(line)
        let goesOn = ReplyLine.isContinued(line) || (lines.count > 1 && !ReplyLine.isLine(line))
        guard !goesOn || lines.count >= ReplyStream.mostLines else { return nil }
        return endReply(isCutShort: goesOn)
    }

    private mutating func endReply(isCutShort: Bool) -> Reply? {
        guard !lines.isEmpty else { return nil }
        defer { lines = [] }
        return (RecordedReply(lines, isCutShort: isCutShort), start)
    }

    private func withoutCarriageReturn(_ line: [UInt8]) -> [UInt8] {
        line.last == ASCII.carriageReturn ? Array(line.dropLast()) : line
    }
}

/// A line of a reply: `250-mx.sim.example`, `250 HELP`.
enum ReplyLine {
    /// Whether octets begin with a code from 200 to 599 and a blank, a hyphen or nothing after it.
    static func isLine(_ octets: some Collection<UInt8>) -> Bool {
        let start = Array(octets.prefix(4))
        guard start.count >= 3, (0x32...0x35).contains(start[0]),
            start[1...2].allSatisfy({ (0x30...0x39).contains($0) })
        else { return false }
        guard start.count == 4 else { return true }
        return [ASCII.space, ASCII.hyphen, ASCII.carriageReturn, ASCII.lineFeed].contains(start[3])
    }

    /// Whether another line of the reply follows.
    static func isContinued(_ octets: some Collection<UInt8>) -> Bool {
        isLine(octets) && octets.dropFirst(3).first == ASCII.hyphen
    }
}

import SMTPGrammar

/// Cuts octets into lines, as they come; a line feed ends a line.
struct LineCutter {
    /// A line is kept so far; what follows in it is dropped.
    static let mostOctets = 64 << 20

    /// The beginning of a line that has no end yet.
    private var rest: [UInt8] = []
    private(set) var count = 0
    /// The first line that was too long to be kept.
    private(set) var cutLine: Int?

    /// The next whole line from an offset on, which moves to after it; nil if the octets have no more.
    mutating func next(in octets: LineText, from start: inout Int) -> SourceLine? {
        guard let end = LineCutter.lineFeed(in: octets, from: start) else {
            if start < octets.endIndex { keep(octets[start...]) }
            start = octets.endIndex
            return nil
        }
        defer { start = end + 1 }
        guard !rest.isEmpty else { return line(octets, from: start, to: end) }
        keep(octets[start..<end])
        return takeRest()
    }

    /// The last line, if it has no end.
    mutating func finish() -> SourceLine? {
        rest.isEmpty ? nil : takeRest()
    }

    private mutating func takeRest() -> SourceLine {
        defer { rest = [] }
        return line(rest[...], from: 0, to: rest.count)
    }

    private static func lineFeed(in octets: LineText, from start: Int) -> Int? {
        let offset = start - octets.startIndex
        return LineScanner.firstLineFeed(octets.span, from: offset).map { $0 + octets.startIndex }
    }

    private mutating func keep(_ octets: LineText) {
        let room = LineCutter.mostOctets - rest.count
        if octets.count > room { cutLine = cutLine ?? count + 1 }
        rest.append(contentsOf: octets.prefix(max(room, 0)))
    }

    private mutating func line(_ octets: LineText, from start: Int, to end: Int) -> SourceLine {
        count += 1
        // A copy with CR LF of lines that had CR LF has one more.
        var last = end
        while last > start, octets[last - 1] == ASCII.carriageReturn { last -= 1 }
        return SourceLine(octets[start..<last], number: count, endsInReturn: last < end)
    }
}

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

    /// Hands the whole lines to a function.
    @inline(__always)
    mutating func cut(_ octets: LineText, _ take: (SourceLine) -> Void) {
        var start = octets.startIndex
        while let end = LineCutter.lineFeed(in: octets, from: start) {
            if rest.isEmpty {
                take(line(octets[start..<end]))
            } else {
                keep(octets[start..<end])
                let whole = rest
                rest = []
                take(line(whole[...]))
            }
            start = end + 1
        }
        if start < octets.endIndex { keep(octets[start...]) }
    }

    /// The last line, if it has no end.
    mutating func finish() -> SourceLine? {
        guard !rest.isEmpty else { return nil }
        defer { rest = [] }
        return line(rest[...])
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

    private mutating func line(_ octets: LineText) -> SourceLine {
        count += 1
        guard octets.last == ASCII.carriageReturn else { return SourceLine(octets, number: count) }
        // A copy with CR LF of lines that had CR LF has one more.
        var text = octets
        while text.last == ASCII.carriageReturn { text = text.dropLast() }
        var line = SourceLine(text, number: count)
        line.endsInReturn = true
        return line
    }
}

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

    /// The next whole line from an index on, which moves to after it; nil if the octets have no more.
    mutating func next(in octets: LineText, from start: inout Int) -> SourceLine? {
        if let place = place(in: octets, from: &start) { return line(octets, at: place) }
        let offset = start - octets.startIndex
        guard let lineFeed = LineScanner.firstLineFeed(octets.span, from: offset) else {
            if start < octets.endIndex { keep(octets[start...]) }
            start = octets.endIndex
            return nil
        }
        let end = octets.startIndex + lineFeed
        keep(octets[start..<end])
        start = end + 1
        return takeRest()
    }

    /// Whether the next line begins with the octets that come.
    var isAtStart: Bool { rest.isEmpty }

    /// Where the next whole line stands, if it begins at an index, which moves to after it; nil for any other.
    @inline(__always)
    func place(in octets: LineText, from start: inout Int) -> LinePlace? {
        let first = octets.startIndex
        guard rest.isEmpty, let place = LinePlace(in: octets.span, at: start - first) else {
            return nil
        }
        start = first + place.next
        return place
    }

    /// The line at a place, which is the next one.
    @inline(__always)
    mutating func line(_ octets: LineText, at place: LinePlace) -> SourceLine {
        count += 1
        let start = octets.startIndex
        return SourceLine(
            octets: octets[start + place.start..<start + place.end],
            endsInReturn: place.endsInReturn, number: count, key: nil)
    }

    /// Counts a line that was read by its place.
    mutating func skip() { count += 1 }

    /// The last line, if it has no end.
    mutating func finish() -> SourceLine? {
        rest.isEmpty ? nil : takeRest()
    }

    private mutating func takeRest() -> SourceLine {
        defer { rest = [] }
        let whole = LinePlace(start: 0, lineFeed: rest.count, in: rest.span)
        return line(rest[...], at: whole)
    }

    private mutating func keep(_ octets: LineText) {
        let room = LineCutter.mostOctets - rest.count
        if octets.count > room { cutLine = cutLine ?? count + 1 }
        rest.append(contentsOf: octets.prefix(max(room, 0)))
    }
}

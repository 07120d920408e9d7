import SMTPGrammar

/// Where a line stands in octets, as offsets.
struct LinePlace {
    let start: Int
    /// Where it ends, without carriage returns and the line feed.
    let end: Int
    /// Where the next line begins.
    let next: Int
    let endsInReturn: Bool

    /// Where the line stands that begins at an offset; nil if it has no end.
    @inline(__always)
    init?(in octets: Span<UInt8>, at start: Int) {
        guard let lineFeed = LineScanner.firstLineFeed(octets, from: start) else { return nil }
        self.init(start: start, lineFeed: lineFeed, in: octets)
    }

    /// The place of a line that begins at an offset and ends before another.
    @inline(__always)
    init(start: Int, lineFeed: Int, in octets: Span<UInt8>) {
        self.start = start
        next = lineFeed + 1
        // A copy with CR LF of lines that had CR LF has one more.
        var last = lineFeed
        while last > start, octets[last - 1] == ASCII.carriageReturn { last -= 1 }
        end = last
        endsInReturn = last < lineFeed
    }
}

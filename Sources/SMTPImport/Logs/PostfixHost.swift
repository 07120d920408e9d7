import SMTPGrammar

/// A host as Postfix writes it: `mx.example[192.0.2.1]`, `mx.example[192.0.2.1]:25`.
struct PostfixHost {
    /// Its address.
    let address: LineText
    /// What follows it.
    let rest: LineText

    /// Reads the host that a text begins with.
    init?(_ text: LineText) {
        guard let places = PostfixHost.places(in: text.span) else { return nil }
        let start = text.startIndex
        address = text[start + places.address.lowerBound..<start + places.address.upperBound]
        rest = text[(start + places.end)...]
    }

    /// Where the address of a host stands at the beginning of a text, and where the host ends.
    static func places(in text: Span<UInt8>) -> (address: Range<Int>, end: Int)? {
        let start = text.extracting(first: 300)
        guard let open = LineScanner.first(ASCII.leftBracket, in: start, from: 0) else {
            return nil
        }
        for offset in 0..<open where start[offset] == ASCII.space { return nil }
        var close = open
        while close < start.count, start[close] != ASCII.rightBracket { close &+= 1 }
        guard close < start.count else { return nil }
        return (open + 1..<close, endOfPort(text, close + 1))
    }

    /// Where a port ends, if there is one; it has few digits.
    private static func endOfPort(_ text: Span<UInt8>, _ start: Int) -> Int {
        guard start < text.count, text[start] == ASCII.colon else { return start }
        var end = start + 1
        while end < text.count, text[end].isDigit { end += 1 }
        return (2...16).contains(end - start) ? end : start
    }
}

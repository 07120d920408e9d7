import SMTPGrammar

/// Takes stuffed dots away as the original does, once, when the whole text is there.
enum Unstuffing {
    /// Makes CR LF dot of each CR LF dot dot; the first line stays as it is.
    static func unstuff(_ text: inout [UInt8]) {
        guard let first = nextStuffedDot(text.span, from: 0) else { return }
        let kept = text.withUnsafeMutableBufferPointer { closeGaps($0, from: first) }
        text.removeLast(text.count - kept)
    }

    /// Where the second of two dots behind a line end stands.
    private static func nextStuffedDot(_ text: Span<UInt8>, from start: Int) -> Int? {
        var from = start
        while let lineFeed = LineScanner.firstLineFeed(text, from: from) {
            from = lineFeed + 1
            if lineFeed > 0, lineFeed + 2 < text.count, text[lineFeed + 1] == ASCII.dot,
                text[lineFeed + 2] == ASCII.dot, text[lineFeed - 1] == ASCII.carriageReturn
            {
                return lineFeed + 2
            }
        }
        return nil
    }

    /// Moves the pieces between the dots together; returns how many octets are left.
    private static func closeGaps(
        _ text: UnsafeMutableBufferPointer<UInt8>, from first: Int
    ) -> Int {
        guard let base = text.baseAddress else { return 0 }
        var end = first
        var dot = first
        while true {
            let next = nextStuffedDot(UnsafeBufferPointer(text).span, from: dot + 1)
            let count = (next ?? text.count) - dot - 1
            (base + end).update(from: base + dot + 1, count: count)
            end += count
            guard let next else { return end }
            dot = next
        }
    }
}

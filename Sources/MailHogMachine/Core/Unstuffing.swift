import SMTPGrammar

/// Removes stuffed dots the way the original does: once, when the text is complete.
enum Unstuffing {
    /// Turns each CR LF dot dot into CR LF dot; the first line is left alone.
    static func unstuff(_ text: inout [UInt8]) {
        guard let first = nextStuffedDot(text.span, from: 0) else { return }
        let kept = text.withUnsafeMutableBufferPointer { closeGaps($0, from: first) }
        text.removeLast(text.count - kept)
    }

    /// The offset of the second of two dots after a line end.
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

    /// Joins the pieces between the dots; returns how many octets are left.
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

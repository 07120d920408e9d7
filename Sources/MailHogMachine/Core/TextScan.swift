import SMTPGrammar

/// Scans message text line by line, without copying it.
struct TextScan {
    /// Why it stopped.
    enum Stop {
        /// What is left is not a complete line.
        case noMoreLines
        /// The line that ends the text was the last.
        case textComplete
        /// The next line is too long.
        case lineTooLong
    }

    /// Where the lines begin.
    let start: Int
    /// The offset before which there is known to be no line end.
    let scanned: Int
    /// The octets a line may have, -1 for any number.
    let limit: Int
    /// Where the scanned lines end.
    private(set) var end: Int

    init(start: Int, scanned: Int, limit: Int) {
        self.start = start
        self.scanned = scanned
        self.limit = limit
        end = start
    }

    mutating func run(_ octets: Span<UInt8>, isBehindLineEnd: Bool) -> Stop {
        var from = max(start, scanned)
        while let lineFeed = LineScanner.firstLineFeed(octets, from: from) {
            from = lineFeed + 1
            let length = lineFeed - 1 - end
            guard length >= 0, octets[lineFeed - 1] == ASCII.carriageReturn else { continue }
            if limit >= 0 && length > limit { return .lineTooLong }
            let isDot = length == 1 && octets[end] == ASCII.dot
            let canEnd = end > start || isBehindLineEnd
            end = from
            if isDot && canEnd { return .textComplete }
        }
        return .noMoreLines
    }
}

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

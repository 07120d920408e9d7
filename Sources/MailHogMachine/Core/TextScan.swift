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

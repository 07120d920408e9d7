import SMTPGrammar

/// Finds where message text ends, in whatever portions it comes: after CR LF, a dot alone and CR LF.
struct TextEnd: Sendable {
    /// How much of dot, CR, LF came at the beginning of a line; nil in the middle of one.
    private var matched: Int? = 0
    private var endedWithReturn = false

    /// The offset after the end, from an offset on; nil if the text goes on.
    mutating func find(in octets: [UInt8], from start: Int) -> Int? {
        let text = octets.span
        var offset = start
        while offset < text.count {
            if let count = matched {
                if text[offset] == TextEnd.end[count] {
                    offset += 1
                    matched = count + 1
                    if count + 1 == TextEnd.end.count { return finish(at: offset) }
                } else {
                    matched = nil
                    endedWithReturn = false
                }
            } else {
                guard let lineFeed = LineScanner.firstLineFeed(text, from: offset) else {
                    endedWithReturn = text[text.count - 1] == ASCII.carriageReturn
                    return nil
                }
                let isWhole =
                    lineFeed > offset
                    ? text[lineFeed - 1] == ASCII.carriageReturn
                    : endedWithReturn
                        || lineFeed > start && text[lineFeed - 1] == ASCII.carriageReturn
                matched = isWhole ? 0 : nil
                endedWithReturn = false
                offset = lineFeed + 1
            }
        }
        return nil
    }

    private mutating func finish(at offset: Int) -> Int {
        self = TextEnd()
        return offset
    }

    private static let end: [UInt8] = [ASCII.dot, ASCII.carriageReturn, ASCII.lineFeed]
}

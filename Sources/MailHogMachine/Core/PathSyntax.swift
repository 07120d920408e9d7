import SMTPGrammar

/// What the original accepts as the argument of MAIL and RCPT.
///
/// It is a search, not a grammar: the leftmost place that reads keyword, blanks if they are
/// allowed, `<`, at least one octet that is not `>`, `>`. Anything before or after is ignored.
struct PathSyntax {
    private let keyword: Keyword
    private let allowsBlanks: Bool

    /// What stands before the path.
    enum Keyword {
        case from
        case to

        /// In lower case, with its colon.
        fileprivate var text: StaticString {
            switch self {
            case .from: "from:"
            case .to: "to:"
            }
        }
    }

    /// A search for a keyword.
    init(_ keyword: Keyword, allowsBlanks: Bool) {
        self.keyword = keyword
        self.allowsBlanks = allowsBlanks
    }

    /// What is between the brackets.
    func firstMatch(in text: ArraySlice<UInt8>) -> [UInt8]? {
        guard let place = firstMatch(in: text.span) else { return nil }
        return Array(
            text[(text.startIndex + place.lowerBound)..<(text.startIndex + place.upperBound)])
    }

    private func firstMatch(in text: Span<UInt8>) -> Range<Int>? {
        // Without a final `>`, nothing matches; looking for one at every keyword would take
        // quadratic time.
        guard let last = PathSyntax.lastBracket(text) else { return nil }
        return keyword.text.withUTF8Buffer { keyword in
            var start = 0
            while start + keyword.count < last {
                if PathSyntax.begins(text, at: start, with: keyword),
                    let match = bracketed(text, from: start + keyword.count)
                {
                    return match
                }
                start += 1
            }
            return nil
        }
    }

    private static func lastBracket(_ text: Span<UInt8>) -> Int? {
        var index = text.count - 1
        while index >= 0, text[index] != ASCII.greaterThan { index -= 1 }
        return index >= 0 ? index : nil
    }

    /// Whether a keyword stands at a place; there are octets enough.
    private static func begins(
        _ text: Span<UInt8>, at start: Int, with keyword: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        for offset in keyword.indices
        where ASCII.lowercased(text[start + offset]) != keyword[offset] {
            return false
        }
        return true
    }

    private func bracketed(_ text: Span<UInt8>, from start: Int) -> Range<Int>? {
        var open = start
        while allowsBlanks, open < text.count, PathSyntax.isBlank(text[open]) { open += 1 }
        guard open < text.count, text[open] == ASCII.lessThan else { return nil }
        var close = open + 1
        while close < text.count, text[close] != ASCII.greaterThan { close += 1 }
        return close < text.count && close > open + 1 ? (open + 1)..<close : nil
    }

    private static func isBlank(_ octet: UInt8) -> Bool {
        switch octet {
        case ASCII.space, ASCII.tab, ASCII.lineFeed, ASCII.carriageReturn, 0x0C: true
        default: false
        }
    }
}

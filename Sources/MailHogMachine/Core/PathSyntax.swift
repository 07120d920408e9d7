import SMTPGrammar

/// What the original accepts as the argument of MAIL and RCPT.
///
/// It is a search, not a grammar: the leftmost place that reads keyword, blanks if they are
/// allowed, `<`, at least one octet that is not `>`, `>`. Anything before or after is ignored.
struct PathSyntax {
    let keyword: [UInt8]
    let allowsBlanks: Bool

    /// A search for a keyword, given in lower case and with its colon.
    init(keyword: StaticString, allowsBlanks: Bool) {
        self.keyword = keyword.withUTF8Buffer { Array($0) }
        self.allowsBlanks = allowsBlanks
    }

    /// What is between the brackets.
    func firstMatch(in text: [UInt8]) -> [UInt8]? {
        // Without a final `>`, nothing matches; looking for one at every keyword would take
        // quadratic time.
        guard let last = text.lastIndex(of: ASCII.greaterThan) else { return nil }
        var start = 0
        while start + keyword.count < last {
            if hasKeyword(text, at: start),
                let match = bracketed(text, from: start + keyword.count)
            {
                return match
            }
            start += 1
        }
        return nil
    }

    private func hasKeyword(_ text: [UInt8], at start: Int) -> Bool {
        keyword.indices.allSatisfy { ASCII.lowercased(text[start + $0]) == keyword[$0] }
    }

    private func bracketed(_ text: [UInt8], from start: Int) -> [UInt8]? {
        var open = start
        while allowsBlanks, open < text.count, PathSyntax.isBlank(text[open]) { open += 1 }
        guard open < text.count, text[open] == ASCII.lessThan,
            let close = text[(open + 1)...].firstIndex(of: ASCII.greaterThan), close > open + 1
        else { return nil }
        return Array(text[(open + 1)..<close])
    }

    private static func isBlank(_ octet: UInt8) -> Bool {
        " \t\n\r\u{C}".utf8.contains(octet)
    }
}

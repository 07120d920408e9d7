import SMTPGrammar

/// What the original accepts as the argument of MAIL and RCPT.
///
/// It is a search, not a grammar: the leftmost place that reads keyword, blanks if they are
/// allowed, `<`, at least one octet that is not `>`, `>`. Anything before or after is ignored.
struct PathSyntax {
    private let keyword: [UInt8]
    private let allowsBlanks: Bool

    /// The keywords, in lower case and with their colons.
    enum Keyword {
        case from
        case to

        fileprivate static let fromOctets = Array("from:".utf8)
        fileprivate static let toOctets = Array("to:".utf8)
    }

    /// A search for a keyword.
    init(_ keyword: Keyword, allowsBlanks: Bool) {
        self.keyword =
            switch keyword {
            case .from: Keyword.fromOctets
            case .to: Keyword.toOctets
            }
        self.allowsBlanks = allowsBlanks
    }

    /// What is between the brackets.
    func firstMatch(in text: ArraySlice<UInt8>) -> [UInt8]? {
        // Without a final `>`, nothing matches; looking for one at every keyword would take
        // quadratic time.
        guard let last = text.lastIndex(of: ASCII.greaterThan) else { return nil }
        var start = text.startIndex
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

    private func hasKeyword(_ text: ArraySlice<UInt8>, at start: Int) -> Bool {
        keyword.indices.allSatisfy { ASCII.lowercased(text[start + $0]) == keyword[$0] }
    }

    private func bracketed(_ text: ArraySlice<UInt8>, from start: Int) -> [UInt8]? {
        var open = start
        while allowsBlanks, open < text.endIndex, PathSyntax.isBlank(text[open]) { open += 1 }
        guard open < text.endIndex, text[open] == ASCII.lessThan,
            let close = text[(open + 1)...].firstIndex(of: ASCII.greaterThan), close > open + 1
        else { return nil }
        return Array(text[(open + 1)..<close])
    }

    private static func isBlank(_ octet: UInt8) -> Bool {
        " \t\n\r\u{C}".utf8.contains(octet)
    }
}

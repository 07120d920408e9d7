import SMTPGrammar

// What word processors, web pages and authors do to a dialogue.

/// Undoes what happens to commands and replies on the way through documents.
enum Typography {
    /// What stands for a plain character after the text was set or put on a page.
    private static let replacements: [(set: StaticString, plain: StaticString)] = [
        ("\u{A0}", " "), ("\u{2007}", " "), ("\u{202F}", " "), ("\u{200B}", ""), ("\u{FEFF}", ""),
        ("\u{2018}", "'"), ("\u{2019}", "'"), ("\u{201C}", "\""), ("\u{201D}", "\""),
        ("\u{2010}", "-"), ("\u{2011}", "-"), ("\u{2013}", "-"), ("\u{2014}", "-"),
        ("\u{2039}", "<"), ("\u{203A}", ">"), ("\u{2026}", "..."),
    ]
    /// What authors write for the ends of lines and for blanks.
    private static let written: [(set: StaticString, plain: StaticString)] = [
        ("<CR><LF>", ""), ("<CRLF>", ""), ("<SP>", " "),
    ]

    /// A command with plain characters.
    static func plain(_ text: LineText) -> [UInt8] {
        var octets = Array(text)
        if text.contains(where: { $0 >= 0x80 }) { replace(replacements, in: &octets) }
        if text.contains(ASCII.lessThan) { replace(written, in: &octets) }
        return octets
    }

    /// A reply whose hyphen or blank after the code is a plain one; its text is not touched.
    static func plainReply(_ text: LineText) -> LineText {
        guard text.count > 4, text.replyCode == nil, text[text.startIndex + 3] >= 0x80,
            text.prefix(3).allSatisfy(\.isDigit)
        else { return text }
        let rest = text.dropFirst(3)
        for (set, plain) in replacements {
            guard let after = rest.after(set) else { continue }
            return (Array(text.prefix(3)) + bytes(plain) + after)[...]
        }
        return text
    }

    /// Whether authors left message text out here: `(message goes here)`, `...`, `<message text>`.
    static func isPlaceholder(_ text: LineText) -> Bool {
        let text = text.trimmed
        if text.equals("...") || text.equals("[...]") || text.equals("\u{2026}") { return true }
        guard let first = text.first, let last = text.last, text.count > 6 else { return false }
        let isBracketed =
            (first == UInt8(ascii: "(") && last == UInt8(ascii: ")"))
            || (first == UInt8(ascii: "<") && last == UInt8(ascii: ">"))
            || (first == UInt8(ascii: "[") && last == UInt8(ascii: "]"))
        guard isBracketed else { return false }
        let lower = text.map(ASCII.lowercased)[...]
        let words: [StaticString] = [
            "message", "text", "body", "data", "octets", "content", "goes here", "lines", "snip",
        ]
        return words.contains { lower.has($0) }
    }

    private static func replace(
        _ table: [(set: StaticString, plain: StaticString)], in octets: inout [UInt8]
    ) {
        for (set, plain) in table {
            while let offset = octets[...].offset(of: set) {
                octets.replaceSubrange(offset..<offset + set.utf8CodeUnitCount, with: bytes(plain))
            }
        }
    }

    private static func bytes(_ text: StaticString) -> [UInt8] {
        text.withUTF8Buffer { Array($0) }
    }
}

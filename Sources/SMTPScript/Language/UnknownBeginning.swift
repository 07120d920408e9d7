import OctetText

/// What to say about a line that begins like no script line.
///
/// Such a line is never sent as text: a forgotten mark must not turn into an SMTP command, nor a
/// mistyped mark into a passing expectation.
enum UnknownBeginning {
    static let message = "unknown beginning of a line"

    static func fault(_ cursor: WordReader) -> LineFault {
        let text = cursor.rest
        return cursor.fault(message, hint: hint(for: text, isIndented: cursor.offset > 0))
    }

    private static func hint(for text: String, isIndented: Bool) -> String {
        if ScriptSection.sectionName(in: Array(text.utf8)[...]) != nil, isIndented {
            return "a section header begins in the first column"
        }
        if let known = foreignMark(text) { return "did you mean `\(known)`?" }
        if text.hasPrefix("R:") {
            return "write `S:` for the server, which RFC 821 calls the receiver, and `C:` for the"
                + " client"
        }
        if beginsWithVerb(text) { return "did you mean `C: \(clipped(text))`?" }
        if beginsWithCode(text) { return "did you mean `S: \(clipped(text))`?" }
        return "a line begins with `C:`, `S:`, `A:`, `:command` or `#`"
    }

    /// Marks of other notations, and ours misspelled.
    private static let foreignMarks: [(foreign: String, ours: String)] = [
        ("c:", "C:"), ("s:", "S:"), ("a:", "A:"), ("Client:", "C:"), ("Server:", "S:"),
        ("CLIENT -> SERVER:", "C:"), ("SERVER -> CLIENT:", "S:"),
        (">>>", "C:"), ("<<<", "S:"), ("->", "C:"), ("<-", "S:"), ("=>", "C:"), ("<=", "S:"),
        ("~>", "C:"), ("<~", "S:"), (">", "C:"), ("<", "S:"), ("//", "#"), (";", "#"), ("--", "#"),
        ("C :", "C:"), ("S :", "S:"), ("A :", "A:"), ("c+", "C+"), ("c|", "C|"), ("c<", "C<"),
        ("s=", "S="), ("s?", "S?"), ("s*", "S*"), ("s{", "S{"), ("s}", "S}"), ("s!", "S!"),
        ("s.", "S."),
    ]

    private static func foreignMark(_ text: String) -> String? {
        guard let mark = foreignMarks.first(where: { text.hasPrefix($0.foreign) }) else {
            return nil
        }
        let rest = text.dropFirst(mark.foreign.count).drop { $0 == " " || $0 == "\t" }
        return rest.isEmpty ? mark.ours : "\(mark.ours) \(clipped(String(rest)))"
    }

    private static let verbs: Set<String> = [
        "EHLO", "HELO", "LHLO", "MAIL", "RCPT", "DATA", "BDAT", "RSET", "VRFY", "EXPN", "HELP",
        "NOOP", "QUIT", "AUTH", "STARTTLS", "ETRN", "TURN", "ATRN", "SEND", "SOML", "SAML",
        "XCLIENT", "XFORWARD", "BURL",
    ]

    private static func beginsWithVerb(_ text: String) -> Bool {
        verbs.contains(text.prefix { $0.isASCII && $0.isLetter }.uppercased())
    }

    private static func beginsWithCode(_ text: String) -> Bool {
        let code = text.utf8.prefix { $0.isDigit }
        let separator = text.utf8.dropFirst(3).first
        return code.count == 3
            && (separator == nil || separator == 0x20 || separator == UInt8(ascii: "-"))
    }

    private static func clipped(_ text: String) -> String { EscapedText.clipped(text, to: 60) }
}

import SMTPGrammar

/// Signs that a program put something in the place of a secret.
///
///     C: AUTH PLAIN AHRlc3RlcgAvKiBzZWNyZXQgKi8=        \0tester\0/* secret */
///     C: AUTH PLAIN ********
///     CLIENT -> SERVER: [credentials hidden]
package enum Redaction {
    /// Whether a secret is replaced in a line of AUTH or a response.
    package static func isShown(by line: LineText) -> Bool {
        if isReplaced(line) { return true }
        guard let word = line.split(separator: ASCII.space).last, word.count >= 8,
            let decoded = try? Base64.decode(word)
        else { return false }
        return isReplaced(decoded[...])
    }

    private static let signs: [StaticString] = [
        "PROVIDED_BUT_REMOVED", "/* secret */", "credentials hidden", "[hidden]", "<hidden>",
        "(hidden)", "redacted", "REDACTED", "removed]", "removed>", "<password>", "[password]",
        "***", "[...]", "XXXXXX", "xxxxxx", "\u{2022}\u{2022}\u{2022}",
    ]

    private static func isReplaced(_ text: LineText) -> Bool { signs.contains { text.has($0) } }
}

import OctetText
import SMTPGrammar
import SMTPSession

/// Writes lines of the script language, without indentation and line ends: for saving a session.
///
/// Whatever the bytes are, the lines read back as those bytes.
package enum ScriptText {
    /// The `C` lines that send these bytes: one write, as long as nothing is put between them.
    ///
    /// A line of readable text that ends with CRLF becomes `C: text`. Everything else becomes `C+`
    /// lines: a lone CR or LF, control and invisible characters, bytes that are not UTF-8, and a
    /// leading `:`, which at the prompt means different things at different times.
    ///
    ///     C: NOOP
    ///     C+ "NOOP\n"
    package static func lines(sending bytes: [UInt8]) -> [String] {
        var script: [UInt8] = []
        append(sending: bytes.span, to: &script)
        return script.split(separator: ASCII.lineFeed).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The `S:` line that expects exactly this reply line, given without CRLF.
    ///
    /// What the language or the terminal would read otherwise, `{{`, `[[` and control characters,
    /// is put in a hole: `{{\[\[}}`.
    package static func line(expecting line: String) -> String {
        line.isEmpty ? "S:" : "S: " + LinePattern.text(matching: line)
    }

    // Trace, a comment, a title, and an answer as at the `A: ` prompt: what does not print is shown
    // as an escape.
    package static func line(trace text: String) -> String { remark("#~", text) }
    package static func line(comment text: String) -> String { remark("#", text) }
    package static func line(title text: String) -> String { remark("##", text) }
    package static func line(answer text: String) -> String { remark("A:", text) }

    /// The line of a server event.
    package static func line(_ event: ServerEvent) -> String { "S. " + event.rawValue }

    private static func remark(_ mark: String, _ text: String) -> String {
        text.isEmpty ? mark : mark + " " + EscapedText.inLine(text.utf8)
    }
}

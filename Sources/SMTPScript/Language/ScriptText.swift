import OctetText

/// Writes lines of the script language, without indentation and line ends: for saving a session.
///
/// Whatever the bytes are, the lines read back as those bytes.
package enum ScriptText {
    /// How many bytes of one line of input go in one `C+` line.
    private static let chunk = 16_384

    /// The `C` lines that send these bytes: one write, as long as nothing is put between them.
    ///
    /// A line of readable text that ends with CRLF becomes `C: text`. Everything else becomes `C+`
    /// lines: a lone CR or LF, control and invisible characters, bytes that are not UTF-8, and a
    /// leading `:`, which at the prompt means different things at different times.
    ///
    ///     C: NOOP
    ///     C+ "NOOP\n"
    package static func lines(sending bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        for line in RawLines(bytes[...]) {
            if line.ending == .carriageReturnLineFeed, let text = plainText(line.text) {
                lines.append(text.isEmpty ? "C:" : "C: " + text)
            } else {
                lines += quotedLines(line.text + Array(line.ending.rawValue.utf8))
            }
        }
        return lines
    }

    /// The text of a line, if `C: ` can carry it.
    private static func plainText(_ line: ArraySlice<UInt8>) -> String? {
        guard line.first != UInt8(ascii: ":"), line.count <= chunk,
            let text = String(validating: line, as: UTF8.self),
            text.isVisible
        else { return nil }
        return text
    }

    private static func quotedLines(_ bytes: ArraySlice<UInt8>) -> [String] {
        stride(from: bytes.startIndex, to: bytes.endIndex, by: chunk).map { start in
            "C+ " + EscapedText.quoted(bytes[start..<min(start + chunk, bytes.endIndex)])
        }
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

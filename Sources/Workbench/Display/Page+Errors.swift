import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSimulator
import TerminalText

extension Page {
    /// Adds why a simulator did nothing, with what was probably meant.
    mutating func fail(_ error: SimulatorError) {
        switch error {
        case .answer(let error):
            fail(error.message, hint: Page.hint(error.suggestion, error.expected))
        case .setting(let error): fail(error.message, hint: Page.hint(error.suggestion))
        case .unknownName(let kind, let name, let suggestion):
            fail("there is no \(kind) \(EscapedText.shown(name))", hint: Page.hint(suggestion))
        case .profile(let error):
            let lines = error.diagnostics.flatMap(\.lines)
            for line in lines.dropFirst() { show(EscapedText.shown(line), .hint) }
            fail(EscapedText.shown(lines.first ?? error.description))
        case .misuse, .closed, .questionIsOpen, .noQuestion, .noSuchStep, .nameIsTaken, .file,
            .unsuitable:
            fail(EscapedText.shown(error.description))
        }
    }

    /// Adds what is wrong with a command line; with a picture of it if the fault follows the name.
    mutating func fail(_ error: CommandError, in text: String) {
        if error.column > 0 {
            let masked = ScriptSecrets.masked(":" + text)
            let offset = masked.prefix(error.column + 1).utf8.count
            show(Caret(in: masked.utf8, at: offset))
        }
        fail(EscapedText.shown(error.message), hint: Page.hint(error.suggestion))
    }

    /// Adds a line with a caret under one of its octets.
    mutating func show(_ caret: Caret, _ explanation: String = "") {
        let (line, rows) = caret.lines(explanation, columns: width - mark.count - 2)
        show("  " + line)
        for row in rows { show("  " + row, .caret) }
    }

    private static func hint(_ suggestion: String?, _ expected: [String] = []) -> String? {
        if let suggestion { return "did you mean \(suggestion)?" }
        return expected.isEmpty ? nil : "expected \(expected.joined(separator: ", "))"
    }
}

extension Caret {
    /// The line, and the caret with words about it, within the columns that there are.
    ///
    ///     MAIL FROM: <ann@client.example>
    ///               ^ no space is allowed
    ///                 after the colon
    func lines(_ explanation: String = "", columns: Int) -> (line: String, rows: [String]) {
        let caret = clipped(to: columns)
        return (caret.line, caret.rows(explanation, columns: columns))
    }

    private func rows(_ explanation: String, columns: Int) -> [String] {
        let blanks = String(repeating: " ", count: column)
        let room = columns - column - 2
        if DisplayWidth.columns(of: explanation) <= room {
            return [explanation.isEmpty ? blanks + "^" : blanks + "^ " + explanation]
        }
        guard room >= Wrapping.minimumWidth else {
            return [blanks + "^"] + Wrapping.lines(of: explanation, width: columns)
        }
        let texts = Wrapping.lines(of: explanation, width: room)
        return texts.enumerated().map { blanks + ($0 == 0 ? "^ " : "  ") + $1 }
    }
}

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

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
            fail("there is no \(kind) \(Sanitizer.visible(name))", hint: Page.hint(suggestion))
        case .misuse, .closed, .questionIsOpen, .noQuestion, .noSuchStep, .nameIsTaken, .file,
            .unsuitable:
            fail(Sanitizer.visible(error.description))
        }
    }

    /// Adds what is wrong with a command line; with a picture of it if the fault follows the name.
    mutating func fail(_ error: CommandError, in text: String) {
        if error.column > 0 {
            let masked = ScriptSecrets.masked(":" + text)
            let before = Sanitizer.visible(String(masked.prefix(error.column + 1)))
            let behind = Sanitizer.visible(String(masked.dropFirst(error.column + 1)))
            show(before + behind, caretAt: before.count)
        }
        fail(Sanitizer.visible(error.message), hint: Page.hint(error.suggestion))
    }

    /// Adds a line with a caret under one of its characters.
    mutating func show(_ text: String, caretAt column: Int, _ explanation: String = "") {
        let excerpt = CaretExcerpt(
            text, column: column, explanation: explanation, room: width - mark.count - 2)
        show("  " + excerpt.line)
        for row in excerpt.rows { show("  " + row, .caret) }
    }

    private static func hint(_ suggestion: String?, _ expected: [String] = []) -> String? {
        if let suggestion { return "did you mean \(suggestion)?" }
        return expected.isEmpty ? nil : "expected \(expected.joined(separator: ", "))"
    }
}

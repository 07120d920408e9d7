import SMTPPolicy
import SMTPTranscript
import TerminalText

extension Page {
    /// Adds what a simulator did not do, with what was likely meant.
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

    /// Adds what is wrong with a command line; with a picture of it if the fault is behind the name.
    mutating func fail(_ error: CommandError, in text: String) {
        if error.column > 0 {
            let shown = ":" + Sanitizer.visible(text)
            let before = ":" + Sanitizer.visible(String(text.prefix(error.column)))
            let indentation = String(repeating: " ", count: TerminalWidth.columns(of: before))
            show("  " + shown)
            show("  " + indentation + "^", .caret)
        }
        fail(Sanitizer.visible(error.message), hint: Page.hint(error.suggestion))
    }

    private static func hint(_ suggestion: String?, _ expected: [String] = []) -> String? {
        if let suggestion { return "did you mean \(suggestion)?" }
        return expected.isEmpty ? nil : "expected \(expected.joined(separator: ", "))"
    }
}

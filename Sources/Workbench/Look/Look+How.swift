import SMTPSimulator
import TerminalText

extension HowCommand: PageCommand {
    /// `:how RULE`: a dialogue that leads to it.
    func show(_ look: Look, on page: inout Page) {
        do throws(MissingDialogue) {
            for line in try RuleDialogue.named(name).lines { page.show(line, .plain) }
        } catch {
            page.fail(error.message, hint: error.hint)
        }
    }
}

import SMTPSimulator
import TerminalText

extension ExplainCommand: PageCommand {
    /// Articles of the reference, or a command line taken apart.
    func page(_ look: Look) -> Page {
        var page = look.page
        page.add(Explanation(words, in: look.simulator.configuration))
        return page
    }
}

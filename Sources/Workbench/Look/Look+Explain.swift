import SMTPSimulator
import TerminalText

extension Look {
    /// `:explain WORD…`: articles of the reference, or a command line taken apart.
    func explain(_ text: String) -> Page {
        var page = page
        page.add(Explanation(text, in: simulator.configuration))
        return page
    }
}

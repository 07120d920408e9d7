import SMTPSimulator
import TerminalText

/// Fills the pages of looking commands for a run: their lines are comments of a script.
package struct PageLines: ScriptPages {
    let width: Int
    /// Whether credentials are shown.
    let showsSecrets: Bool

    package init(width: Int, showsSecrets: Bool = false) {
        self.width = width
        self.showsSecrets = showsSecrets
    }

    package func lines(of command: PromptCommand, _ simulator: Simulator) -> [String]? {
        var page = Page(width: width)
        let look = Look(simulator: simulator, width: width, showsSecrets: showsSecrets)
        switch command.command {
        case let command as any PageCommand: command.show(look, on: &page)
        case is SessionsCommand: look.showSessions(on: &page)
        default: return nil
        }
        return page.lines.map { Theme.plain.render($0) }
    }
}

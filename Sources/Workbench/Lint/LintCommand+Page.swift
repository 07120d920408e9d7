import SMTPLint
import SMTPSimulator
import TerminalText

extension LintCommand: PageCommand {
    /// `:lint`: what the client did wrong in this session.
    func show(_ look: Look, on page: inout Page) {
        let findings = SessionLint.findings(of: look.simulator)
        guard !findings.isEmpty else {
            return page.say("nothing to mend: the client has done nothing wrong so far")
        }
        page.add(
            LintReport.lines(of: findings, in: nil, width: page.width, mark: page.mark))
    }
}

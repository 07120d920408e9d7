import SMTPScript

/// Fills the pages of commands that only look, for a run.
package protocol ScriptPages: Sendable {
    /// The lines of a command's page, each a comment; nil if it has none.
    func lines(of command: PromptCommand, _ simulator: Simulator) -> [String]?
}

/// No pages: looking commands show nothing.
struct NoPages: ScriptPages {
    func lines(of command: PromptCommand, _ simulator: Simulator) -> [String]? { nil }
}

extension ScriptRun {
    /// The lines that all pages of a run may have: a script can ask for the log a million times.
    private static let mostPageLines = 100_000

    /// Keeps the page of a command that only looks.
    mutating func show(_ command: PromptCommand, at index: Int) {
        guard pageLines < ScriptRun.mostPageLines, var lines = pages.lines(of: command, simulator)
        else { return }
        pageLines += lines.count
        if pageLines >= ScriptRun.mostPageLines { lines.append("# Further pages are not shown.") }
        let page = ScriptPage(
            command: command.description, file: script.name, line: script.lines[index].number,
            lines: lines)
        report.remarks.append(
            ScriptRemark(content: .page(page), stepsBefore: simulator.steps.count))
    }
}

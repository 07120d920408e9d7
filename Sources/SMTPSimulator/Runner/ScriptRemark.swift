import SMTPScript

/// What a script says to who watches it being played, and how many steps of the simulator were done before it.
package struct ScriptRemark: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        /// A comment or a title, as it stands in the script.
        case comment(String)
        case page(ScriptPage)
    }

    package var content: Content
    package var stepsBefore: Int
}

/// What a looking command shows: lines that are comments of a script.
package struct ScriptPage: Hashable, Sendable {
    /// The command, without its colon and without secrets.
    package var command: String
    /// The script, and its line, from 1.
    package var file: String
    package var line: Int
    /// The page, each line with its `#`.
    package var lines: [String]

    package init(command: String, file: String, line: Int, lines: [String]) {
        self.command = command
        self.file = file
        self.line = line
        self.lines = lines
    }
}

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

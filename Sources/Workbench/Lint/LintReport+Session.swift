import OctetText
import SMTPLint
import TerminalText

extension LintReport {
    /// What is said of a session that is over, as comments: each line begins with `# lint: `.
    package static func comments(on findings: [LintFinding], width: Int) -> [Line] {
        let mark = "# lint: "
        guard findings.isEmpty else {
            return lines(of: findings, in: nil, width: width, mark: mark)
        }
        var page = Page(width: width, mark: mark)
        page.say("nothing to mend")
        return page.lines
    }

    /// A finding in a session, as an event.
    package static func event(_ finding: LintFinding, session: Int) -> JSON {
        var members: [(String, JSON)] = [("session", .number(session)), ("event", "lint")]
        if case .object(let known) = json(finding, in: nil) {
            members += known.filter { $0.name != "conversation" }.map { ($0.name, $0.value) }
        }
        return JSON(members: members)
    }
}

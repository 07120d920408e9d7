import OctetText
import SMTPGrammar
import SMTPLint
import SMTPSession
import TerminalText

/// Findings of lint, for a person and for programs.
///
///     swaks.txt:17: error: a blank stands after FROM: [syntax.mail-space-after-colon]
///       MAIL FROM: <ann@client.example>
///                 ^
///       mend: Write MAIL FROM:<…> without a blank. (RFC 5321 §3.3)
package enum LintReport {
    /// Findings in a source; without a name, their lines are numbers of steps.
    package static func lines(
        of findings: [LintFinding], in source: String?, width: Int, mark: String = ""
    ) -> [Line] {
        var page = Page(width: width, mark: mark)
        for finding in findings { add(finding, source, to: &page) }
        return page.lines
    }

    private static func add(_ finding: LintFinding, _ source: String?, to page: inout Page) {
        var head = Line(place(of: finding, in: source) + ": ", .tool)
        head.append("\(finding.level.rawValue): ", label(finding.level))
        head.append(EscapedText.shown(finding.message), .plain)
        head.append(" [\(finding.rule.id)]", .rule)
        if source == nil {
            page.say(head.text, label(finding.level))
        } else {
            page.show(head)
        }
        addLine(of: finding, to: &page)
        page.say(
            "mend: \(finding.lintRule.mend) (\(finding.rule.clause))", .hint, indentation: 2)
    }

    private static func addLine(of finding: LintFinding, to page: inout Page) {
        guard !finding.octets.isEmpty else { return }
        let room = max(page.width - 4, 20)
        let caret = Caret(in: finding.octets, at: finding.offset ?? 0).clipped(to: room)
        page.show("  " + caret.line, .clientText)
        guard finding.offset != nil else { return }
        page.show("  " + Page.blanks(caret.column) + "^", .caret)
    }

    /// `swaks.txt:17`, or `step 4`.
    package static func place(of finding: LintFinding, in source: String?) -> String {
        guard let source else { return finding.line > 0 ? "step \(finding.line)" : "session" }
        let name = EscapedText.shown(source)
        return finding.line > 0 ? "\(name):\(finding.line)" : name
    }

    private static func label(_ level: LintLevel) -> Label {
        switch level {
        case .error: .error
        case .warning: .warning
        case .hint: .hint
        }
    }
}

/// How many findings there are of each level.
package struct LintCount: Hashable, Sendable {
    package private(set) var errors = 0
    package private(set) var warnings = 0
    package private(set) var hints = 0
    /// How many conversations were looked at.
    package var conversations = 0

    package init() {}

    package mutating func add(_ findings: [LintFinding]) {
        conversations += 1
        for finding in findings {
            switch finding.level {
            case .error: errors += finding.count
            case .warning: warnings += finding.count
            case .hint: hints += finding.count
            }
        }
    }

    package mutating func add(_ other: LintCount) {
        conversations += other.conversations
        errors += other.errors
        warnings += other.warnings
        hints += other.hints
    }

    /// Whether there is any finding of that level, or a worse one.
    package func has(atLeast level: LintLevel) -> Bool {
        switch level {
        case .error: errors > 0
        case .warning: errors + warnings > 0
        case .hint: errors + warnings + hints > 0
        }
    }

    /// `2 errors, 1 warning in 3 conversations`.
    package var text: String {
        let counts = [(errors, "error"), (warnings, "warning"), (hints, "hint")]
            .filter { $0.0 > 0 }.map { counted($0.0, $0.1) }
        let found = counts.isEmpty ? "no findings" : counts.joined(separator: ", ")
        return "\(found) in \(counted(conversations, "conversation"))"
    }

    /// The counts as members of a JSON object.
    package var members: [(String, JSON)] {
        [
            ("conversations", .number(conversations)), ("errors", .number(errors)),
            ("warnings", .number(warnings)), ("hints", .number(hints)),
        ]
    }
}

import SMTPLint
import TerminalText
import Workbench

/// Writes findings as they come, so that memory stays bounded however many there are.
struct LintOutput {
    /// How many there were.
    private(set) var count = LintCount()

    private let format: LintFormat
    private let global: GlobalOptions
    private var isFirst = true
    /// The conversation in the present source.
    private var conversation = 0

    init(_ format: LintFormat, _ global: GlobalOptions) {
        self.format = format
        self.global = global
    }

    /// Writes what comes before all findings.
    func begin() {
        switch format {
        case .human: break
        case .json: Console.write("{\"findings\":[")
        case .sarif: Console.write(LintSARIF.head(version: Smtpsim.version))
        }
    }

    /// Another source begins, read as a format if it is no script.
    mutating func beginSource() { conversation = 0 }

    /// Whether there was no conversation in the present source so far.
    var isSourceEmpty: Bool { conversation == 0 }

    /// Writes the findings on a conversation.
    mutating func write(_ findings: [LintFinding], in source: String) {
        conversation += 1
        count.add(findings)
        guard !findings.isEmpty else { return }
        let conversation = conversation
        switch format {
        case .human:
            Console.write(
                LintReport.lines(of: findings, in: source, width: Console.columns), global.looks)
        case .json:
            list(findings) { LintReport.json($0, in: source, conversation: conversation) }
        case .sarif:
            list(findings) { LintSARIF.result($0, in: source, conversation: conversation) }
        }
    }

    private mutating func list(_ findings: [LintFinding], _ json: (LintFinding) -> JSON) {
        var text = ""
        for finding in findings {
            text += (isFirst ? "\n" : ",\n") + json(finding).text
            isFirst = false
        }
        Console.write(text)
    }

    /// Writes what comes after all findings.
    func end() {
        switch format {
        case .human:
            guard !global.quiet, count.conversations > 0 else { return }
            Console.write([Line(count.text, .tool)], global.looks)
        case .json:
            let members = count.members.map { "\"\($0.0)\":\($0.1.text)" }
            Console.write("\n],\(members.joined(separator: ","))}\n")
        case .sarif: Console.write("\n" + LintSARIF.tail)
        }
    }
}

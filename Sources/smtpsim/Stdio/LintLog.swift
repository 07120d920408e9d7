import SMTPLint
import SMTPSession
import SystemCalls
import TerminalText
import Workbench

/// Looks at a conversation for what its client does wrong, and reports it on standard error at the end.
///
/// A step is what came in one read, as in the trace.
struct LintLog {
    private var linter = Linter()
    private let isJSON: Bool

    init(isJSON: Bool) { self.isJSON = isJSON }

    /// Notes an input before it is handed over.
    mutating func begin(_ input: Input) {
        switch input {
        case .bytes, .closed, .secured: linter.line += 1
        case .connected, .answer, .clock, .shutdown: break
        }
        linter.begin(input)
    }

    /// Notes what the machine put out.
    mutating func record(_ outputs: [Output]) {
        for output in outputs { linter.observe(output) }
    }

    /// Writes the findings.
    func write() {
        var count = LintCount()
        count.add(linter.findings)
        let lines =
            isJSON
            ? linter.findings.map { LintReport.json($0, in: nil).text }
            : LintReport.lines(of: linter.findings, in: nil, width: 80, mark: "# ")
                .map { Theme.plain.render($0) } + ["# lint: \(count.text)"]
        guard !lines.isEmpty else { return }
        let text = lines.joined(separator: "\n") + "\n"
        try? Descriptor.standardError.writeAll(Array(text.utf8).span)
    }
}

import SMTPDriver
import SMTPLint
import SMTPSession
import SMTPSimulator

/// What the client of a session or of a script did wrong.
package enum SessionLint {
    /// The findings on a session; their lines are the numbers of its steps.
    package static func findings(of simulator: Simulator) -> [LintFinding] {
        var linter = Linter()
        for step in simulator.steps {
            linter.line = step.number
            for event in step.events { linter.observe(event) }
        }
        return linter.findings
    }

    /// The findings on a script that was played; their lines are its lines.
    package static func findings(of report: ScriptReport) -> [LintFinding] {
        var linter = Linter()
        for (index, step) in report.simulator.steps.enumerated() {
            let lines = report.stepLines[index]
            var count = 0
            for event in step.events {
                if case .read = event {
                    linter.line = lines.isEmpty ? linter.line : lines[min(count, lines.count - 1)]
                    count += 1
                } else if count == 0, let first = lines.first {
                    linter.line = first
                }
                linter.observe(event)
            }
        }
        return linter.findings
    }
}

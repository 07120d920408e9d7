import OctetText
import SMTPScript
import SMTPSimulator
import TerminalText

extension SaveCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] { workbench.save(word) }
}

extension RunCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] { workbench.run(word) }
}

extension OpenCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] { workbench.open(word) }
}

extension Workbench {
    /// `:save FILE`: writes the session as a script that runs.
    mutating func save(_ path: String) -> [Line] {
        let script = simulator.script(secrets: savesSecrets)
        do {
            try files.write(Array(script.utf8), to: path)
            let count = counted(script.utf8.count { $0 == 0x0A }, "line")
            return page { $0.say("saved \(EscapedText.shown(path)), \(count)") }
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
    }

    /// `:run FILE`: runs a script beside this session.
    mutating func run(_ path: String) -> [Line] {
        do {
            return verdict(of: try report(path), advice: ":open \(EscapedText.word(path))")
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
    }

    /// `:open FILE`: begins anew with a script, and goes on from its end.
    mutating func open(_ path: String) -> [Line] {
        do {
            let report = try report(path)
            guard case .invalid = report.outcome else { return take(report) }
            return page { page in
                for line in report.lines { page.show(EscapedText.shown(line), .error) }
            }
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
    }

    /// Goes on where a run has ended, and shows what happened in it.
    package mutating func take(_ report: ScriptReport) -> [Line] {
        simulator = report.simulator
        seen = SeenNames()
        var lines: [Line] = []
        var remarks = report.remarks[...]
        for (number, step) in simulator.steps.enumerated() {
            while let remark = remarks.first, remark.stepsBefore <= number {
                lines += self.lines(of: remarks.removeFirst())
            }
            seen.add(step)
            lines += StepDisplay.lines(
                of: step, trace: display.trace, width: width, secrets: showsSecrets)
        }
        lines += remarks.flatMap { self.lines(of: $0) }
        guard report.outcome != .passed else { return lines + openQuestion }
        return lines + openQuestion + verdict(of: report, advice: ":log     :why")
    }

    private func report(_ path: String) throws(FileFault) -> ScriptReport {
        var options = ScriptRunOptions()
        options.settings = simulator.settings
        options.showsSecrets = showsSecrets
        let bytes = try files.read(path, limit: options.limits.fileSize)
        return ScriptRunner(files: FolderFiles(of: path, files))
            .run(bytes, name: path, options: options)
    }

    /// The report, with what a person can do about a failure at the prompt.
    private func verdict(of report: ScriptReport, advice: String) -> [Line] {
        page { page in
            for line in report.lines(advises: false) {
                page.show(EscapedText.shown(line), Workbench.label(of: line))
            }
            if report.outcome == .failed { page.show("try: \(EscapedText.shown(advice))", .hint) }
        }
    }

    /// A comment as it stands in the script, so that the lesson is told beside what happens.
    ///
    /// One that the terminal would break in a word is wrapped.
    private func lines(of remark: ScriptRemark) -> [Line] {
        let text = EscapedText.shown(remark.text)
        let mark = Page.mark
        guard DisplayWidth.columns(of: text) > width, text.hasPrefix(mark) else {
            return [Line(text, .tool)]
        }
        return page { $0.say(String(text.dropFirst(mark.count))) }
    }

    private static func label(of line: String) -> Label {
        line.hasPrefix("FAIL") ? .error : line.hasPrefix("PASS") ? .positiveCompletionCode : .tool
    }
}

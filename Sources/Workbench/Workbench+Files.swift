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
        var page = page
        let script = simulator.script(secrets: showsSecrets)
        do {
            try files.write(Array(script.utf8), to: path)
            let count = script.utf8.count { $0 == 0x0A }
            page.say("saved \(EscapedText.shown(path)), \(counted(count, "line"))")
        } catch {
            page.fail(EscapedText.shown(error.description))
        }
        return page.lines
    }

    /// `:run FILE`: runs a script beside this session.
    mutating func run(_ path: String) -> [Line] {
        var page = page
        guard let report = report(path, &page) else { return page.lines }
        for line in report.lines { page.show(EscapedText.shown(line), Workbench.label(of: line)) }
        return page.lines
    }

    /// `:open FILE`: begins anew with a script, and goes on from its end.
    mutating func open(_ path: String) -> [Line] {
        var page = page
        guard let report = report(path, &page) else { return page.lines }
        guard case .invalid = report.outcome else { return take(report) }
        for line in report.lines { page.show(EscapedText.shown(line), .error) }
        return page.lines
    }

    /// Goes on where a run has ended, and shows what happened in it.
    ///
    /// - Parameter report: the run
    /// - Returns: the lines to show
    public mutating func take(_ report: ScriptReport) -> [Line] {
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
                of: step, showsTrace: showsTrace, width: width, secrets: showsSecrets)
        }
        lines += remarks.flatMap { self.lines(of: $0) }
        lines += openQuestion
        guard report.outcome != .passed else { return lines }
        var page = page
        for line in report.lines { page.show(EscapedText.shown(line), Workbench.label(of: line)) }
        return lines + page.lines
    }

    private func report(_ path: String, _ page: inout Page) -> ScriptReport? {
        do {
            var options = ScriptRunOptions()
            options.settings = simulator.settings
            options.showsSecrets = showsSecrets
            let bytes = try files.read(path, limit: options.limits.fileSize)
            return ScriptRunner(files: FolderFiles(of: path, files))
                .run(bytes, name: path, options: options)
        } catch {
            page.fail(EscapedText.shown(error.description))
            return nil
        }
    }

    /// A comment as it stands in the script, so that the lesson is told beside what happens.
    ///
    /// One that the terminal would break in a word is wrapped.
    private func lines(of remark: ScriptRemark) -> [Line] {
        let text = EscapedText.shown(remark.text)
        guard DisplayWidth.columns(of: text) > width, text.hasPrefix(page.mark) else {
            return [Line(text, .tool)]
        }
        var page = page
        page.say(String(text.dropFirst(page.mark.count)))
        return page.lines
    }

    private static func label(of line: String) -> Label {
        line.hasPrefix("FAIL") ? .error : line.hasPrefix("PASS") ? .positiveCompletionCode : .tool
    }
}

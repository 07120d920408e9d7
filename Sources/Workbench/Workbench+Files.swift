import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension SaveCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        workbench.save(word, overwrites: isInsistent)
    }
}

extension RunCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] { workbench.run(word) }
}

extension OpenCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        workbench.open(word, atBeginning: false)
    }
}

extension Workbench {
    /// `:save FILE`: writes the session as a script that runs, over no file that is not its own unless told.
    mutating func save(_ path: String, overwrites: Bool) -> [Line] {
        write(
            simulator.script(secrets: savesSecrets), path, overwrites: overwrites,
            hint: ":save! \(EscapedText.shown(path)) overwrites it")
    }

    /// `:profile save FILE`: writes the settings, handlers and users as a profile.
    mutating func saveProfile(_ path: String) -> [Line] {
        write(
            simulator.world.profileText(secrets: savesSecrets), path, overwrites: false,
            hint: "choose another name")
    }

    /// Writes a text of the session to a file, over no file that is not its own unless told.
    mutating func write(
        _ script: String, _ path: String, overwrites: Bool, hint: String
    ) -> [Line] {
        let shown = EscapedText.shown(path)
        guard overwrites || !files.exists(path) || saved.contains(files.realPath(path) ?? path)
        else {
            return page {
                $0.fail(
                    "\(shown) is there already, and not of this session",
                    hint: hint)
            }
        }
        do {
            try files.write(Array(script.utf8), to: path)
            saved.insert(files.realPath(path) ?? path)
            let count = counted(script.utf8.count { $0 == 0x0A }, "line")
            let lost = simulator.forgottenCount
            return page { page in
                page.say("saved \(shown), \(count)")
                guard lost > 0 else { return }
                page.say("It begins after step \(lost): those before were forgotten.", .warning)
            }
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

    /// Goes on where a run has ended, and shows what happened in it.
    package mutating func take(_ report: ScriptReport) -> [Line] {
        simulator = report.simulator
        simulator.remarks = report.remarks
        seen = SeenNames()
        for step in simulator.steps { seen.add(step) }
        let lines = lines(ofSteps: 0..<simulator.steps.count) + openQuestion
        return report.outcome == .passed
            ? lines : lines + verdict(of: report, advice: ":log     :why")
    }

    func report(_ path: String) throws(FileFault) -> ScriptReport {
        var options = ScriptRunOptions()
        options.settings = simulator.settings
        options.showsSecrets = showsSecrets
        let bytes = try files.read(path, limit: options.limits.fileSize)
        let pages = PageLines(width: width, showsSecrets: showsSecrets)
        return ScriptRunner(files: FolderFiles(of: path, files), pages: pages)
            .run(bytes, name: path, options: options)
    }

    /// The report, with what a person can do about a failure at the prompt.
    func verdict(of report: ScriptReport, advice: String) -> [Line] {
        page { page in
            for line in report.lines(advises: false) {
                page.show(EscapedText.shown(line), Workbench.label(of: line))
            }
            if report.outcome == .failed { page.show("try: \(EscapedText.shown(advice))", .hint) }
        }
    }

    private static func label(of line: String) -> Label {
        line.hasPrefix("FAIL") ? .error : line.hasPrefix("PASS") ? .positiveCompletionCode : .tool
    }
}

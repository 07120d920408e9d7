import OctetText
import SMTPImport
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
        save(
            simulator.script(secrets: savesSecrets), path, overwrites: overwrites,
            hint: ":save! \(EscapedText.shown(path)) overwrites it")
    }

    /// `:profile save FILE`: writes the settings, handlers and users as a profile.
    mutating func saveProfile(_ path: String) -> [Line] {
        save(
            simulator.world.profileText(secrets: savesSecrets), path, overwrites: false,
            hint: "choose another name")
    }

    private mutating func save(
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
            let (report, transcript) = try report(path)
            let lines = verdict(of: report, advice: ":open \(EscapedText.word(path))")
            return readAs(transcript) + ReplayReport.lines(report.replay) + lines
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

    /// Plays a script, or a transcript of another program, which is what it was read as then.
    func report(_ path: String) throws(FileFault) -> (ScriptReport, TranscriptImport?) {
        let octets = try files.read(path, limit: ScriptLimits().fileSize)
        guard let transcript = TranscriptImport(octets, name: path) else {
            return (report(of: octets, path), nil)
        }
        return (report(of: transcript), transcript)
    }

    func report(of transcript: TranscriptImport) -> ScriptReport {
        var transcript = transcript
        transcript.showsSecrets = showsSecrets
        let script = transcript.joinedScript
        return report(of: script.octets, script.name)
    }

    private func report(of octets: [UInt8], _ path: String) -> ScriptReport {
        var options = ScriptRunOptions()
        options.settings = simulator.settings
        options.showsSecrets = showsSecrets
        let pages = PageLines(width: width, showsSecrets: showsSecrets)
        return ScriptRunner(files: FolderFiles(of: path, files), pages: pages)
            .run(octets, name: path, options: options)
    }

    /// Says what a transcript was read as.
    func readAs(_ transcript: TranscriptImport?) -> [Line] {
        transcript.map { transcript in page { $0.say(transcript.summary) } } ?? []
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

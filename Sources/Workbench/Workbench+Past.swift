import OctetText
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Where one is in the session, after going to another place of it: the state, and what is awaited.
    var whereabouts: [Line] {
        page { $0.say("state \(simulator.phaseName)\(expected)") } + openQuestion
    }

    /// What is awaited, if it is not a command.
    private var expected: String {
        guard simulator.openQuestion == nil else { return ": \(look.waitsFor)" }
        return switch simulator.expectation {
        case .command: ""
        case .content, .authentication: ": \(look.waitsFor); ::NAME is a command"
        case .header, .connection, .handshake, .nothing: ": \(look.waitsFor)"
        }
    }

    /// Steps by their indices, as they are shown when a script is played or they are gone to, with what
    /// the script says beside them.
    func lines(ofSteps indices: Range<Int>) -> [Line] {
        var remarks = simulator.remarks.drop { $0.stepsBefore < indices.lowerBound }
        var lines: [Line] = []
        for index in indices {
            while let remark = remarks.first, remark.stepsBefore <= index {
                lines += self.lines(of: remarks.removeFirst())
            }
            lines += StepDisplay.lines(
                of: simulator.steps[index], trace: display.trace, width: width,
                secrets: showsSecrets)
        }
        guard simulator.undone.isEmpty else { return lines }
        return lines + remarks.flatMap { self.lines(of: $0) }
    }

    /// No more of them than a person reads; how many there are before, if there are.
    func lines(ofLast indices: Range<Int>) -> [Line] {
        let shown = indices.suffix(Workbench.mostReplayed)
        let before = indices.count - shown.count
        let notice = before == 0 ? [] : page { $0.say("… \(counted(before, "step")) before these") }
        return notice + lines(ofSteps: shown)
    }

    private static let mostReplayed = 50

    /// A comment as it stands in the script, so that the lesson is told beside what happens.
    ///
    /// One that the terminal would break in a word is wrapped.
    private func lines(of remark: ScriptRemark) -> [Line] {
        let text: String
        switch remark.content {
        case .page(let page): return page.lines.map { Line(EscapedText.shown($0), .tool) }
        case .comment(let comment): text = EscapedText.shown(comment)
        }
        let mark = Page.mark
        guard DisplayWidth.columns(of: text) > width, text.hasPrefix(mark) else {
            return [Line(text, .tool)]
        }
        return page { $0.say(String(text.dropFirst(mark.count))) }
    }
}

extension Workbench {
    /// Keeps a session of any length in bounded memory; says so each time something is forgotten.
    mutating func forgetOldSteps() -> [Line] {
        guard simulator.forgetSteps(beyond: mostSteps) else { return [] }
        let count = simulator.forgottenCount
        return page {
            $0.say(
                "The first \(count) steps are forgotten, to save memory: :undo, :log and :save "
                    + "reach back to step \(count + 1).")
        }
    }
}

extension StepCommand: WorkbenchCommand {
    /// `:step`: the next exchange; with a file, the script is opened at its beginning first.
    func perform(on workbench: inout Workbench) -> [Line] {
        if let path { return workbench.open(path, atBeginning: true) }
        return workbench.playAhead(1, isStepping: true)
    }
}

extension PlayCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        workbench.playAhead(count ?? .max, isStepping: false)
    }
}

extension Workbench {
    /// Plays exchanges that are ahead, and says how many are left.
    mutating func playAhead(_ exchanges: Int, isStepping: Bool) -> [Line] {
        let steps: Range<Int>
        do {
            steps = try simulator.playAhead(exchanges)
        } catch {
            return page { $0.fail(error) }
        }
        steppedSession = isStepping ? simulator.name : nil
        let shown = isStepping ? lines(ofSteps: steps) : lines(ofLast: steps)
        return shown + aheadNotice + openQuestion
    }

    /// Whether an empty line plays the next exchange: not once the person went another way.
    var isStepping: Bool { steppedSession == simulator.name && !simulator.undone.isEmpty }

    private var aheadNotice: [Line] {
        let ahead = simulator.exchangesAhead
        let next = isStepping ? "Enter plays the next" : ":step plays the next"
        return page {
            $0.say(ahead == 0 ? "nothing is left to play" : "\(ahead) more to play; \(next)", .hint)
        }
    }

    /// Opens a script in a session of its own, at its end or its beginning.
    mutating func open(_ path: String, atBeginning: Bool) -> [Line] {
        do {
            let (report, transcript) = try self.report(path)
            return readAs(transcript) + open(report, path, atBeginning: atBeginning)
        } catch {
            return page { $0.fail(EscapedText.shown(error.description)) }
        }
    }

    /// Opens a transcript of another program; from any of its steps the person can go on.
    mutating func open(_ transcript: TranscriptImport) -> [Line] {
        let lines = open(report(of: transcript), transcript.name, atBeginning: false)
        return readAs(transcript) + lines
            + page { $0.say(":goto N goes on from any step, :log lists them", .hint) }
    }

    private mutating func open(
        _ report: ScriptReport, _ path: String, atBeginning: Bool
    ) -> [Line] {
        if case .invalid = report.outcome {
            return page { page in
                for line in report.lines { page.show(EscapedText.shown(line), .error) }
            }
        }
        let before = simulator.name
        let name = simulator.adopt(
            report.simulator, report.remarks, as: Workbench.sessionName(path))
        for step in simulator.steps { seen.add(step) }
        let failed = report.outcome == .passed ? [] : verdict(of: report, advice: ":log     :why")
        let verdict = ReplayReport.lines(report.replay) + failed
        let notice = page {
            $0.say(
                "this is session \(EscapedText.shown(name)) now; "
                    + ":sessions \(EscapedText.shown(before)) goes back")
        }
        guard atBeginning else {
            return lines(ofSteps: 0..<simulator.steps.count) + verdict + notice + openQuestion
        }
        _ = try? simulator.go(to: 0)
        steppedSession = name
        return verdict + notice + aheadNotice
    }

    /// `greylist` for `lessons/greylist.smtp`.
    private static func sessionName(_ path: String) -> String {
        let file = path.split(separator: "/").last.map(String.init) ?? path
        let name = file.hasSuffix(".smtp") ? String(file.dropLast(5)) : file
        return name.isEmpty ? file : name
    }
}

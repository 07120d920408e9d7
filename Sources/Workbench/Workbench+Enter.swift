import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Does what a line means, by the state of the session.
    package mutating func enter(_ line: [UInt8]) -> [Line] {
        guard pasted == nil else { return gather(line) }
        switch TypedLine(line, isContent: simulator.takesContent) {
        case .command(let text): return command(String(decoding: text, as: UTF8.self))
        case .text(let text) where prompt == .answer: return answer(text)
        case .text(let text):
            let isMarked =
                !hasToldMarks && !simulator.takesContent && Workbench.beginsWithMark(text)
            let lines = attempt { simulator throws(SimulatorError) in
                try simulator.type(line: text)
            }
            return isMarked ? lines + tellMarks() : lines
        }
    }

    /// Whether a line is one of a dialogue as RFCs and scripts write it: `C: NOOP`, `S: 250 OK`.
    private static func beginsWithMark(_ text: [UInt8]) -> Bool {
        let first = text.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard let first, "CSA".utf8.contains(first) else { return false }
        return Script.isLikely(text)
    }

    /// Says, once, what to do with such a dialogue.
    private mutating func tellMarks() -> [Line] {
        hasToldMarks = true
        return page {
            $0.say(
                "hint: the line was sent as it is, its mark too. A dialogue with marks is a "
                    + "script: :open FILE plays it, and so does smtpsim FILE. Here the mark is "
                    + "left out.", .hint)
        }
    }

    private mutating func answer(_ text: [UInt8]) -> [Line] {
        let text = String(decoding: text, as: UTF8.self)
        guard text.contains(where: { $0 != " " && $0 != "\t" }) else {
            return page { $0.say("A question is open: answer it, or see :can", .question) }
        }
        return attempt { simulator throws(SimulatorError) in try simulator.answer(text) }
    }

    /// Gathers a line after `:paste`.
    private mutating func gather(_ line: [UInt8]) -> [Line] {
        guard line == Array(":end".utf8) else {
            pasted?.append(line)
            return []
        }
        let lines: [[UInt8]] = pasted ?? []
        let bytes: [UInt8] = lines.flatMap { line -> [UInt8] in line + [0x0D, 0x0A] }
        pasted = nil
        guard !bytes.isEmpty else { return [] }
        return attempt { simulator throws(SimulatorError) in try simulator.send(bytes: bytes) }
    }
}

extension Workbench {
    /// Says what this is.
    package func banner(version: String) -> [Line] {
        let profile = simulator.world.profile.rawValue
        return page { $0.say("smtpsim \(version), profile \(profile). Type SMTP, or :help.") }
    }

    /// Opens the connection if it is not open, and shows the greeting.
    package mutating func connectIfNew() -> [Line] {
        guard simulator.expectation == .connection, simulator.openQuestion == nil else { return [] }
        return attempt { simulator throws(SimulatorError) in try simulator.connect() }
    }

    /// Performs Ctrl-D on an empty line: the client closes the connection or, if it is
    /// already closed, the person leaves.
    package mutating func endOfInput() -> [Line] {
        pasted = nil
        let isOpen = simulator.expectation != .nothing && simulator.expectation != .connection
        guard isOpen || simulator.openQuestion != nil else {
            isFinished = true
            return []
        }
        return attempt { simulator throws(SimulatorError) in try simulator.close() }
    }

    /// Changes the simulator; shows what happened, or what is wrong.
    mutating func attempt(
        _ body: (inout Simulator) throws(SimulatorError) -> Step
    ) -> [Line] {
        do {
            return show(try body(&simulator))
        } catch {
            return page { $0.fail(error) }
        }
    }

    /// The lines of a step that are not on the screen yet.
    mutating func show(_ step: Step) -> [Line] {
        seen.add(step)
        let lines = StepDisplay.lines(
            after: step, showsTrace: showsTrace, width: width, secrets: showsSecrets)
        if let octets = simulator.machine.awaitedOctets, simulator.openQuestion == nil {
            let count = counted(Int(clamping: octets), "octet")
            return lines + page { $0.say("\(count) of the chunk are to come.") }
        }
        guard let question = simulator.shownQuestion, !QuestionText.isEvident(question) else {
            return lines
        }
        return lines + openQuestion
    }

    /// The open question, unless the line before says it; empty if none is open.
    var openQuestion: [Line] {
        guard let question = simulator.shownQuestion else { return [] }
        return page { $0.say("\(QuestionText.print(question))?", .question) }
    }
}

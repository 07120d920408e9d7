import SMTPImport
import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText

extension Workbench {
    /// Does what a line means, by the state of the session.
    package mutating func enter(_ line: [UInt8]) -> [Line] {
        let meaning = meaning(of: line)
        return hinting(about: line, meaning) { $0.perform(meaning, line) }
    }

    private mutating func perform(_ meaning: LineMeaning, _ line: [UInt8]) -> [Line] {
        switch meaning {
        case .gathered: return gather(line)
        case .command(let text): return command(String(decoding: text, as: UTF8.self))
        case .marked(let line): return play(line)
        case .faulty(let text, let fault): return refuse(text, fault)
        case .idle: return []
        case .next: return playAhead(1, isStepping: true)
        case .server: return page { $0.say("not sent: this is what a server says", .warning) }
        case .answer(let text):
            dialogue.goOnUnmarked()
            return answer(text)
        case .client(let text):
            dialogue.goOnUnmarked()
            return attempt { simulator throws(SimulatorError) in
                try simulator.type(line: text)
            }
        }
    }

    /// Plays a paste that is another program's transcript, in a session of its own; nil for one to be entered.
    package mutating func open(paste lines: [[UInt8]]) -> [Line]? {
        guard lines.count > 1, situation != .paste, !situation.takesContent,
            !situation.isQuestion, TranscriptImport.isLikely(lines),
            let transcript = TranscriptImport(
                Array(lines.joined(separator: [0x0A])) + [0x0A], name: "paste"),
            !transcript.recording.conversations.isEmpty
        else { return nil }
        return open(transcript)
    }

    mutating func answer(_ text: [UInt8]) -> [Line] {
        let text = String(decoding: text, as: UTF8.self)
        let isEmpty = text.allSatisfy { $0 == " " || $0 == "\t" }
        let answer = isEmpty ? simulator.proposedAnswer?.rawValue ?? text : text
        return attempt { simulator throws(SimulatorError) in try simulator.answer(answer) }
    }

    /// Gathers a line after `:paste`.
    private mutating func gather(_ line: [UInt8]) -> [Line] {
        guard line != Array(":can".utf8) else { return page { CanCommand.showPasting(on: &$0) } }
        guard line != Array(":abort".utf8) else { return abortPaste() }
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
    /// Says what this is, and how to go on.
    package func banner(version: String) -> [Line] {
        let profile = simulator.world.profile.rawValue
        return page { page in
            page.say("smtpsim \(version), profile \(profile). Type SMTP, or :help.")
            page.say(
                "Tab shows what you may type, :can explains, :quit leaves, :help start teaches",
                .hint)
        }
    }

    /// Opens the connection if it is not open, and shows the greeting.
    package mutating func connectIfNew() -> [Line] {
        guard simulator.expectation == .connection, simulator.openQuestion == nil else { return [] }
        return attempt { simulator throws(SimulatorError) in try simulator.connect() }
    }

    /// Performs Ctrl-C: it drops the line being typed, and what `:paste` has gathered.
    package mutating func interrupted() -> [Line] {
        situation == .paste ? abortPaste() : hintOnInterrupt()
    }

    /// Performs Ctrl-D on an empty line: it ends `:paste`; otherwise the client closes the connection
    /// or, if it is already closed, the person leaves.
    package mutating func endOfInput() -> [Line] {
        guard situation != .paste else { return abortPaste() }
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
        dialogue.hear(step)
        var lines = StepDisplay.lines(
            after: step, trace: display.trace, width: width, secrets: showsSecrets,
            besidesState: besidesState(after: step))
        if display.trace == .teach { lines += page { lessons.add(step, simulator, to: &$0) } }
        lines += forgetOldSteps()
        if let octets = simulator.machine.awaitedOctets, simulator.openQuestion == nil {
            let count = counted(Int(clamping: octets), "octet")
            return lines + page { $0.say("\(count) of the chunk are to come.") }
        }
        guard let question = simulator.shownQuestion, !QuestionText.isEvident(question) else {
            return lines
        }
        return lines + openQuestion
    }

    /// The open question, unless the prompt says it; empty if none is open.
    var openQuestion: [Line] {
        guard display.prompt == .plain, let question = simulator.shownQuestion else { return [] }
        return page { $0.say("\(QuestionText.print(question))?", .question) }
    }
}

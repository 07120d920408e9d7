import OctetText
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension QuitCommand: DeskCommand {
    func perform(on desk: inout LiveDesk) -> [Line] { desk.end() }
}

extension SessionCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        guard let session else {
            desk.focus = nil
            let left = desk.copied == nil ? [] : desk.back()
            return left + desk.page { $0.say("no session is in focus") }
        }
        return desk.look(at: session)
    }
}

extension SessionsCommand: DeskCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        guard let name else { return desk.page { desk.showSessions(on: &$0) } }
        guard let number = Int(name) else {
            return desk.page {
                $0.fail("there is no session \(EscapedText.shown(name))", hint: ":sessions")
            }
        }
        return desk.look(at: number)
    }
}

extension LiveDesk {
    /// Has the pages look at a session.
    mutating func look(at number: Int) -> [Line] {
        with(number) { desk, session in
            let left = desk.copied == nil ? [] : desk.back()
            desk.focus = number
            return left
                + desk.page { $0.say("session \(number): \(desk.summary(of: session))") }
        }
    }
}

extension CloseCommand: DeskCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        desk.with(session) { desk, session in
            guard !session.isClosed else {
                return desk.page { $0.fail("session \(session.number) is over") }
            }
            desk.actions.append(.close(session: session.number))
            return []
        }
    }
}

extension InjectCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        desk.with(session) { desk, session in
            guard !session.isClosed else {
                return desk.page { $0.fail("session \(session.number) is over") }
            }
            desk.actions.append(.inject(session: session.number, octets))
            let text = EscapedText.clipped(EscapedText.quoted(octets), to: 200)
            return desk.say(session.number, "the client gets \(text) beside (operator)")
        }
    }
}

// MARK: - Questions

extension QuestionsCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        desk.page { desk.showQuestions(on: &$0) }
    }
}

extension AnswerCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        guard let hold = desk.waiting.first(where: { $0.session == session }) else {
            return desk.page {
                $0.fail("session \(session) does not wait for an answer", hint: ":questions")
            }
        }
        return desk.answer(hold, text)
    }
}

extension ContinueCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        desk.goOn(session) { desk, hold in desk.release(hold, .pass) }
    }
}

extension StepCommand: DeskCommand {
    /// `:step`, `:step 3`: to the next place at which the session can stop.
    func perform(on desk: inout LiveDesk) -> [Line] {
        let number = path.flatMap { Int($0) }
        guard path == nil || number != nil else {
            return desk.page {
                $0.fail("expected the number of a session", hint: ":take N, then :step FILE")
            }
        }
        return desk.goOn(number) { desk, hold in
            desk.stops.stepping.insert(hold.session)
            desk.actions.append(.stop(desk.stops))
            return desk.release(hold, .pass)
        }
    }
}

extension LiveDesk {
    /// Does something with what a session waits for: the one that is named, or the one at the prompt.
    mutating func goOn(
        _ session: Int?, _ body: (inout LiveDesk, LiveHold) -> [Line]
    ) -> [Line] {
        let meant = session ?? currentHold?.session ?? focus ?? waiting.first?.session
        guard let hold = waiting.first(where: { $0.session == meant }) else {
            let which = meant.map { "session \($0) has not stopped" } ?? "no session has stopped"
            return page { $0.fail(which, hint: ":break verb RCPT, :break code 5xx, … stop them") }
        }
        return body(&self, hold)
    }
}

extension AskCommand: DeskCommand {
    /// `:ask recipient` is the policy's affair, `:ask reply` the desk's.
    func perform(on desk: inout LiveDesk) -> [Line] {
        guard hooks != nil || isAboutReplies else {
            return desk.page {
                $0.fail(
                    "passwords decide while clients are there",
                    hint: ":ask auth puts each verdict to you")
            }
        }
        let hadReplies = desk.stops.holdsReplies
        if isAboutReplies || isAboutAll { desk.stops.holdsReplies = isOn }
        if hadReplies != desk.stops.holdsReplies { desk.actions.append(.stop(desk.stops)) }
        guard isAboutReplies else { return desk.change(PromptCommand(self)) }
        return desk.page {
            $0.say(
                isOn
                    ? "every reply waits for you: Enter passes it, edit changes it, drop leaves it out"
                    : "replies are sent at once")
        }
    }
}

// MARK: - Breakpoints

extension BreakCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        desk.stops.breakpoints.append(breakpoint)
        desk.actions.append(.stop(desk.stops))
        let number = desk.stops.breakpoints.count
        return desk.page { $0.say("breakpoint \(number): \(breakpoint)") }
    }
}

extension BreaksCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        let breakpoints = desk.stops.breakpoints
        let holdsReplies = desk.stops.holdsReplies
        return desk.page { page in
            page.table(breakpoints.enumerated().map { ("\($0 + 1)", "\($1)") })
            if holdsReplies { page.say("Every reply is held; :ask reply off sends them at once.") }
            if breakpoints.isEmpty, !holdsReplies { page.say("There is no breakpoint.") }
        }
    }
}

extension UnbreakCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        let count = desk.stops.breakpoints.count
        guard let number else {
            desk.stops.breakpoints = []
            desk.actions.append(.stop(desk.stops))
            return desk.page {
                $0.say(count == 0 ? "there was no breakpoint" : "no breakpoint is left")
            }
        }
        guard (1...max(1, count)).contains(number), count > 0 else {
            return desk.page { $0.fail("there is no breakpoint \(number)", hint: ":breaks") }
        }
        let removed = desk.stops.breakpoints.remove(at: number - 1)
        desk.actions.append(.stop(desk.stops))
        return desk.page { $0.say("breakpoint \(number) is gone: \(removed)") }
    }
}

// MARK: - Copies

extension TakeCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        desk.with(session) { desk, session in desk.take(session) }
    }
}

extension BackCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        guard desk.copied != nil else {
            return desk.page { $0.fail("no copy is at the prompt", hint: ":take N makes one") }
        }
        return desk.back()
    }
}

extension LiveDesk {
    /// Puts a copy of a session to the ordinary prompt.
    mutating func take(_ session: LiveSession) -> [Line] {
        copied = session.number
        current = nil
        var copy = session.simulator
        // Who decides may have changed since anything happened.
        copy.adopt(policy)
        let name = bench.simulator.adopt(copy, [], as: "session-\(session.number)")
        for step in bench.simulator.steps { bench.seen.add(step) }
        return page {
            $0.say(
                "a copy of session \(session.number), as \(name): what you type is the client's; :undo goes "
                    + "back, :back returns to the server")
        } + bench.whereabouts
    }

    /// Returns from a copy to the server.
    mutating func back() -> [Line] {
        guard let copied else { return [] }
        self.copied = nil
        let count = waiting.count
        let wait = count == 0 ? "" : "; \(counted(count, "question")) waited meanwhile"
        return page { $0.say("back at the server, from the copy of session \(copied)\(wait)") }
    }
}

// MARK: - Files

extension SaveCommand: DeskCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        desk.with(session) { desk, session in
            let simulator = desk.bench.simulator
            desk.bench.simulator = session.simulator
            defer { desk.bench.simulator = simulator }
            let gap =
                session.hasGap
                ? desk.page { $0.say("It has gaps: too much happened at once.", .warning) } : []
            return desk.bench.save(word, overwrites: isInsistent) + gap
        }
    }
}

extension RecordCommand: DeskOnlyCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        if let folder {
            guard folder.isEmpty || desk.bench.files.exists(folder) else {
                return desk.page {
                    $0.fail(
                        "there is no folder \(EscapedText.shown(folder))", hint: "make it first")
                }
            }
            desk.recordFolder = folder.isEmpty ? nil : folder
        }
        let place = desk.recordFolder.map { EscapedText.shown($0) }
        return desk.page {
            $0.say(
                place.map { "each session is saved in \($0) when it ends" }
                    ?? "sessions are not saved by themselves; :save N FILE saves one")
        }
    }
}

extension LiveDesk {
    /// Saves a session that is over, if sessions are recorded.
    mutating func record(_ number: Int) -> [Line] {
        guard let recordFolder, let session = sessions[number] else { return [] }
        let stem = "\(recordFolder)/session-\(number)"
        var path = stem + ".smtp"
        var copy = 2
        while bench.files.exists(path), copy < 10_000 {
            path = "\(stem)-\(copy).smtp"
            copy += 1
        }
        do {
            let script = session.simulator.script(secrets: bench.savesSecrets)
            try bench.files.write(Array(script.utf8), to: path)
            return say(number, "saved \(EscapedText.shown(path))")
        } catch {
            return say(number, "error: \(EscapedText.shown(error.description))", .error)
        }
    }
}

// MARK: - Help

extension HelpCommand: DeskCommand {
    func perform(on desk: inout LiveDesk) -> [Line] {
        guard rest == nil else { return desk.show(page: self) }
        return desk.page { page in
            page.say(
                "Clients talk to the server, and what happens appears above the line that you type. A line "
                    + "that begins with a colon is a command; any other answers what waits at the "
                    + "prompt A:. Commands of time, bytes and simulate are for a copy of a session, "
                    + "which :take makes.")
            page.addCommands { _ in true }
            page.say(":help ask explains :ask, :help answer what you can answer.")
        }
    }
}

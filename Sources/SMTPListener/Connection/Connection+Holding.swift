import SMTPDriver
import SMTPPolicy
import SMTPSession

extension Connection {
    /// Whether the watcher wants to hold the session here; nobody holds a client that has gone.
    func holds(at place: StopPlace) -> Bool {
        guard let watcher = commons.watcher, stage == .open, !hasInputEnded else { return false }
        return watcher.holds(session: number, at: place)
    }

    /// Holds the session; the decision of a question is somebody's from now on.
    func beginHold(_ subject: Hold.Subject) -> Decision {
        hold = Hold(
            number: commons.table.newHold(number), session: number, subject: subject, since: now)
        isHoldNew = true
        pauseClock()
        return Decision(nil, by: .ask)
    }

    func pauseClock() { if pausedSince == nil { pausedSince = now } }

    func resumeClock() {
        guard !isStopped, let since = pausedSince else { return }
        pausedSince = nil
        paused += now.milliseconds - min(since.milliseconds, now.milliseconds)
    }

    /// Goes on as somebody said; nothing happens if that is not what the session waits for.
    func release(_ wanted: Int, _ release: HoldRelease) {
        guard let hold, hold.number == wanted else { return }
        end(hold, .released(release))
        watch?.resume(machine.value)
        switch hold.subject {
        case .question(let question, let proposal):
            let decision = decision(question, proposal, release)
            settle(decided: question, storing(question, decision))
        case .reply(let reply): perform(held: reply, release)
        case .transition: performOutputs()
        }
        var driver = self
        driver.decideAll()
        goOn()
    }

    /// The client has gone: nobody needs to say anything any more.
    func withdrawHold() {
        guard let hold else { return }
        end(hold, .withdrawn)
        if case .reply = hold.subject { outputs.removeFirst() }
        performOutputs()
    }

    private func end(_ hold: Hold, _ end: HoldEnd) {
        self.hold = nil
        isHoldNew = false
        commons.table.remove(hold: hold.number)
        resumeClock()
        commons.watcher?.note(.released(hold, end))
    }

    private func decision(
        _ question: Question, _ proposal: Decision, _ release: HoldRelease
    ) -> Decision {
        switch release {
        case .answer(let answer):
            commons.live.decide(question, as: answer, decisionContext)
        case .pass, .replace, .drop:
            Decision(proposal.answer, by: proposal.source, notes: proposal.notes)
        }
    }

    private func perform(held reply: Reply, _ release: HoldRelease) {
        outputs.removeFirst()
        switch release {
        case .pass, .answer: perform(.reply(reply))
        case .replace(let octets):
            _ = relay?.upstream.takeReply()
            perform(.reply(Reply(raw: octets, rule: reply.rule)))
        case .drop: _ = relay?.upstream.takeReply()
        }
        performOutputs()
    }

    /// Gives an answer, unless the store has yet to say what it is.
    func settle(decided question: Question, _ decision: Decision) {
        guard storing == nil else { return }
        var driver = self
        driver.settle(question, decision)
    }
}

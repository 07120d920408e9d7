import NIOCore
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession

// A proxy's connection: the machine follows what the client says and what the server replies, so that watchers,
// handlers and holds find what they know. What a question asks, the server decides, unless a handler or a
// person does: then the server is not told, and the machine replies. One command is under way at a time.
//
//   reading   the client's line waits in `pending`
//   question  decided by a handler: the line is dropped; else it is sent, and the question waits
//   reply     the machine's, in the place of which the server's is sent, with the machine's opinion as a note
//
// Should the machine lose track, octets are only carried from there on.

extension Connection {
    /// Connects to the server, if this is a proxy's connection.
    func beginRelay() {
        guard let options = commons.upstream else { return }
        let upstream = Upstream(options, loop, self)
        relay = Relay(upstream, tolerated: commons.live.configuration.tolerated)
        relay?.isOwn = false
        upstream.connect()
    }

    /// What becomes of a decision where there is a server that may decide: none if it is to be waited for.
    func relayed(_ question: Question, _ decision: Decision) -> Decision {
        guard let relay, !isExcess, let answer = decision.answer else { return decision }
        if case .capabilities = question { return offer(decision) }
        guard decision.isMade else { return ask(relay, question, decision) }
        switch answer.plain {
        case .delay(let milliseconds):
            wait(.delay(question, Decision(answer.with(question.hook.defaultAnswer), by: .default)))
            loop.scheduleTask(in: .milliseconds(Int64(clamping: milliseconds))) { self.endDelay() }
            return Decision(nil, by: decision.source)
        case .rewrite(let path):
            relay.pending = relay.pending.replacingPath(by: path)
            return ask(relay, question, decision)
        case .accept(let reply):
            if reply != nil { relay.replacement = decision }
            return ask(relay, question, decision)
        case .reject, .tempfail, .discard, .close, .disconnect, .silence, .raw, .capabilities,
            .challenge, .authenticated, .refused, .content, .malformed, .linked:
            return refuse(relay, question, decision)
        }
    }

    /// Decides without the server; it has the text of a message already, and is not asked any more.
    private func refuse(_ relay: Relay, _ question: Question, _ decision: Decision) -> Decision {
        guard relay.pending.isEmpty, !relay.isOwn else {
            relay.intercept()
            return decision
        }
        relay.replacement = decision
        return ask(relay, question, decision)
    }

    /// Tells the server what the client said, and waits for its reply where that decides.
    private func ask(_ relay: Relay, _ question: Question, _ decision: Decision) -> Decision {
        guard relay.awaitsServer(question, isLMTP: machine.value.isLMTP) else { return decision }
        relay.opinion = opinion(decision)
        relay.forward()
        guard let reply = relay.upstream.replies.first else {
            guard relay.end == nil else { return withoutServer(decision) }
            wait(.question(question, decision))
            return Decision(nil, by: decision.source)
        }
        return adopted(reply, question, decision)
    }

    private func withoutServer(_ decision: Decision) -> Decision {
        guard let relay, !relay.upstream.wasConnected else {
            return Decision(.disconnect, by: .recorded)
        }
        relay.intercept()
        return Decision(.close(ListenerReplies.noServer), by: .recorded)
    }

    /// The answer that says what the server said.
    private func adopted(
        _ reply: [UInt8], _ question: Question, _ decision: Decision
    ) -> Decision {
        let answer = decision.answer ?? question.hook.defaultAnswer
        if let replacement = relay?.replacement, !answer.isPlainYes || reply.first.isYes {
            return replacement
        }
        guard reply.first.isYes else {
            return Decision(answer.with(.raw(reply)), by: .recorded)
        }
        switch question {
        case .authenticate:
            guard reply.first != UInt8(ascii: "3") else {
                return Decision(.raw(reply), by: .recorded)
            }
            var taken = commons.live.decide(question, as: .accept(), decisionContext)
            taken.source = .recorded
            return taken
        case .connect, .hello, .capabilities, .verb, .sender, .recipient, .data, .message,
            .startTLS,
            .verify, .expand, .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            return answer.isPlainYes || decision.isMade
                ? decision : Decision(answer.with(.accept()), by: .recorded)
        }
    }

    /// The server's own list in the reply to EHLO.
    private func offer(_ decision: Decision) -> Decision {
        guard !decision.isMade, let reply = relay?.upstream.replies.first else { return decision }
        let lines = reply.split(separator: ASCII.lineFeed).dropFirst()
        let keywords = lines.map { line in
            String(decoding: line.dropFirst(4).filter { (0x20..<0x7F).contains($0) }, as: UTF8.self)
        }
        return Decision(.capabilities(keywords.filter { !$0.isEmpty }), by: .recorded)
    }

    /// What the machine would reply after a decision.
    private func opinion(_ decision: Decision) -> Relay.Opinion? {
        guard let answer = decision.answer else { return nil }
        var machine = machine
        var outputs: [Output] = []
        _ = try? machine.receive(.answer(answer.plain), into: &outputs)
        while case .capabilities? = machine.openQuestion,
            (try? machine.receive(.answer(Hook.capabilities.defaultAnswer), into: &outputs)) != nil
        {}
        for case .reply(let reply) in outputs {
            return Relay.Opinion(code: reply.code, rule: reply.rule)
        }
        return nil
    }
}

extension Connection {
    private func wait(_ waiting: Relay.Waiting) {
        relay?.waiting = waiting
        pauseClock()
    }

    private func endDelay() {
        guard let relay, case .delay(let question, let decision) = relay.waiting else { return }
        goOn(with: question) { self.ask(relay, question, decision) }
    }

    /// The reply that the server has for the client; the machine's, where it has none.
    func serverReply(_ reply: Reply) -> Reply {
        guard let relay, !relay.isOwn, relay.replacement == nil,
            let octets = relay.upstream.replies.first
        else { return reply }
        return Reply(raw: octets, rule: reply.rule)
    }

    private func goOn(with question: Question, _ decide: () -> Decision) {
        relay?.waiting = nil
        watch?.resume(machine.value)
        let decision = decide()
        if decision.answer != nil { settle(decided: question, kept(question, decision)) }
        decideRest()
    }

    private func decideRest() {
        var driver = self
        driver.decideAll()
        goOn()
    }

    /// Takes what the client said, and what the machine replied; false where the server has yet to say.
    func follow(_ output: Output) -> Bool {
        guard let relay else { return true }
        switch output {
        case .reading(let reading): relay.begin(reading)
        case .note(let note):
            let isDeparture = note.rule.isTolerable && !relay.tolerated.contains(note.rule)
            if isDeparture, relay.departure == nil { relay.departure = note.rule }
        case .reply(let reply) where !relay.isOwn && relay.upstream.replies.isEmpty:
            if relay.opinion == nil {
                relay.opinion = Relay.Opinion(code: reply.code, rule: reply.rule)
            }
            relay.forward()
            wait(.reply)
            return false
        case .reply, .ask, .content, .message, .startTLS, .close, .transition, .link: break
        }
        return true
    }

    /// The reply to send in the place of the machine's.
    func relayed(_ reply: Reply) -> Reply {
        guard let relay, !relay.isOwn, let octets = relay.upstream.takeReply() else { return reply }
        if relay.opinion == nil {
            relay.opinion = Relay.Opinion(code: reply.code, rule: reply.rule)
        }
        if let note = relay.note(on: octets) { watch?.note(.note(note)) }
        relay.opinion = nil
        if relay.replacement != nil {
            relay.replacement = nil
            return reply
        }
        return Reply(raw: octets, rule: reply.rule)
    }

    /// Whether the machine reads what the server wants next as the server does; if not, it has lost track.
    func checkTrack(_ reply: Reply) {
        guard let relay, !relay.isOwn, reply.code == 354, standing.expectation == .command,
            !standing.isAsking
        else { return }
        watch?.note(.note(Note(.otherMachine, detail: "octets are only carried from here on")))
        beginCarrying()
    }
}

// Octets that are only carried.

extension Connection {
    func beginCarrying() {
        guard let relay else { return }
        relay.isOpaque = true
        relay.forward()
        relay.upstream.isOpaque = true
        let octets = Array(machine.value.bufferedOctets) + unread
        unread = []
        carry(octets)
        upstreamSpoke()
    }

    /// Hands the client's octets to the server.
    func carry(_ octets: [UInt8]) {
        guard !octets.isEmpty else { return }
        relay?.upstream.send(octets)
        setReading()
    }

    private func carryBack() {
        guard let relay else { return }
        let octets = relay.upstream.takeCarried()
        replies.append(octets: octets.span)
        sendAll()
        relay.upstream.setReading(isWritable)
    }
}

extension Connection: UpstreamListener {
    func upstreamSpoke() {
        guard let relay else { return }
        guard !relay.isOpaque else { return carryBack() }
        switch relay.waiting {
        case .question(let question, let decision):
            goOn(with: question) { ask(relay, question, decision) }
        case .reply:
            relay.waiting = nil
            watch?.resume(machine.value)
            performOutputs()
            decideRest()
        case .delay: break
        case nil: passUnasked()
        }
    }

    /// Passes what the server says of itself, such as that it closes.
    private func passUnasked() {
        guard let relay, stage == .open, !isStopped, standing.expectation == .command,
            relay.pending.isEmpty, outputs.isEmpty
        else { return }
        passRest()
        finishMoment()
        sendAll()
    }

    private func passRest() {
        while let octets = relay?.upstream.takeReply() {
            let reply = Reply(raw: octets, rule: .otherMachine)
            send(reply)
            watch?.record(.reply(reply))
        }
    }

    func upstreamIsWritable() { goOn() }

    func upstreamEnded(_ reason: String?) {
        guard let relay, relay.end == nil else { return }
        relay.end = (reason, ())
        if let reason { commons.watcher?.note(.failed(session: number, .connection(reason))) }
        guard !relay.isOpaque else { return endCarrying() }
        if !relay.upstream.replies.isEmpty { upstreamSpoke() }
        guard stage == .open, !standing.isClosed else { return }
        if case .question(let question, let decision) = relay.waiting {
            return goOn(with: question) { withoutServer(decision) }
        }
        relay.waiting = nil
        endByServer()
    }

    private func endCarrying() {
        guard stage == .open else { return }
        carryBack()
        endByServer()
    }

    /// The server has closed the connection, so it is closed to the client.
    private func endByServer() {
        withdrawHold()
        passRest()
        watch?.note(.closedByServer)
        try? hand(.closed)
        finishMoment()
        beginClosing()
    }
}

extension Relay {
    /// Whether the server's next reply decides a question.
    fileprivate func awaitsServer(_ question: Question, isLMTP: Bool) -> Bool {
        switch question {
        case .verb, .capabilities: false
        // A chunk follows its command at once.
        case .data: verb != "BDAT"
        // Each delivery has a reply of its own.
        case .message: !isLMTP
        case .connect, .hello, .sender, .recipient, .authenticate, .startTLS, .verify, .expand,
            .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            true
        }
    }
}

extension Decision {
    /// Whether somebody made it: not what happens by itself.
    fileprivate var isMade: Bool {
        switch source {
        case .handler, .next, .operator: true
        case .default, .credentials, .ask, .recorded: false
        }
    }
}

extension Answer {
    fileprivate var isPlainYes: Bool { name == .accept || name == .rewrite }
}

extension UInt8? {
    /// Whether a reply that begins with this digit is a yes.
    fileprivate var isYes: Bool { self == UInt8(ascii: "2") || self == UInt8(ascii: "3") }
}

extension [UInt8] {
    /// A command line with another path in its brackets, or another word at its end.
    fileprivate func replacingPath(by path: [UInt8]) -> [UInt8] {
        let inner = path.first == UInt8(ascii: "<") ? Array(path.dropFirst().dropLast()) : path
        if let open = firstIndex(of: UInt8(ascii: "<")),
            let close = self[open...].firstIndex(of: UInt8(ascii: ">"))
        {
            return Array(self[...open]) + inner + Array(self[close...])
        }
        guard let space = firstIndex(of: ASCII.space) else { return self }
        return Array(self[...space]) + inner + [ASCII.carriageReturn, ASCII.lineFeed]
    }
}

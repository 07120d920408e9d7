import SMTPGrammar
import SMTPSession

extension MailHogMachine: Machine {
    /// Hands over one input and appends its outputs; a mistake of the driver throws and changes nothing.
    ///
    /// Octets are accepted before the connection, as before the original's start. `close` follows a 221
    /// reply; the original would still answer, and so does this machine until it receives `closed`.
    public mutating func receive(
        _ input: Input, into outputs: inout [Output]
    ) throws(Misuse) {
        var outlet = Outlet()
        // Moved in and out, so that their memory has one owner.
        swap(&outlet.outputs, &outputs)
        defer { swap(&outlet.outputs, &outputs) }
        try receive(input, &outlet)
    }

    /// Hands over one input; appends replies to a buffer as they are sent, and all other outputs to a list.
    ///
    /// A machine that reports readings says after which of them a reply came; its replies are written afterwards.
    public mutating func receive(
        _ input: Input, sending replies: inout ReplyBuffer, others: inout [Output]
    ) throws(Misuse) {
        guard !configuration.reportsReadings else {
            return try receive(input, writing: &replies, others: &others)
        }
        var lent = ReplyBuffer()
        swap(&lent, &replies)
        var outlet = Outlet(replies: consume lent)
        swap(&outlet.outputs, &others)
        defer {
            swap(&outlet.outputs, &others)
            if let sent = outlet.replies.take() { replies = sent }
        }
        try receive(input, &outlet)
        // The original would go on.
        if outlet.hasClosed { try? receive(.closed, &outlet) }
    }

    private mutating func receive(_ input: Input, _ outputs: inout Outlet) throws(Misuse) {
        switch input {
        case .connected(let peer): try connect(peer, &outputs)
        case .bytes(let octets):
            guard connection != .closed else { throw .notConnected }
            self.input.append(octets)
        case .answer(let answer): try take(answer, &outputs)
        case .secured(let info):
            guard connection != .closed, inquiry == nil, isTLSPending, !isTLSUpgraded else {
                throw .noHandshake
            }
            tls = info
            completeTLS(true)
        case .clock(let now): try move(to: now, &outputs)
        case .shutdown:
            guard connection != .unopened else { throw .notConnected }
            if connection == .open { shutDown(&outputs) }
        case .closed:
            guard connection != .unopened else { throw .notConnected }
            end()
        }
        announce(&outputs)
        advance(&outputs)
    }

    /// The original has no word for it, and closes.
    private mutating func shutDown(_ outputs: inout Outlet) {
        outputs.append(.note(Note(.shutdown)))
        outputs.append(.close)
        end()
    }

    private mutating func connect(_ peer: Peer, _ outputs: inout Outlet) throws(Misuse) {
        guard connection == .unopened else { throw .alreadyConnected }
        connection = .open
        self.peer = peer
        deliver(.done(begin()), &outputs)
        guard let info = peer.tls else { return }
        // A connection that begins with a handshake needs no STARTTLS.
        tls = info
        isTLSPending = true
        isTLSUpgraded = true
    }

    private mutating func move(to now: Instant, _ outputs: inout Outlet) throws(Misuse) {
        guard now >= clock else { throw .clockWentBack }
        clock = now
        guard let end = delayEnd, now >= end, let inquiry else { return }
        delayEnd = nil
        settle(inquiry, inquiry.hook.defaultAnswer, &outputs)
    }

    /// Processes the client's octets until no line is complete or a handler is asked.
    private mutating func advance(_ outputs: inout Outlet) {
        while inquiry == nil {
            guard connection != .closed else { return drop(&outputs) }
            guard state == .data ? readText(&outputs) : readLine(&outputs) else {
                return input.trim()
            }
            announce(&outputs)
        }
    }

    private mutating func readLine(_ outputs: inout Outlet) -> Bool {
        guard let line = input.takeLine() else { return false }
        report(line, isWhole: state != .data, &outputs)
        deliver(process(line: line.dropLast(2)), &outputs)
        return true
    }

    /// Nobody reads what comes after the close.
    private mutating func drop(_ outputs: inout Outlet) {
        if configuration.reportsReadings, !input.isEmpty {
            outputs.append(.reading(Reading(.dropped, Array(input.unread))))
        }
        input = LineBuffer()
    }

    /// Reads as much message text at once as there is.
    private mutating func readText(_ outputs: inout Outlet) -> Bool {
        let isBehindLineEnd = message.data.suffix(2).elementsEqual("\r\n".utf8)
        let (text, stop) = input.takeText(
            limit: configuration.maximumLineLength, isBehindLineEnd: isBehindLineEnd)
        if !text.isEmpty { report(text, isWhole: stop == .textComplete, &outputs) }
        message.data.append(contentsOf: text)
        switch stop {
        case .noMoreLines: return false
        case .lineTooLong: return readLine(&outputs)
        case .textComplete:
            finish(&outputs)
            return true
        }
    }

    private mutating func finish(_ outputs: inout Outlet) {
        completeText()
        if !message.data.isEmpty { outputs.append(.content(message.data[...])) }
        if !configuration.handlers.contains(.message) {
            outputs.append(.message(outcome(.refused())))
        }
        deliver(store(), &outputs)
    }

    /// Forgets what is waiting; the connection is over.
    mutating func end() {
        connection = .closed
        inquiry = nil
        delayEnd = nil
    }
}

extension MailHogMachine {
    /// Appends what a step says.
    mutating func deliver(_ step: consuming Step, _ outputs: inout Outlet) {
        for entry in takeLog() {
            outputs.append(.note(Note(.otherMachine, detail: entry.masked)))
        }
        switch consume step {
        case .done(nil): break
        case .done(let reply?):
            let closes = reply.status == 221
            outputs.append(reply)
            if closes { outputs.append(.close) }
        case .ask(let inquiry) where configuration.questions.contains(inquiry.hook):
            outputs.append(.ask(question(inquiry)))
        case .ask(let inquiry): settle(inquiry, inquiry.hook.defaultAnswer, &outputs)
        }
    }

    /// Takes the answer to the open question.
    mutating func take(_ answer: Answer, _ outputs: inout Outlet) throws(Misuse) {
        guard let inquiry, delayEnd == nil else { throw .noOpenQuestion }
        try answer.check(for: inquiry.hook)
        // The original's exchanges have a fixed length.
        guard answer.name != .challenge else { throw .unsuitableAnswer(inquiry.hook) }
        if case .linked(let plain, let conditions) = answer {
            outputs.append(.link(conditions))
            return try take(plain, &outputs)
        }
        guard case .delay(let milliseconds) = answer else {
            return settle(inquiry, answer.carriedOut, &outputs)
        }
        delayEnd = clock.advanced(byMilliseconds: milliseconds)
        outputs.append(.note(Note(.delayed, detail: "\(milliseconds) ms")))
    }

    /// Continues with an answer that suits the question.
    mutating func settle(_ inquiry: Inquiry, _ answer: Answer, _ outputs: inout Outlet) {
        let verdict = answer.verdict(on: inquiry)
        if answer == .discard { isDiscarded = true }
        if answer == .silence { outputs.append(.note(Note(.silent))) }
        if inquiry == .message { outputs.append(.message(outcome(verdict))) }
        deliver(resume(verdict), &outputs)
        if inquiry == .tls && !verdict.isRefusal { outputs.append(.startTLS) }
        if answer.name.effect == .closes { close(&outputs) }
    }

    private mutating func close(_ outputs: inout Outlet) {
        outputs.close()
        state = .done
        end()
    }

    /// What becomes of the message under way.
    func outcome(_ verdict: Verdict) -> MessageOutcome {
        let kept: MessageOutcome.Disposition = isDiscarded ? .discarded : .accepted
        return MessageOutcome(
            disposition: verdict.isRefusal ? .refused : kept, envelope: envelope,
            octets: UInt64(message.data.count))
    }
}

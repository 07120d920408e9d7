import SMTPGrammar

extension Session {
    /// Hands over one input and appends all its outputs; after an error the session is unchanged.
    public mutating func receive(
        _ input: Input, into outputs: inout [Output]
    ) throws(Misuse) {
        let before = configuration.reportsReadings ? origin : .start
        switch input {
        case .connected(let peer): try connect(peer, &outputs)
        case .bytes(let octets):
            guard !control.isUnconnected, !control.isClosed else { throw .notConnected }
            self.input.append(octets)
        case .answer(let answer): try take(answer, &outputs)
        case .secured(let info): try secure(info, &outputs)
        case .clock(let now): try move(to: now, &outputs)
        case .shutdown: try shutDown(&outputs)
        case .closed: try lose(&outputs)
        }
        announce(from: before, &outputs)
        advance(&outputs)
    }

    /// Reads the client's octets, until there are none or a question is open.
    private mutating func advance(_ outputs: inout [Output]) {
        guard !input.isEmpty else { return }
        let octets = input.octets
        while !control.isQuestion, input.start < octets.count {
            let before = configuration.reportsReadings ? phase : .start
            switch control.framing {
            case .text: readContent(octets, &outputs)
            case .counted: readChunk(octets, &outputs)
            case .header: guard readProxyHeader(octets, &outputs) else { return input.trim() }
            case .none:
                let count = dropInput(&outputs)
                if case .handshake = control { counters.discardedOctets &+= UInt64(count) }
            case .lines:
                guard readLines(octets.span, &outputs) else { return input.trim() }
            }
            announce(from: before, &outputs)
            if input.isEmpty { break }
        }
        if !control.isQuestion { input.trim() }
    }

    /// Says that the phase is another one, once the reply that goes with it was given.
    @inline(__always)
    private mutating func announce(from before: Phase, _ outputs: inout [Output]) {
        if configuration.reportsReadings { reportTransition(from: before, &outputs) }
    }

    private mutating func reportTransition(from before: Phase, _ outputs: inout [Output]) {
        if case .question(var open) = control {
            open.origin = before
            control = .question(open)
        } else if phase != before {
            outputs.append(transitionFrom: before.rawValue, to: phase.rawValue)
        }
    }

    /// The phase before the command that is being answered.
    private var origin: Phase {
        if case .question(let open) = control { open.origin } else { phase }
    }

    private mutating func connect(_ peer: Peer, _ outputs: inout [Output]) throws(Misuse) {
        guard control.isUnconnected else { throw .alreadyConnected }
        times.connected = clock
        times.lastActivity = clock
        self.peer = peer
        tls = peer.tls
        guard !configuration.expectsProxyHeader else { return control = .proxyHeader }
        beginConversation(&outputs)
    }

    private mutating func take(_ answer: Answer, _ outputs: inout [Output]) throws(Misuse) {
        guard case .question(var open) = control, open.due == nil else { throw .noOpenQuestion }
        try answer.check(for: open.question.hook)
        if case .linked(let plain, let conditions) = answer {
            outputs.append(.link(conditions))
            return try take(plain, &outputs)
        }
        times.lastActivity = clock
        if case .delay(let milliseconds) = answer {
            open.due = clock.advanced(byMilliseconds: milliseconds)
            control = .question(open)
            outputs.append(.note(Note(.delayed, detail: "\(milliseconds) ms")))
        } else {
            control = open.next
            resume(open.question, answer.carriedOut, &outputs)
        }
    }

    /// RFC 5321 §3.8: a server that must stop says 421 first.
    private mutating func shutDown(_ outputs: inout [Output]) throws(Misuse) {
        guard !control.isUnconnected else { throw .notConnected }
        guard !control.isClosed else { return }
        sayLast(.shutdown, &outputs)
        close(&outputs)
    }

    /// Says that the connection ends, whatever was under way.
    ///
    /// Where the client is to begin the handshake, a reply in clear would be taken for a part of it.
    mutating func sayLast(_ rule: Rule, _ outputs: inout [Output]) {
        guard phase != .handshake else { return outputs.append(.note(Note(rule))) }
        subject = .other
        reply(rule, text: named(rule), &outputs)
    }

    private mutating func lose(_ outputs: inout [Output]) throws(Misuse) {
        guard !control.isUnconnected else { throw .notConnected }
        for note in farewell { outputs.append(.note(note)) }
        keepInterrupted(&outputs)
        end()
    }

    /// Forgets everything but the time: what stays would be shown as if it still held.
    mutating func end() {
        guard !control.isClosed else { return }
        resetTransaction()
        control = .closed
    }

    /// Closes the connection.
    mutating func close(_ outputs: inout [Output]) {
        keepInterrupted(&outputs)
        end()
        outputs.append(.close)
    }

    /// The one way in which a transaction ends: RSET, HELO, EHLO, STARTTLS, the end of a message, and
    /// the end of the connection.
    mutating func resetTransaction() {
        envelope.removeAll()
        forgetResumed()
        counters.recipientCommands = 0
        counters.discardedRecipients = 0
        if counters.discardedPlaces != nil { counters.discardedPlaces = nil }
        if configuration.extensions.contains(.xForward), peer?.forwarded != nil {
            peer?.forwarded = nil
        }
        if control.isText {
            scanner = ContentScanner()
            textWatches = []
        }
        if !control.isClosed { control = hasHello ? .mail : .hello }
    }
}

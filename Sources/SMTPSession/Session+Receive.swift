import SMTPGrammar

extension Session {
    /// Hands over one input and appends all its outputs.
    ///
    /// - Parameters:
    ///   - input: what happened
    ///   - outputs: where to append what is to be done
    /// - Throws: a mistake of the driver; the session is then unchanged
    public mutating func receive(
        _ input: Input, into outputs: inout [Output]
    ) throws(Misuse) {
        switch input {
        case .connected(let peer): try connect(peer, &outputs)
        case .bytes(let octets):
            guard counters.isConnected, phase != .closed else { throw .notConnected }
            self.input.append(octets)
        case .answer(let answer): try take(answer, &outputs)
        case .secured(let info): try secure(info, &outputs)
        case .clock(let now): try move(to: now, &outputs)
        case .closed: try lose()
        }
        advance(&outputs)
    }

    /// Works the client's octets off, until there are none or a question is open.
    private mutating func advance(_ outputs: inout [Output]) {
        guard !input.isEmpty else { return }
        let octets = input.octets
        while isReading, input.start < octets.count {
            switch phase {
            case .data: readContent(octets, &outputs)
            case .handshake: counters.discardedOctets &+= UInt64(input.removeAll())
            case .start, .closed: _ = input.removeAll()
            case .hello, .mail, .recipient, .authentication:
                guard readLine(octets.span, &outputs) else { return input.trim() }
            }
            if input.isEmpty { break }
        }
        if isReading { input.trim() }
    }

    /// Octets wait while a question is open, or its answer is delayed.
    private var isReading: Bool { if case .none = pending { true } else { false } }

    private mutating func connect(_ peer: Peer, _ outputs: inout [Output]) throws(Misuse) {
        guard !counters.isConnected else { throw .alreadyConnected }
        counters.isConnected = true
        times.connected = clock
        times.lastActivity = clock
        tls = peer.tls
        guard asks(.connect) else { return greet(.accept(), &outputs) }
        ask(.connect(peer), &outputs)
    }

    private mutating func take(_ answer: Answer, _ outputs: inout [Output]) throws(Misuse) {
        guard let question = openQuestion else { throw .noOpenQuestion }
        try answer.check(for: question)
        pending = nil
        times.lastActivity = clock
        if case .delay(let milliseconds) = answer {
            pending = .delayed(question, until: clock.advanced(byMilliseconds: milliseconds))
            outputs.append(.note(Note(.delayed, detail: "\(milliseconds) ms")))
        } else {
            resume(question, answer.carriedOut, &outputs)
        }
    }

    private mutating func lose() throws(Misuse) {
        guard counters.isConnected, phase != .closed else { throw .notConnected }
        end()
    }

    /// Forgets everything but the time: what stays would be shown as if it still held.
    mutating func end() {
        resetTransaction()
        phase = .closed
        pending = nil
        exchange = nil
        _ = input.removeAll()
    }

    /// Closes the connection.
    mutating func close(_ outputs: inout [Output]) {
        end()
        outputs.append(.close)
    }

    /// The one way in which a transaction ends: RSET, HELO, EHLO, STARTTLS, the end of a message, and
    /// the end of the connection.
    mutating func resetTransaction() {
        envelope.removeAll()
        counters.refusedRecipients = 0
        counters.discardedRecipients = 0
        if phase == .data { scanner = ContentScanner() }
        if phase != .closed { phase = hasHello ? .mail : .hello }
    }
}

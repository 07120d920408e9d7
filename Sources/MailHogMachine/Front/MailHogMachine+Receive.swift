import SMTPGrammar
import SMTPSession

extension MailHogMachine: Machine {
    /// Hands over one input and appends all its outputs; a mistake of the driver throws and changes nothing.
    ///
    /// Octets are accepted before the connection, as the original accepts them before its start. A
    /// 221 reply is followed by `close`, which is how the original's callers know that it is over;
    /// it would still answer, and so does this machine until it receives `closed`.
    public mutating func receive(
        _ input: Input, into outputs: inout [Output]
    ) throws(Misuse) {
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
    private mutating func shutDown(_ outputs: inout [Output]) {
        outputs.append(.note(Note(.shutdown)))
        outputs.append(.close)
        end()
    }

    private mutating func connect(_ peer: Peer, _ outputs: inout [Output]) throws(Misuse) {
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

    private mutating func move(to now: Instant, _ outputs: inout [Output]) throws(Misuse) {
        guard now >= clock else { throw .clockWentBack }
        clock = now
        guard let end = delayEnd, now >= end, let inquiry else { return }
        delayEnd = nil
        settle(inquiry, inquiry.hook.defaultAnswer, &outputs)
    }

    /// Processes the client's octets until no line is complete or a handler is asked.
    private mutating func advance(_ outputs: inout [Output]) {
        while inquiry == nil {
            guard connection != .closed else { return drop(&outputs) }
            guard state == .data ? readText(&outputs) : readLine(&outputs) else {
                return input.trim()
            }
            announce(&outputs)
        }
    }

    private mutating func readLine(_ outputs: inout [Output]) -> Bool {
        guard let line = input.takeLine() else { return false }
        report(line, isWhole: state != .data, &outputs)
        deliver(process(line: line.dropLast(2)), &outputs)
        return true
    }

    /// Nobody reads what comes after the close.
    private mutating func drop(_ outputs: inout [Output]) {
        if configuration.reportsReadings, !input.isEmpty {
            outputs.append(.reading(Reading(.dropped, Array(input.unread))))
        }
        input = LineBuffer()
    }

    /// Reads as much message text at once as there is.
    private mutating func readText(_ outputs: inout [Output]) -> Bool {
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

    private mutating func finish(_ outputs: inout [Output]) {
        completeText()
        if !message.data.isEmpty { outputs.append(.content(message.data[...])) }
        let outcome = outcome(.refused())
        let step = store()
        if inquiry == nil { outputs.append(.message(outcome)) }
        deliver(step, &outputs)
    }

    /// Forgets what is waiting; the connection is over.
    mutating func end() {
        connection = .closed
        inquiry = nil
        delayEnd = nil
    }
}

import SMTPGrammar
import SMTPSession

extension SMTPServer {
    /// Takes at most one line from octets not processed yet; returns what is left, all of it without a
    /// whole line, and the reply, nil if the line has none.
    ///
    /// ```swift
    /// while true {
    ///     let (rest, reply) = server.parse(text)
    ///     send(server.takeUnsent())                       // the greeting, if this has begun the session
    ///     if let reply { send(reply.wire) }
    ///     guard rest.count < text.count else { break }    // the line is not complete yet
    ///     text = rest
    /// }
    /// ```
    public func parse(
        _ text: ArraySlice<UInt8>
    ) -> (rest: ArraySlice<UInt8>, reply: Reply?) {
        startIfNeeded()
        guard let end = endOfLine(text) else { return (text, nil) }
        return (text[end...], replyToLine(Array(text[..<end])))
    }

    /// The same for text; a substring, so that what is left need not be copied for each line.
    public func parse(_ text: Substring) -> (rest: Substring, reply: Reply?) {
        startIfNeeded()
        guard let end = endOfLine(text.utf8) else { return (text, nil) }
        return (text[end...], replyToLine(Array(text[..<end].utf8)))
    }

    /// Processes one line, with or without CR LF, as whatever is expected now: a command, a SASL
    /// response, or message text; returns the reply, if there is one.
    ///
    /// Anything after the end of the line is ignored.
    @discardableResult
    public func processCommand(_ line: [UInt8]) -> Reply? {
        startIfNeeded()
        let end = endOfLine(line[...])
        let whole = end.map { Array(line[..<$0]) } ?? line + SMTPServer.lineEnd
        return replyToLine(whole)
    }

    /// Processes one line, with or without CR LF, as whatever is expected now; returns the reply, if any.
    @discardableResult
    public func processCommand(_ line: String) -> Reply? {
        processCommand(Array(line.utf8))
    }

    /// Processes lines of message text, the last with or without CR LF, up to a dot alone on a line.
    ///
    /// Returns the reply; nil as long as the message continues, and if no message text is expected, when
    /// nothing is taken.
    @discardableResult
    public func processData(_ text: [UInt8]) -> Reply? {
        guard session.phase == .data else {
            log("message text came, but none is expected")
            return nil
        }
        let isWhole = text.suffix(2).elementsEqual(SMTPServer.lineEnd)
        var rest = (isWhole ? text : text + SMTPServer.lineEnd)[...]
        var reply: Reply?
        while session.phase == .data, let end = endOfLine(rest) {
            reply = replyToLine(Array(rest[..<end]))
            rest = rest[end...]
        }
        return reply
    }

    /// Processes lines of message text; returns the reply, nil as long as the message continues.
    @discardableResult
    public func processData(_ text: String) -> Reply? { processData(Array(text.utf8)) }

    private static let lineEnd = [ASCII.carriageReturn, ASCII.lineFeed]

    private func startIfNeeded() {
        if session.phase == .start, !isAwaitingAnswer { begin(Peer(), nil) }
    }

    /// The first reply that comes of a line; what else is said stays unsent.
    private func replyToLine(_ line: [UInt8]) -> Reply? {
        let before = unsent.count
        perform(.bytes(line))
        return unsent.count > before ? unsent.remove(at: before) : nil
    }

    /// Where the first line ends, by the same rule as in the session.
    private func endOfLine<Text: Collection<UInt8>>(_ text: Text) -> Text.Index? {
        let isBareAllowed =
            session.phase == .data
            ? configuration.tolerated.contains(.contentLineFeedEnd)
            : configuration.tolerated.contains(.bareLineFeed)
        var before = lastOctet
        for index in text.indices {
            let isWhole = before == ASCII.carriageReturn || isBareAllowed
            if text[index] == ASCII.lineFeed, isWhole { return text.index(after: index) }
            before = text[index]
        }
        return nil
    }
}

// Each call has a form that suspends, for servers with hooks that do.

extension SMTPServer {
    /// Starts a session; returns the greeting, empty if a hook wants none or has not answered yet.
    @discardableResult
    public func start(_ peer: Peer = Peer(), at now: Instant? = nil) -> Reply {
        begin(peer, now)
        return unsent.isEmpty ? Reply(raw: [], rule: .rawReply) : unsent.removeFirst()
    }

    /// Starts a session, and lets hooks suspend; returns what to send to the client.
    nonisolated(nonsending) public func start(
        _ peer: Peer = Peer(), at now: Instant? = nil
    ) async -> [UInt8] {
        begin(peer, now)
        return await answerAll(after: 0)
    }

    /// Processes the client's octets, in any portions; returns what to send to the client.
    ///
    /// They are ignored once the server is closed.
    public func receive(_ octets: [UInt8], at now: Instant? = nil) -> [UInt8] {
        let before = unsent.count
        hear(octets, now)
        return takeUnsent(after: before)
    }

    /// Processes the client's octets, and lets hooks suspend; returns what to send to the client.
    ///
    /// What comes while a hook is asked waits: one call is to be over before the next begins.
    nonisolated(nonsending) public func receive(
        _ octets: [UInt8], at now: Instant? = nil
    ) async -> [UInt8] {
        let before = unsent.count
        hear(octets, now)
        return await answerAll(after: before)
    }

    /// Continues inside TLS, after the handshake.
    public func secured(_ info: TLSInfo = TLSInfo()) {
        lastOctet = nil
        perform(.secured(info))
    }

    /// Says 421 and closes, since the server is about to stop (RFC 5321 §3.8); returns what to send.
    public func shutdown() -> [UInt8] {
        let before = unsent.count
        perform(.shutdown)
        return takeUnsent(after: before)
    }

    /// Ends the session when the client is gone; a message under way is dropped.
    public func disconnected() {
        if session.phase != .start { perform(.closed) }
        abandonText()
    }

    /// Tells the time since any fixed moment, so that timeouts take effect; returns what to send.
    ///
    /// ``deadline`` says when that is due. If no time was told before, the session counts as begun now.
    /// Timeouts run from the last octets that came with a time, so give one with all of them.
    public func advance(to now: Instant) -> [UInt8] {
        let before = unsent.count
        tell(now)
        return takeUnsent(after: before)
    }

    /// When the time is to be told next, by the clock of whoever tells it; nil for never.
    public var deadline: Instant? { session.deadline?.advanced(byMilliseconds: epoch ?? 0) }

    /// The replies that no call has returned, which are the caller's from then on.
    public func takeUnsent() -> [UInt8] { takeUnsent(after: 0) }
}

extension SMTPServer {
    /// The time as last told.
    var time: Instant { session.clock.advanced(byMilliseconds: epoch ?? 0) }

    func takeUnsent(after count: Int) -> [UInt8] {
        let place = min(count, unsent.count)
        defer { unsent.removeSubrange(place...) }
        return unsent[place...].wire
    }

    func begin(_ peer: Peer, _ now: Instant?) {
        abandonText()
        let left = interruptions
        session = Session(session.configuration)
        interruptions = left
        lastOctet = nil
        epoch = now.map { _ in 0 }
        unsent = []
        if let now { tell(now) }
        perform(.connected(peer))
    }

    private func hear(_ octets: [UInt8], _ now: Instant?) {
        if session.phase == .start, !isAwaitingAnswer { begin(Peer(), now) }
        if let now { tell(now) }
        perform(.bytes(octets))
    }

    private func tell(_ now: Instant) {
        let epoch = epoch ?? now.milliseconds - min(now.milliseconds, session.clock.milliseconds)
        self.epoch = epoch
        let moment = Instant(milliseconds: now.milliseconds - min(now.milliseconds, epoch))
        if moment > session.clock { perform(.clock(moment)) }
    }
}

extension Reply {
    /// The octets to send: all lines with their line ends.
    public var wire: [UInt8] { CollectionOfOne(self).wire }
}

extension Sequence<Reply> {
    fileprivate var wire: [UInt8] {
        var octets: [UInt8] = []
        for reply in self { reply.write(into: &octets) }
        return octets
    }
}

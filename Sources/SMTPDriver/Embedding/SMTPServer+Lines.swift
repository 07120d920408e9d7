import SMTPGrammar
import SMTPSession

extension SMTPServer {
    /// Takes at most one line from octets not processed yet; returns what is left, all of it without a whole
    /// line, and the reply, nil if the line has none.
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

    /// Processes one line, with or without CR LF, as whatever is expected now: a command, a SASL response, or
    /// message text; returns the reply, if there is one.
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

    /// Processes lines of message text, the last with or without CR LF; a dot alone on a line ends the message.
    ///
    /// What follows the end of the message is not looked at. Returns the reply; nil as long as the message
    /// continues, and if no message text is expected, when nothing is taken.
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

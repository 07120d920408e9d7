import SMTPGrammar
import SMTPSession

extension SMTPServer {
    /// Processes at most one line from a stream of octets.
    ///
    ///     while true {
    ///         let (rest, reply) = server.parse(text)
    ///         guard rest.count < text.count else { break }    // the line is not complete yet
    ///         text = rest
    ///         if let reply { send(reply.wire) }
    ///     }
    ///
    /// - Parameter text: what came from the client and has not been processed yet
    /// - Returns: what is left, all of it if there is no whole line; and the reply to the line, nil
    ///   if it has none, as a line of message text
    public mutating func parse(
        _ text: ArraySlice<UInt8>
    ) -> (rest: ArraySlice<UInt8>, reply: Reply?) {
        startIfNeeded()
        guard let end = endOfLine(text) else { return (text, nil) }
        return (text[end...], perform(.bytes(Array(text[..<end]))).first)
    }

    /// Processes at most one line of a text.
    ///
    /// A substring, so that what is left need not be copied for each line.
    ///
    /// - Parameter text: what came from the client and has not been processed yet
    /// - Returns: what is left, and the reply if there is one
    public mutating func parse(_ text: Substring) -> (rest: Substring, reply: Reply?) {
        startIfNeeded()
        guard let end = endOfLine(text.utf8) else { return (text, nil) }
        return (text[end...], perform(.bytes(Array(text[..<end].utf8))).first)
    }

    /// Processes one line, as whatever is expected now: a command, a SASL response, or message
    /// text.
    ///
    /// - Parameter line: the line, with or without CR LF; anything after its end is ignored
    /// - Returns: the reply, nil if there is none
    @discardableResult
    public mutating func processCommand(_ line: [UInt8]) -> Reply? {
        startIfNeeded()
        let end = endOfLine(line[...])
        let whole = end.map { Array(line[..<$0]) } ?? line + SMTPServer.lineEnd
        return perform(.bytes(whole)).first
    }

    /// Processes one line, as whatever is expected now.
    ///
    /// - Parameter line: the line, with or without CR LF
    /// - Returns: the reply, nil if there is none
    @discardableResult
    public mutating func processCommand(_ line: String) -> Reply? {
        processCommand(Array(line.utf8))
    }

    /// Processes lines of message text; a dot alone on a line ends the message.
    ///
    /// - Parameter text: one line or more, the last with or without CR LF; what follows the end
    ///   of the message is not looked at
    /// - Returns: the reply, nil as long as the message continues; nil, and nothing is taken, if no
    ///   message text is expected
    @discardableResult
    public mutating func processData(_ text: [UInt8]) -> Reply? {
        guard session.phase == .data else {
            log("message text came, but none is expected")
            return nil
        }
        let isWhole = text.suffix(2).elementsEqual(SMTPServer.lineEnd)
        var rest = (isWhole ? text : text + SMTPServer.lineEnd)[...]
        var reply: Reply?
        while session.phase == .data, let end = endOfLine(rest) {
            reply = perform(.bytes(Array(rest[..<end]))).first
            rest = rest[end...]
        }
        return reply
    }

    /// Processes lines of message text; a dot alone on a line ends the message.
    ///
    /// - Parameter text: one line or more, the last with or without CR LF
    /// - Returns: the reply, nil as long as the message continues
    @discardableResult
    public mutating func processData(_ text: String) -> Reply? { processData(Array(text.utf8)) }

    private static let lineEnd = [ASCII.carriageReturn, ASCII.lineFeed]

    private mutating func startIfNeeded() {
        if session.phase == .start { start() }
    }

    /// Where the first line ends, by the same rule as in the session.
    private func endOfLine<Text: Collection<UInt8>>(_ text: Text) -> Text.Index? {
        let isBareAllowed =
            session.phase == .data
            ? configuration.tolerated.contains(.contentLineFeedEnd)
            : configuration.tolerated.contains(.bareLineFeed)
        var before = session.bufferedOctets.last
        for index in text.indices {
            let isWhole = before == ASCII.carriageReturn || isBareAllowed
            if text[index] == ASCII.lineFeed, isWhole { return text.index(after: index) }
            before = text[index]
        }
        return nil
    }
}

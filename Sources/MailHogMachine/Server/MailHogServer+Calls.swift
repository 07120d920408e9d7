import SMTPGrammar

extension MailHogServer {
    /// Opens the conversation.
    ///
    /// - Returns: the greeting
    public func start() -> MailHogReply {
        configureHandlers()
        let reply = machine.begin()
        writeLog()
        return reply
    }

    /// Processes at most one line.
    ///
    /// - Parameter text: what came from the client and has not been processed yet
    /// - Returns: what is left, which is everything if there is no CR LF; and the reply, if the
    ///   line has one
    public func parse(
        _ text: ArraySlice<UInt8>
    ) -> (rest: ArraySlice<UInt8>, reply: MailHogReply?) {
        guard let end = MailHogServer.lineEnd(in: text) else { return (text, nil) }
        let line = text[..<end]
        return (text[(end + 2)...], perform { $0.process(line: line) })
    }

    /// Processes one command line, with or without its line end.
    ///
    /// - Parameter line: the line; CR and LF at either end are ignored
    /// - Returns: the reply, if there is one
    public func processCommand(_ line: [UInt8]) -> MailHogReply? {
        perform { $0.process(command: line[...]) }
    }

    /// Processes one line of message text.
    ///
    /// - Parameter line: without its line end
    /// - Returns: the reply at the end of the text
    public func processData(_ line: [UInt8]) -> MailHogReply? {
        perform { $0.process(text: line[...]) }
    }

    /// Performs a command that is already split.
    ///
    /// - Parameter command: the command
    /// - Returns: the reply, if there is one
    public func command(_ command: MailHogCommand) -> MailHogReply? {
        perform { $0.perform(command) }
    }

    /// Performs HELO, whatever the state.
    ///
    /// - Parameter arguments: what follows the verb
    /// - Returns: the reply
    public func helo(_ arguments: [UInt8]) -> MailHogReply? {
        perform { .done($0.helo(arguments)) }
    }

    /// Performs EHLO, whatever the state.
    ///
    /// - Parameter arguments: what follows the verb
    /// - Returns: the reply
    public func ehlo(_ arguments: [UInt8]) -> MailHogReply? { perform { $0.ehlo(arguments) } }

    /// Performs STARTTLS, whatever the state.
    ///
    /// - Parameter arguments: what follows the verb
    /// - Returns: the reply, unless the handler refuses in silence
    public func startTLS(_ arguments: [UInt8]) -> MailHogReply? {
        perform { $0.startTLS(arguments) }
    }

    /// The sender in the arguments of MAIL.
    ///
    /// - Parameter arguments: what follows the verb
    /// - Returns: what is between the angle brackets
    /// - Throws: if there is none; the error says so in the original's words
    public func parseMAIL(_ arguments: [UInt8]) throws(MailHogSyntaxError) -> [UInt8] {
        guard let sender = machine.parseMAIL(arguments) else { throw .mail }
        return sender
    }

    /// The recipient in the arguments of RCPT.
    ///
    /// - Parameter arguments: what follows the verb
    /// - Returns: what is between the angle brackets
    /// - Throws: if there is none; the error says so in the original's words
    public func parseRCPT(_ arguments: [UInt8]) throws(MailHogSyntaxError) -> [UInt8] {
        guard let recipient = machine.parseRCPT(arguments) else { throw .rcpt }
        return recipient
    }

    /// Where the first CR LF begins.
    private static func lineEnd(in text: ArraySlice<UInt8>) -> Int? {
        var from = 0
        while let lineFeed = LineScanner.firstLineFeed(text.span, from: from) {
            let end = text.startIndex + lineFeed - 1
            if lineFeed > 0, text[end] == ASCII.carriageReturn { return end }
            from = lineFeed + 1
        }
        return nil
    }
}

/// An argument of MAIL or RCPT that contains no path.
public enum MailHogSyntaxError: String, Error, CustomStringConvertible {
    /// Of MAIL.
    case mail = "Invalid syntax in MAIL command"
    /// Of RCPT.
    case rcpt = "Invalid syntax in RCPT command"

    /// The text of the reply.
    public var description: String { rawValue }
}

import SMTPGrammar
import SMTPSession

extension MailHogServer {
    /// Opens the conversation; returns the greeting.
    public func start() -> MailHogReply {
        configureHandlers()
        let reply = machine.begin()
        writeLog()
        return reply
    }

    /// Processes at most one line of what came from the client and has not been processed yet; returns
    /// what is left, all of it if there is no CR LF, and the reply, if the line has one.
    public func parse(
        _ text: ArraySlice<UInt8>
    ) -> (rest: ArraySlice<UInt8>, reply: MailHogReply?) {
        guard let end = MailHogServer.lineEnd(in: text) else { return (text, nil) }
        let line = text[..<end]
        return (text[(end + 2)...], perform { $0.process(line: line) })
    }

    /// Processes one command line; CR and LF at either end are ignored.
    public func processCommand(_ line: [UInt8]) -> MailHogReply? {
        perform { $0.process(command: line[...]) }
    }

    /// Processes one line of message text, without its line end; the reply comes at the end of the text.
    public func processData(_ line: [UInt8]) -> MailHogReply? {
        perform { $0.process(text: line[...]) }
    }

    /// Performs a command that is already split.
    public func command(_ command: MailHogCommand) -> MailHogReply? {
        perform { $0.perform(command) }
    }

    /// Performs HELO, whatever the state.
    public func helo(_ arguments: [UInt8]) -> MailHogReply? {
        perform { .done($0.helo(arguments)) }
    }

    /// Performs EHLO, whatever the state.
    public func ehlo(_ arguments: [UInt8]) -> MailHogReply? { perform { $0.ehlo(arguments) } }

    /// Performs STARTTLS, whatever the state; no reply if the handler refuses in silence.
    public func startTLS(_ arguments: [UInt8]) -> MailHogReply? {
        perform { $0.startTLS(arguments) }
    }

    /// The sender between the angle brackets in the arguments of MAIL; throws if there is none.
    public func parseMAIL(_ arguments: [UInt8]) throws(MailHogSyntaxError) -> [UInt8] {
        guard let sender = machine.parseMAIL(arguments[...]) else { throw .mail }
        return sender
    }

    /// The recipient between the angle brackets in the arguments of RCPT; throws if there is none.
    public func parseRCPT(_ arguments: [UInt8]) throws(MailHogSyntaxError) -> [UInt8] {
        guard let recipient = machine.parseRCPT(arguments[...]) else { throw .rcpt }
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

extension MailHogServer {
    /// Makes the machine do something, with its handlers deciding, until it is done.
    func perform(_ action: (inout MailHogMachine) -> Step) -> MailHogReply? {
        configureHandlers()
        var step = action(&machine)
        writeLog()
        while case .ask(let inquiry) = step {
            // The handler runs while the machine is idle, so it may inspect and change it.
            let verdict = decide(inquiry)
            step = machine.resume(verdict)
            writeLog()
        }
        guard case .done(var reply) = step else { return nil }
        if let afterReply {
            reply?.done = afterReply
            self.afterReply = nil
        }
        return reply
    }

    /// Handlers can be set or removed between two calls.
    func configureHandlers() {
        var handlers: MailHogHandlers = []
        if verbFilter != nil { handlers.insert(.verbFilter) }
        if validateSender != nil { handlers.insert(.sender) }
        if validateRecipient != nil { handlers.insert(.recipient) }
        if messageReceived != nil { handlers.insert(.message) }
        if validateAuthentication != nil { handlers.insert(.authentication) }
        if authenticationMechanisms != nil { handlers.insert(.mechanisms) }
        if tlsHandler != nil { handlers.insert(.tls) }
        if logHandler != nil { handlers.insert(.log) }
        machine.configuration.handlers = handlers
        // What is set here is called.
        machine.configuration.questions = .all
    }

    func writeLog() {
        for entry in machine.takeLog() { logHandler?(entry.format, entry.revealed) }
    }

    private func decide(_ inquiry: Inquiry) -> Verdict {
        switch inquiry {
        case .verb(let command):
            guard let reply = verbFilter?(command.verb, []) else { return .accepted() }
            return .refused(.whole(reply))
        case .mechanisms: return .mechanisms(authenticationMechanisms?() ?? [])
        case .authentication(let claim): return decide(claim)
        case .tls: return decideTLS()
        case .sender(let sender):
            return validateSender?(sender) == false ? .refused() : .accepted()
        case .recipient(let recipient):
            return validateRecipient?(recipient) == false ? .refused() : .accepted()
        case .message: return decideMessage()
        }
    }

    private func decide(_ claim: AuthenticationClaim) -> Verdict {
        switch validateAuthentication?(claim.mechanism, claim.arguments) {
        case .accept, nil: .accepted()
        case .refuse(let reply): reply.map { .refused(.whole($0)) } ?? .silent
        }
    }

    private func decideTLS() -> Verdict {
        let done = { [weak self] (succeeded: Bool) -> Void in
            self?.machine.completeTLS(succeeded)
        }
        switch tlsHandler?(done) {
        case .proceed(let afterReply):
            self.afterReply = afterReply
            return .accepted()
        case .refuse(let reply): return reply.map { .refused(.whole($0)) } ?? .silent
        case nil: return .refused()
        }
    }

    private func decideMessage() -> Verdict {
        do {
            guard let id = try messageReceived?(machine.message) else { return .refused() }
            return .stored(id: id)
        } catch {
            machine.record("Error storing message: %s") { _ in [.name(String(describing: error))] }
            return .refused()
        }
    }
}

import SMTPGrammar
import SMTPSession

extension MailHogMachine {
    /// Opens the conversation; what came before is not cleared.
    mutating func begin() -> MailHogReply {
        record("Started session, switching to ESTABLISH state")
        state = .establish
        return .ident(hostname: configuration.hostname, ident: configuration.ident)
    }

    /// One line without its CR LF: text or a command, depending on the state.
    mutating func process(line: ArraySlice<UInt8>) -> Step {
        guard isWithinLimit(line.count) else { return .done(.lineTooLong()) }
        return state == .data ? process(text: line) : process(command: line)
    }

    /// A line above the limit is dropped in every state, even message text.
    func isWithinLimit(_ length: Int) -> Bool {
        configuration.maximumLineLength < 0 || length <= configuration.maximumLineLength
    }

    /// A command line; CR and LF at either end are ignored.
    mutating func process(command line: ArraySlice<UInt8>) -> Step {
        let isEnd = { (octet: UInt8) in
            octet == ASCII.carriageReturn || octet == ASCII.lineFeed
        }
        let end = line.lastIndex { !isEnd($0) }.map { $0 + 1 } ?? line.startIndex
        let command = MailHogCommand(line[..<end].drop(while: isEnd))
        record("Processing line: %s") { _ in [.secret(command.line)] }
        record("In state %d, got command '%s', args '%s'") {
            [
                .number($0.state.rawValue), .secret(Array(command.verb.utf8)),
                .secret(command.arguments),
            ]
        }
        return perform(command)
    }

    /// A command that the filter has let through.
    mutating func perform(_ command: MailHogCommand) -> Step {
        guard configuration.handlers.contains(.verbFilter) else { return pass(command) }
        record("Asking the verb filter")
        guard configuration.questions.contains(.verb) else { return pass(command) }
        return ask(.verb(command.kept))
    }

    mutating func resumeVerb(_ command: MailHogCommand, _ verdict: Verdict) -> Step {
        guard verdict.isRefusal else { return pass(command) }
        record("The verb filter answered")
        remember(command.octets)
        return .done(verdict.reply(accepted: .ok(), refused: .unrecognisedCommand()))
    }

    private mutating func pass(_ command: MailHogCommand) -> Step {
        defer { remember(command.octets) }
        return dispatch(command)
    }

    /// Keeps a line as the last one, in the same memory, unless it has grown large.
    private mutating func remember(_ line: ArraySlice<UInt8>) {
        if lastLine.capacity > MailHogMachine.usualLine { lastLine = [] }
        lastLine.removeAll(keepingCapacity: true)
        lastLine.append(contentsOf: line)
    }

    /// The octets of a line that is not unusually long.
    private static let usualLine = 1_024

    /// Whether a handler is set, and is to be asked; else it says yes.
    func asks(_ handler: MailHogHandlers, _ hook: Hook) -> Bool {
        configuration.handlers.contains(handler) && configuration.questions.contains(hook)
    }

    /// Stops until a handler has decided.
    mutating func ask(_ inquiry: Inquiry) -> Step {
        self.inquiry = inquiry
        return .ask(inquiry)
    }

    /// Continues where a handler was asked.
    mutating func resume(_ verdict: Verdict) -> Step {
        guard let inquiry else { return .done(nil) }
        self.inquiry = nil
        switch inquiry {
        case .verb(let command): return resumeVerb(command, verdict)
        case .mechanisms: return .done(resumeMechanisms(verdict))
        case .authentication: return .done(resumeAuthentication(verdict))
        case .tls: return .done(resumeTLS(verdict))
        case .sender(let sender): return .done(resumeSender(sender, verdict))
        case .recipient(let recipient): return .done(resumeRecipient(recipient, verdict))
        case .message: return .done(resumeMessage(verdict))
        }
    }

    /// A command, in the original's order of tests.
    mutating func dispatch(_ command: MailHogCommand) -> Step {
        if isTLSPending && !isTLSUpgraded {
            record("Got command before TLS upgrade complete")
            return .done(.bye())
        }
        switch command.known {
        case .rset: return .done(reset())
        case .noop:
            record("Got NOOP verb, staying in %s state") { [.name($0.state.name)] }
            return .done(.ok())
        case .quit:
            record("Got QUIT verb, staying in %s state") { [.name($0.state.name)] }
            state = .done
            return .done(.bye())
        case .startTLS: return startTLS(command.arguments)
        default: return dispatchByState(command)
        }
    }

    private mutating func dispatchByState(_ command: MailHogCommand) -> Step {
        guard state == .establish || !configuration.requireTLS || isTLSUpgraded else {
            record("TLS is required and not there yet")
            return .done(.mustIssueSTARTTLSFirst())
        }
        switch state {
        case .establish: return dispatchHello(command)
        case .authPlain: return plainResponse(command)
        case .authLogin: return loginUser(command)
        case .authLogin2: return loginPassword(command)
        case .authCramMD5: return cramMD5Response(command)
        case .mail: return dispatchMail(command)
        case .recipient: return dispatchRecipient(command)
        case .invalid, .data, .done: return unrecognised(command)
        }
    }

    private mutating func dispatchHello(_ command: MailHogCommand) -> Step {
        switch command.known {
        case .helo: return .done(helo(command.arguments))
        case .ehlo: return ehlo(command.arguments)
        default: return unrecognised(command)
        }
    }

    private mutating func dispatchMail(_ command: MailHogCommand) -> Step {
        switch command.known {
        case .auth: return authenticate(command.arguments)
        case .mail: return mail(command.rest)
        default: return dispatchHello(command)
        }
    }

    private mutating func dispatchRecipient(_ command: MailHogCommand) -> Step {
        switch command.known {
        case .rcpt: return recipient(command.rest)
        case .data:
            record("Got DATA command, switching to DATA state")
            state = .data
            return .done(.dataResponse())
        default: return dispatchHello(command)
        }
    }

    private mutating func unrecognised(_ command: MailHogCommand) -> Step {
        record("Got unknown command for %s state: '%s'") {
            [.name($0.state.name), .secret(command.inBraces)]
        }
        return .done(.unrecognisedCommand())
    }

    /// From any state to MAIL, and a new message, so that even the client's name is forgotten.
    private mutating func reset() -> MailHogReply {
        record("Got RSET command, switching to MAIL state")
        state = .mail
        forgetMessage()
        return .ok()
    }

    mutating func forgetMessage() {
        message = MailHogMessage()
        isDiscarded = false
    }
}

extension MailHogCommand {
    /// The command as the original's log shows it.
    fileprivate var inBraces: [UInt8] {
        Array("&{\(verb) ".utf8) + arguments + Array(" ".utf8) + line + Array("}".utf8)
    }
}

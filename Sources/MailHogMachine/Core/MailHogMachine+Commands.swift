import SMTPGrammar
import SMTPSession

extension MailHogMachine {
    /// HELO; the sender and recipients of a message under way are kept.
    mutating func helo(_ arguments: [UInt8]) -> MailHogReply {
        record("Got HELO command, switching to MAIL state")
        state = .mail
        message.helo = arguments
        return .hello(message.helo)
    }

    /// EHLO; the sender and recipients of a message under way are kept.
    mutating func ehlo(_ arguments: [UInt8]) -> Step {
        record("Got EHLO command, switching to MAIL state")
        state = .mail
        message.helo = arguments
        let mayAuthenticate = !configuration.requireTLS || isTLSUpgraded
        guard mayAuthenticate, configuration.handlers.contains(.mechanisms) else {
            return .done(resumeMechanisms(.mechanisms([])))
        }
        guard configuration.questions.contains(.capabilities) else {
            return .done(resumeMechanisms(.accepted()))
        }
        return ask(.mechanisms)
    }

    func resumeMechanisms(_ verdict: Verdict) -> MailHogReply? {
        var keywords = verdict.isRefusal ? ListedKeywords([]) : configuration.keywords
        if case .mechanisms(let own) = verdict { keywords = ListedKeywords(own) }
        let reply = MailHogReply.hello(message.helo, keywords.lines(offersTLS: offersTLS))
        return verdict.reply(accepted: reply, refused: reply)
    }

    /// Whether EHLO lists STARTTLS now.
    var offersTLS: Bool {
        configuration.handlers.contains(.tls) && !isTLSPending && !isTLSUpgraded
    }

    mutating func mail(_ arguments: ArraySlice<UInt8>) -> Step {
        record("Got MAIL command")
        guard let sender = parseMAIL(arguments) else {
            return .done(.error("Invalid syntax in MAIL command"))
        }
        guard asks(.sender, .sender) else {
            return .done(resumeSender(sender, .accepted()))
        }
        return ask(.sender(sender))
    }

    mutating func resumeSender(_ asked: [UInt8], _ verdict: Verdict) -> MailHogReply? {
        let sender = verdict.path(insteadOf: asked)
        if !verdict.isRefusal {
            message.sender = sender
            state = .recipient
        }
        return verdict.reply(
            accepted: .senderOk(sender), refused: .error("Invalid sender ", sender))
    }

    /// RCPT; the limit is checked before the syntax.
    mutating func recipient(_ arguments: ArraySlice<UInt8>) -> Step {
        record("Got RCPT command")
        let limit = configuration.maximumRecipients
        guard limit < 0 || message.recipients.count < limit else {
            return .done(.tooManyRecipients())
        }
        guard let recipient = parseRCPT(arguments) else {
            return .done(.error("Invalid syntax in RCPT command"))
        }
        guard asks(.recipient, .recipient) else {
            return .done(resumeRecipient(recipient, .accepted()))
        }
        return ask(.recipient(recipient))
    }

    mutating func resumeRecipient(_ asked: [UInt8], _ verdict: Verdict) -> MailHogReply? {
        let recipient = verdict.path(insteadOf: asked)
        if !verdict.isRefusal {
            // Few messages have one recipient only.
            if message.recipients.isEmpty { message.recipients.reserveCapacity(4) }
            message.recipients.append(recipient)
        }
        return verdict.reply(
            accepted: .recipientOk(recipient), refused: .error("Invalid recipient ", recipient))
    }

    func parseMAIL(_ arguments: ArraySlice<UInt8>) -> [UInt8]? {
        PathSyntax(.from, allowsBlanks: !configuration.rejectBrokenMAILSyntax)
            .firstMatch(in: arguments)
    }

    func parseRCPT(_ arguments: ArraySlice<UInt8>) -> [UInt8]? {
        PathSyntax(.to, allowsBlanks: !configuration.rejectBrokenRCPTSyntax)
            .firstMatch(in: arguments)
    }

    /// STARTTLS; accepted in every state.
    mutating func startTLS(_ arguments: [UInt8]) -> Step {
        record("Got STARTTLS command")
        guard !isTLSUpgraded, configuration.handlers.contains(.tls) else {
            record("There is TLS already, or no TLS handler")
            return .done(.unrecognisedCommand())
        }
        guard arguments.isEmpty else { return .done(.syntaxError("no parameters allowed")) }
        return ask(.tls)
    }

    mutating func resumeTLS(_ verdict: Verdict) -> MailHogReply? {
        if !verdict.isRefusal { isTLSPending = true }
        return verdict.reply(accepted: .readyToStartTLS(), refused: .unrecognisedCommand())
    }

    /// Takes in how the handshake ended, like the original's `done` callback.
    ///
    /// After success, which is also `Input.secured`, the message is forgotten and the client has to say EHLO
    /// again; after a failure, everything continues in the clear.
    public mutating func completeTLS(_ succeeded: Bool) {
        isTLSUpgraded = succeeded
        isTLSPending = succeeded
        guard succeeded else { return }
        forgetMessage()
        state = .establish
    }

    /// One line of message text without its CR LF.
    mutating func process(text line: ArraySlice<UInt8>) -> Step {
        append(text: line)
        guard isTextComplete else { return .done(nil) }
        completeText()
        return store()
    }

    mutating func append(text line: ArraySlice<UInt8>) {
        message.data.append(contentsOf: line)
        message.data.append(ASCII.carriageReturn)
        message.data.append(ASCII.lineFeed)
    }

    /// Whether the text ends in CR LF, dot, CR LF: a dot on the first line does not end it.
    var isTextComplete: Bool { message.data.suffix(5).elementsEqual(MailHogMachine.textEnd) }

    static let textEnd = Array("\r\n.\r\n".utf8)

    /// Removes the end and the stuffed dots, and returns to MAIL.
    mutating func completeText() {
        record("Got EOF, storing message and switching to MAIL state")
        Unstuffing.unstuff(&message.data)
        message.data.removeLast(MailHogMachine.textEnd.count)
        state = .mail
    }

    mutating func store() -> Step {
        guard configuration.handlers.contains(.message) else {
            forgetMessage()
            return .done(.storageFailed("No storage backend"))
        }
        return ask(.message)
    }

    /// The message is forgotten, whatever the verdict, and the client's name with it.
    mutating func resumeMessage(_ verdict: Verdict) -> MailHogReply? {
        defer { forgetMessage() }
        if !verdict.isRefusal { acceptedMessages += 1 }
        var id = "m\(acceptedMessages)"
        if case .stored(let given) = verdict { id = given }
        return verdict.reply(
            accepted: .queued(as: id),
            refused: .storageFailed("Unable to store message"))
    }
}

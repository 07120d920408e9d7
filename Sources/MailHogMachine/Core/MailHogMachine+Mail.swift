extension MailHogMachine {
    mutating func mail(_ arguments: [UInt8]) -> Step {
        record("Got MAIL command")
        guard let sender = parseMAIL(arguments) else {
            return .done(.error("Invalid syntax in MAIL command"))
        }
        guard configuration.handlers.contains(.sender) else {
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
    mutating func recipient(_ arguments: [UInt8]) -> Step {
        record("Got RCPT command")
        let limit = configuration.maximumRecipients
        guard limit < 0 || message.recipients.count < limit else {
            return .done(.tooManyRecipients())
        }
        guard let recipient = parseRCPT(arguments) else {
            return .done(.error("Invalid syntax in RCPT command"))
        }
        guard configuration.handlers.contains(.recipient) else {
            return .done(resumeRecipient(recipient, .accepted()))
        }
        return ask(.recipient(recipient))
    }

    mutating func resumeRecipient(_ asked: [UInt8], _ verdict: Verdict) -> MailHogReply? {
        let recipient = verdict.path(insteadOf: asked)
        if !verdict.isRefusal { message.recipients.append(recipient) }
        return verdict.reply(
            accepted: .recipientOk(recipient), refused: .error("Invalid recipient ", recipient))
    }

    func parseMAIL(_ arguments: [UInt8]) -> [UInt8]? {
        PathSyntax(keyword: "from:", allowsBlanks: !configuration.rejectBrokenMAILSyntax)
            .firstMatch(in: arguments)
    }

    func parseRCPT(_ arguments: [UInt8]) -> [UInt8]? {
        PathSyntax(keyword: "to:", allowsBlanks: !configuration.rejectBrokenRCPTSyntax)
            .firstMatch(in: arguments)
    }
}

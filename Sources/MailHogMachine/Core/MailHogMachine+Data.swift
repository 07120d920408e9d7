import SMTPGrammar

extension MailHogMachine {
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
            accepted: .ok("Ok: queued as \(id)"),
            refused: .storageFailed("Unable to store message"))
    }
}

extension MailHogMachine {
    /// A command, in the original's order of tests.
    mutating func dispatch(_ command: MailHogCommand) -> Step {
        if isTLSPending && !isTLSUpgraded {
            record("Got command before TLS upgrade complete")
            return .done(.bye())
        }
        switch command.verb {
        case "RSET": return .done(reset())
        case "NOOP":
            record("Got NOOP verb, staying in %s state") { [.name($0.state.name)] }
            return .done(.ok())
        case "QUIT":
            record("Got QUIT verb, staying in %s state") { [.name($0.state.name)] }
            state = .done
            return .done(.bye())
        case "STARTTLS": return startTLS(command.arguments)
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
        switch command.verb {
        case "HELO": return .done(helo(command.arguments))
        case "EHLO": return ehlo(command.arguments)
        default: return unrecognised(command)
        }
    }

    private mutating func dispatchMail(_ command: MailHogCommand) -> Step {
        switch command.verb {
        case "AUTH": return authenticate(command.arguments)
        case "MAIL": return mail(command.arguments)
        default: return dispatchHello(command)
        }
    }

    private mutating func dispatchRecipient(_ command: MailHogCommand) -> Step {
        switch command.verb {
        case "RCPT": return recipient(command.arguments)
        case "DATA":
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

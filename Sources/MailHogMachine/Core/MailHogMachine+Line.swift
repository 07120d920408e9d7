import SMTPGrammar

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
        let command = MailHogCommand(parsing: line[..<end].drop(while: isEnd))
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
        return ask(.verb(command))
    }

    mutating func resumeVerb(_ command: MailHogCommand, _ verdict: Verdict) -> Step {
        guard verdict.isRefusal else { return pass(command) }
        record("The verb filter answered")
        lastLine = command.line
        return .done(verdict.reply(accepted: .ok(), refused: .unrecognisedCommand()))
    }

    private mutating func pass(_ command: MailHogCommand) -> Step {
        defer { lastLine = command.line }
        return dispatch(command)
    }
}

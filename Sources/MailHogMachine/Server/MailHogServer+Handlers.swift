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

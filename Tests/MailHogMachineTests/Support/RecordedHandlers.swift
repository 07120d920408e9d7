import MailHogMachine

/// The handlers of the program whose conversations were recorded; they note each call as it did.
final class RecordedHandlers {
    let setup: Setup
    var calls: [String] = []
    private var stored: [MailHogMessage] = []
    private var storedCount = 0
    private var isAuthenticated = false

    init(_ setup: Setup) { self.setup = setup }

    func filterReply(_ verb: String) -> MailHogReply? {
        switch setup.filter {
        case .none, .passing: nil
        case .refusing(let refused): verb == refused ? .unrecognisedCommand() : nil
        case .authFirst:
            verb == "MAIL" && !isAuthenticated ? .error("Authenticate first") : nil
        }
    }

    func takesCredentials(_ mechanism: String, _ arguments: [[UInt8]]) -> Bool {
        let isValid = setup.isValid(mechanism, arguments)
        if isValid { isAuthenticated = true }
        return isValid
    }

    /// The id of a message; nil if it cannot be stored.
    func store(_ message: MailHogMessage) -> String? {
        stored.append(message)
        storedCount += 1
        guard setup.storage == .accept else { return nil }
        return setup.isNumbered ? setup.id + String(storedCount) : setup.id
    }

    /// The messages stored since this was last asked.
    func takeStored() -> [MailHogMessage] {
        defer { stored = [] }
        return stored
    }
}

extension RecordedHandlers {
    /// A server with these handlers.
    func makeServer() -> MailHogServer {
        let server = MailHogServer(setup.configuration)
        connectStorage(server)
        connectPolicy(server)
        if let mechanisms = setup.mechanisms { server.authenticationMechanisms = { mechanisms } }
        connectTLS(server)
        return server
    }

    private func connectStorage(_ server: MailHogServer) {
        guard setup.storage != .none else { return }
        server.messageReceived = { [self] message in
            if setup.storage == .accept { calls.append("MessageReceived " + message.recorded) }
            guard let id = store(message) else { throw StorageFailure() }
            return id
        }
    }

    private func connectPolicy(_ server: MailHogServer) {
        if setup.rejectsBadSenders {
            server.validateSender = { [self] sender in
                calls.append("ValidateSender " + GoText.quoted(sender))
                return !setup.isBad(sender)
            }
        }
        if setup.rejectsBadRecipients {
            server.validateRecipient = { [self] recipient in
                calls.append("ValidateRecipient " + GoText.quoted(recipient))
                return !setup.isBad(recipient)
            }
        }
        if case .none = setup.filter {
        } else {
            server.verbFilter = { [self] verb, arguments in
                calls.append(
                    "SMTPVerbFilter verb=\(GoText.quoted(verb.utf8)) args=\(list(arguments))")
                return filterReply(verb)
            }
        }
        guard setup.credentials != .unchecked else { return }
        server.validateAuthentication = { [self] mechanism, arguments in
            calls.append(
                "ValidateAuthentication mech=\(GoText.quoted(mechanism.utf8)) "
                    + "args=\(list(arguments))")
            return takesCredentials(mechanism, arguments)
                ? .accept : .refuse(.invalidAuthentication())
        }
    }

    private func connectTLS(_ server: MailHogServer) {
        if case .none = setup.tls { return }
        server.tlsHandler = { [self] done in
            switch setup.tls {
            case .upgrading:
                calls.append("TLSHandler")
                return .proceed(afterReply: { done(true) })
            case .failing: return .proceed(afterReply: { done(false) })
            case .none, .idle: return .proceed(afterReply: nil)
            case .refusing(let text): return .refuse(text.map { .error($0) })
            }
        }
    }
}

func list(_ texts: [[UInt8]]) -> String {
    "[" + texts.map { GoText.quoted($0) }.joined(separator: " ") + "]"
}

extension MailHogMessage {
    /// The message as the recordings show it.
    var recorded: String {
        "helo=\(GoText.quoted(helo)) from=\(GoText.quoted(sender)) to=\(list(recipients)) "
            + "data=\(GoText.quoted(data))"
    }
}

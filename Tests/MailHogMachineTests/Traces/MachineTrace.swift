import MailHogMachine
import SMTPGrammar
import SMTPSession

/// Plays the inputs of a trace through the vocabulary that all machines share.
///
/// Hook calls are answered as the recorded handlers did. Their arguments are compared where the question
/// holds them as they were recorded, that is everywhere but for credentials, which it holds decoded.
struct MachineTrace {
    let handlers: RecordedHandlers
    var machine: MailHogMachine
    var lines: [String] = []
    /// The message after the last input, before a handshake that it led to.
    private(set) var messageBeforeHandshake = MailHogMessage()
    private var content: [UInt8] = []

    init(name: String, _ setup: Setup) {
        handlers = RecordedHandlers(setup)
        machine = MailHogMachine(setup.machineConfiguration)
        lines = ["# " + name]
    }

    mutating func start() throws {
        lines.append("  Start()")
        try perform(machine.receive(.connected(Peer())))
    }

    mutating func receive(_ octets: [UInt8]) throws {
        lines.append("  < \(GoText.quoted(octets))   [state \(recordedState)]")
        let outputs = try machine.receive(.bytes(octets))
        try perform(outputs)
        lines.append(
            "    => state \(recordedState) remaining=\(GoText.quoted(machine.bufferedOctets)) "
                + "helo=\(GoText.quoted(machine.message.helo)) "
                + "from=\(GoText.quoted(machine.envelope.sender?.octets ?? [])) "
                + "to=\(list(machine.envelope.recipients.map(\.octets)))")
    }

    private var recordedState: String { "\(machine.state.rawValue)/\(machine.phaseName)" }

    private mutating func perform(_ outputs: [Output]) throws {
        messageBeforeHandshake = machine.message
        for output in outputs {
            switch output {
            case .reply(let reply): write(reply)
            case .ask(let question):
                let answer = answer(question)
                try perform(machine.receive(.answer(answer)))
            case .content(let octets): content += octets
            case .message: content = []
            case .startTLS: try shakeHands()
            case .close, .note, .reading, .transition, .link: break
            }
        }
    }

    private mutating func write(_ reply: Reply) {
        var wire: [UInt8] = []
        reply.write(into: &wire)
        lines.append("    reply: \(GoText.quoted(wire))")
    }

    private mutating func shakeHands() throws {
        switch handlers.setup.tls {
        case .upgrading: _ = try machine.receive(.secured(TLSInfo()))
        case .failing: machine.completeTLS(false)
        case .none, .idle, .refusing: break
        }
    }

    private mutating func answer(_ question: Question) -> Answer {
        let setup = handlers.setup
        switch question {
        case .verb(let text):
            lines.append("    hook SMTPVerbFilter verb=\(GoText.quoted(text.verb.utf8)) args=[]")
            return handlers.filterReply(text.verb).map { .raw(Array($0.lines.joined())) }
                ?? .accept()
        case .sender(let path, _):
            lines.append("    hook ValidateSender " + GoText.quoted(path.octets))
            return setup.isBad(path.octets) ? .reject() : .accept()
        case .recipient(let path):
            lines.append("    hook ValidateRecipient " + GoText.quoted(path.octets))
            return setup.isBad(path.octets) ? .reject() : .accept()
        case .message(_, let octets):
            return store(octets)
        case .authenticate(let exchange):
            lines.append("    hook ValidateAuthentication")
            return handlers.takesCredentials(exchange.mechanism, exchange.recorded)
                ? .authenticated("user") : .reject()
        case .startTLS:
            if case .upgrading = setup.tls { lines.append("    hook TLSHandler") }
            guard case .refusing(let text) = setup.tls else { return .accept() }
            return text.map { .reject(CustomReply(550, nil, $0)) } ?? .silence
        case .capabilities:
            return .capabilities(["AUTH " + (setup.mechanisms ?? []).joined(separator: " ")])
        case .connect, .hello, .data, .verify, .expand, .unknown, .delivery, .queue, .fetch,
            .reversal, .turned:
            return .disconnect
        }
    }

    private mutating func store(_ octets: UInt64) -> Answer {
        var message = machine.message
        message.data = UInt64(content.count) == octets ? content : []
        if handlers.setup.storage == .accept {
            lines.append("    hook MessageReceived " + message.recorded)
        }
        guard let id = handlers.store(message) else { return .reject() }
        return .accept(CustomReply(nil, nil, "Ok: queued as \(id)"))
    }
}

extension Setup {
    /// The configuration with the handlers that the setup has.
    var machineConfiguration: MailHogConfiguration {
        var handlers: MailHogHandlers = []
        if storage != .none { handlers.insert(.message) }
        if rejectsBadSenders { handlers.insert(.sender) }
        if rejectsBadRecipients { handlers.insert(.recipient) }
        if credentials != .unchecked { handlers.insert(.authentication) }
        if case .none = filter {} else { handlers.insert(.verbFilter) }
        if case .none = tls {} else { handlers.insert(.tls) }
        if mechanisms != nil { handlers.insert(.mechanisms) }
        var configuration = configuration
        configuration.handlers = handlers
        return configuration
    }
}

extension AuthenticationExchange {
    /// The messages in the form in which the recorded handler got them.
    var recorded: [[UInt8]] {
        switch mechanism {
        case "PLAIN": (responses.first ?? []).split(separator: 0).map(Array.init)
        default: responses.map(Base64.encode)
        }
    }
}

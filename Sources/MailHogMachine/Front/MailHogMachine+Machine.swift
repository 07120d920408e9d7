import SMTPGrammar
import SMTPSession

extension MailHogMachine {
    /// The state's name, `ESTABLISH`; `DONE` once the connection is closed.
    public var phaseName: String { (connection == .closed ? .done : state).name }

    /// How the client's next octets will be read.
    ///
    /// While it waits for the handshake, this machine answers octets in the clear with 221.
    public var expectation: Expectation {
        if connection == .closed { return .nothing }
        if isTLSPending && !isTLSUpgraded { return .handshake }
        switch state {
        case .invalid: return .connection
        case .establish, .mail, .recipient, .done: return .command
        case .authPlain, .authLogin, .authLogin2, .authCramMD5: return .authentication
        case .data: return .content
        }
    }

    /// The question waiting for an answer.
    public var openQuestion: Question? { delayEnd == nil ? inquiry.map(question) : nil }

    /// The verbs that have an effect now, as a client writes them.
    public var admittedVerbs: [String] {
        guard connection != .closed, state != .data, !isTLSPending || isTLSUpgraded else {
            return []
        }
        let tls = configuration.handlers.contains(.tls) && !isTLSUpgraded ? ["STARTTLS"] : []
        let always = tls + ["NOOP", "RSET", "QUIT"]
        let isLocked = configuration.requireTLS && !isTLSUpgraded
        switch state {
        case .establish: return ["EHLO", "HELO"] + always
        case .mail where !isLocked: return ["MAIL", "AUTH", "EHLO", "HELO"] + always
        case .recipient where !isLocked: return ["RCPT", "DATA", "EHLO", "HELO"] + always
        case .invalid, .authPlain, .authLogin, .authLogin2, .authCramMD5, .mail, .recipient,
            .data, .done:
            return always
        }
    }

    /// What MAIL and RCPT have said so far; after EHLO and HELO it may be left over from before.
    public var envelope: Envelope {
        var envelope = Envelope(
            sender: message.sender.isEmpty ? nil : Path(unchecked: message.sender),
            isDiscarded: isDiscarded)
        for recipient in message.recipients {
            envelope.recipients.append(Recipient(Path(unchecked: recipient)))
        }
        return envelope
    }

    /// The name that HELO or EHLO gave; forgotten at RSET and after each message.
    public var clientName: String? {
        message.helo.isEmpty ? nil : String(decoding: message.helo, as: UTF8.self)
    }

    /// When a delayed answer takes effect; there are no timeouts.
    public var deadline: Instant? { delayEnd }

    /// Its words are the original's.
    public var takesWording: Bool { false }

    /// The original makes no difference between HELO and EHLO.
    public var isExtended: Bool { false }

    /// Nobody: the original remembers no user.
    public var authenticatedUser: String? { nil }

    /// The octets that wait: part of a line, or all that came while a question was open.
    public var bufferedOctets: ArraySlice<UInt8> { input.unread }
}

extension MailHogConfiguration {
    /// What this machine knows of the settings that all machines share.
    ///
    /// A limit of `Limits.unlimited` is off. Without STARTTLS among the extensions there is no TLS handler.
    public init(_ configuration: Configuration) {
        self = .simulator
        hostname = configuration.hostname
        ident = configuration.ident
        rejectBrokenMAILSyntax = !configuration.tolerated.contains(.mailSpaceAfterColon)
        rejectBrokenRCPTSyntax = !configuration.tolerated.contains(.rcptSpaceAfterColon)
        requireTLS = configuration.requiresTLS
        maximumRecipients = MailHogConfiguration.limit(configuration.limits.recipients)
        maximumLineLength = MailHogConfiguration.limit(configuration.limits.commandLine)
        mechanisms = configuration.mechanisms.map(\.name)
        reportsReadings = configuration.reportsReadings
        questions = configuration.questions
        if !configuration.extensions.contains(.startTLS) { handlers.remove(.tls) }
    }

    private static func limit(_ value: Int) -> Int { value < Limits.unlimited ? value : -1 }
}

extension MailHogMachine {
    /// Takes other settings, at any time, and ignores those that the original does not have.
    public mutating func configure(_ configuration: Configuration) {
        self.configuration = MailHogConfiguration(configuration)
    }
}

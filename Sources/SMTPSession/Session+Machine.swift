import SMTPGrammar

extension Session {
    /// Whether HELO or EHLO was accepted.
    var hasHello: Bool { @inline(__always) get { if case .some = hello { true } else { false } } }

    /// Whether it was EHLO, so that extensions are on.
    public var isExtended: Bool {
        @inline(__always) get { if let hello { hello.isExtended } else { false } }
    }

    /// The state's name as a person reads it: `HELLO`, `RCPT`.
    public var phaseName: String { phase.rawValue }

    /// The question waiting for an answer.
    public var openQuestion: Question? {
        guard case .question(let open) = control, open.due == nil else { return nil }
        return open.question
    }

    /// The name that HELO or EHLO gave.
    public var clientName: String? { hello?.name }

    /// The octets that wait to be read: part of a line, or all that came while a question was open.
    public var bufferedOctets: ArraySlice<UInt8> { input.unread }

    /// The octets of a chunk that are still to come.
    public var awaitedOctets: UInt64? {
        if case .chunk(let chunk) = control { chunk.remaining } else { nil }
    }

    /// As its configuration says.
    public var isLMTP: Bool { configuration.isLMTP }

    /// Its words are the driver's to choose.
    public var takesWording: Bool { true }

    /// The SASL mechanisms that AUTH takes now.
    public var usableMechanismNames: [String]? { usableMechanisms }

    /// Takes other settings, in the middle of a session too.
    public mutating func configure(_ configuration: Configuration) {
        self.configuration = configuration
    }

    /// What a driver looks at after each input.
    package var standing: Standing {
        Standing(
            expectation: expectation, deadline: deadline, delayEnd: delayEnd, clock: clock,
            isAsking: openQuestion != nil)
    }

    /// How the client's next octets will be read.
    public var expectation: Expectation {
        switch phase {
        case .start: .connection
        case .proxyHeader: .header
        case .hello, .mail, .recipient, .chunks, .turned: .command
        case .data, .chunk: .content
        case .authentication: .authentication
        case .handshake: .handshake
        case .closed: .nothing
        }
    }
}

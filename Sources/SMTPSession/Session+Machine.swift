import SMTPGrammar

extension Session {
    /// Whether HELO or EHLO was accepted.
    var hasHello: Bool { if case .some = hello { true } else { false } }

    /// Whether it was EHLO, so that extensions are on.
    var isExtended: Bool { if let hello { hello.isExtended } else { false } }

    /// The state's name as a person reads it: `HELLO`, `RCPT`.
    public var phaseName: String { phase.rawValue }

    /// The question that waits for its answer.
    public var openQuestion: Question? {
        if case .asked(let question) = pending { question } else { nil }
    }

    /// The name that HELO or EHLO gave.
    public var clientName: String? { hello?.name }

    /// The octets that wait to be read: part of a line, or all behind an open question.
    public var bufferedOctets: ArraySlice<UInt8> { input.unread }

    /// What the client's next octets will be taken for.
    public var expectation: Expectation {
        switch phase {
        case .start: .connection
        case .hello, .mail, .recipient: .command
        case .data: .content
        case .authentication: .authentication
        case .handshake: .handshake
        case .closed: .nothing
        }
    }
}

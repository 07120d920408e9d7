import SMTPGrammar

/// What a driver needs of an SMTP server machine, whichever machine it is.
public protocol Machine: Hashable, Codable, Sendable {
    /// Hands over one input and appends all its outputs.
    ///
    /// - Parameters:
    ///   - input: what happened
    ///   - outputs: where to append the outputs
    /// - Throws: a mistake of the driver; the machine is then unchanged
    mutating func receive(_ input: Input, into outputs: inout [Output]) throws(Misuse)

    /// Hands over one input as a driver that sends replies as they are, and ends when it is told to close.
    ///
    /// All replies come before the question or the close that is the last of the other outputs. What changes how
    /// replies are sent, `Output.link`, comes of answers only: for these use `receive(_:endingInto:)`.
    ///
    /// - Parameters:
    ///   - input: what happened
    ///   - replies: where to append the replies as they are sent
    ///   - others: where to append all other outputs
    /// - Throws: a mistake of the driver; the machine is then unchanged
    mutating func receive(
        _ input: Input, sending replies: inout ReplyBuffer, others: inout [Output]
    ) throws(Misuse)

    /// The state's name as a person reads it: `HELLO`, `RCPT`.
    var phaseName: String { get }
    /// How the client's next octets will be read.
    var expectation: Expectation { get }
    /// The question waiting for an answer.
    var openQuestion: Question? { get }
    /// The verbs that are in order now, as a client writes them.
    var admittedVerbs: [String] { get }
    /// What MAIL and RCPT have said so far.
    var envelope: Envelope { get }
    /// The name that HELO or EHLO gave.
    var clientName: String? { get }
    /// Whether it was EHLO, so that extensions are on.
    var isExtended: Bool { get }
    /// Whether it speaks LMTP instead of SMTP.
    var isLMTP: Bool { get }
    /// What HELO or EHLO said; nil before that, and in a machine that forgets which it was.
    var hello: Hello? { get }
    /// The SASL mechanisms that AUTH takes now; nil in a machine that does not say.
    var usableMechanismNames: [String]? { get }
    /// What the reply to EHLO listed, where a policy worded it; nil where the settings say it.
    var listedKeywords: [String]? { get }
    /// The time as last handed over.
    var clock: Instant { get }
    /// When the driver is to hand over the time next; nil for never.
    var deadline: Instant? { get }
    /// Until when an answer is delayed; nil if none is.
    var delayEnd: Instant? { get }
    /// The octets that wait to be read: part of a line, or all that came while a question was open.
    var bufferedOctets: ArraySlice<UInt8> { get }
    /// The same octets, what they would be taken for, and why they may wait for long.
    var unread: Unread { get }
    /// How many octets of a counted piece of message text are still to come; nil if none is under way.
    var awaitedOctets: UInt64? { get }
    /// Who connected; nil before that.
    var peer: Peer? { get }
    /// What is known of the TLS layer, once there is one.
    var tls: TLSInfo? { get }
    /// Who the client proved to be.
    var authenticatedUser: String? { get }
    /// Whether the words of an accepting reply are its driver's to choose.
    var takesWording: Bool { get }

    /// The rule by which a verb would be refused now; nil if it is in order, or the machine does not say.
    func admission(of verb: Verb) -> Rule?

    /// Takes other settings, in the middle of a session too; those that a machine lacks are ignored.
    mutating func configure(_ configuration: Configuration)
}

/// How the client's next octets will be read.
@nonexhaustive
public enum Expectation: String, Hashable, Sendable, Codable {
    /// The connection is not open yet.
    case connection
    /// What a proxy says of its client, in the PROXY protocol.
    case header
    /// A command line.
    case command
    /// Message text.
    case content
    /// A line of a SASL exchange.
    case authentication
    /// A TLS handshake; octets in clear are dropped.
    case handshake
    /// The connection is closed.
    case nothing
}

extension Machine {
    /// Not said.
    public var hello: Hello? { nil }

    /// Not said.
    public var usableMechanismNames: [String]? { nil }

    /// It speaks SMTP.
    public var isLMTP: Bool { false }

    /// None.
    public var awaitedOctets: UInt64? { nil }

    /// Not said.
    public var listedKeywords: [String]? { nil }

    /// Not said.
    public func admission(of verb: Verb) -> Rule? { nil }

    /// Whether the connection is over.
    public var isClosed: Bool { expectation == .nothing }

    /// Hands over one input with the time at which it happened; what is due by then happens first.
    ///
    /// - Parameters:
    ///   - input: what happened
    ///   - now: when it happened; a time before the machine's clock counts as that
    ///   - outputs: where to append the outputs
    /// - Throws: a mistake of the driver, such as octets after the connection was closed; the machine is then
    ///   unchanged but for its clock
    public mutating func receive(
        _ input: Input, at now: Instant, into outputs: inout [Output]
    ) throws(Misuse) {
        if now > clock { try receive(.clock(now), into: &outputs) }
        try receive(input, into: &outputs)
    }

    /// Hands over one input as a driver that closes the connection when it is told to.
    ///
    /// Some machines go on after they said `close`; nobody hears that, and all machines end alike.
    /// After an error the machine is unchanged.
    public mutating func receive(
        _ input: Input, endingInto outputs: inout [Output]
    ) throws(Misuse) {
        let start = outputs.count
        try receive(input, into: &outputs)
        guard let close = outputs.firstClose(from: start) else { return }
        let unheard = outputs[(close + 1)...]
        outputs.removeSubrange((close + 1)...)
        outputs += unheard.filter(\.isHeardAfterClose)
        try? receive(.closed, into: &outputs)
    }

    /// Writes the replies among the outputs.
    public mutating func receive(
        _ input: Input, sending replies: inout ReplyBuffer, others: inout [Output]
    ) throws(Misuse) {
        try receive(input, writing: &replies, others: &others)
    }

    /// Hands over one input, and writes the replies among its outputs when all are there.
    package mutating func receive(
        _ input: Input, writing replies: inout ReplyBuffer, others: inout [Output]
    ) throws(Misuse) {
        var outputs: [Output] = []
        try receive(input, endingInto: &outputs)
        for output in outputs {
            if case .reply(let reply) = output {
                replies.append(reply)
            } else {
                others.append(output)
            }
        }
    }

    /// How octets would be read after those that wait, if every question got its default answer.
    ///
    /// Only a machine that reports readings can say it. Without octets, what waits is read; an unfinished
    /// line is the last reading.
    public func forecast(_ octets: [UInt8] = []) -> [Reading] {
        let (machine, outputs) = future(octets)
        let read = outputs.compactMap {
            if case .reading(let reading) = $0 { reading } else { nil }
        }
        return read + [machine.unread.reading].compactMap(\.self)
    }

    /// Whether what follows octets would be counted off, if every question got its default answer.
    package func countsOctets(after octets: [UInt8]) -> Bool {
        future(octets).machine.awaitedOctets != nil
    }

    /// What it would be, and have said, after octets, if every question got its default answer.
    private func future(_ octets: [UInt8]) -> (machine: Self, outputs: [Output]) {
        var machine = self
        var outputs: [Output] = []
        if !octets.isEmpty { try? machine.receive(.bytes(octets), into: &outputs) }
        while machine.expectation != .nothing {
            if let question = machine.openQuestion {
                let answer = Input.answer(question.hook.defaultAnswer)
                guard (try? machine.receive(answer, into: &outputs)) != nil else { break }
            } else if !machine.bufferedOctets.isEmpty, machine.unread.reading == nil,
                let deadline = machine.deadline
            {
                guard (try? machine.receive(.clock(deadline), into: &outputs)) != nil else { break }
            } else {
                break
            }
        }
        return (machine, outputs)
    }

    /// Hands over one input and returns all its outputs; after an error the machine is unchanged.
    public mutating func receive(_ input: Input) throws(Misuse) -> [Output] {
        var outputs: [Output] = []
        try receive(input, into: &outputs)
        return outputs
    }
}

extension Output {
    /// Whether it says what became of the client's octets, rather than what to do.
    fileprivate var isHeardAfterClose: Bool {
        switch self {
        case .reading, .transition: true
        case .reply, .ask, .content, .message, .startTLS, .close, .note, .link: false
        }
    }
}

extension [Output] {
    /// Where the first close is, from an index on.
    fileprivate func firstClose(from start: Int) -> Int? {
        for index in start..<count { if case .close = self[index] { return index } }
        return nil
    }

    /// Appends a transition: after the reply that goes with it, before the close that ends everything.
    package mutating func append(transitionFrom before: String, to now: String) {
        let transition = Output.transition(from: before, to: now)
        // Looked at in its place, since a copy would count its references.
        if count > 0, case .close = span[count - 1] {
            insert(transition, at: count - 1)
        } else {
            append(transition)
        }
    }
}

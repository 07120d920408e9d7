import SMTPDriver
import SMTPPolicy
import SMTPSession

/// The machine of a connection: a `Session`, or a machine of another type.
///
/// Nearly all are sessions, and held as such: a machine of which only the protocol is known is copied
/// for each look at it, and a session is large.
struct ServedMachine: Sendable {
    /// The session; of no use where there is another machine.
    private var session = Session()
    private var other: (any Machine)?
    private let isSession: Bool

    /// A machine, in the state that it has.
    init(_ machine: some Machine) {
        if let machine = machine as? Session {
            session = machine
            isSession = true
        } else {
            other = machine
            isSession = false
        }
    }

    /// The machine, as a copy.
    var value: any Machine { other ?? session }

    /// The session; nil if the machine is another one.
    var asSession: Session? { isSession ? session : nil }

    /// The question waiting for an answer.
    var openQuestion: Question? {
        if let other { other.openQuestion } else { session.openQuestion }
    }

    /// How it stands.
    var standing: Standing {
        if let other { Standing(other) } else { session.standing }
    }

    /// Where a message comes from now.
    var origin: MessageOrigin {
        if let other { MessageOrigin(other) } else { MessageOrigin(session) }
    }

    /// Gives a decision what it needs to know of the session.
    func describe(in context: inout DecisionContext) {
        if let other { context.look(at: other) } else { context.look(at: session) }
    }

    /// Hands over one input and appends all its outputs; one that says `close` is closed with that.
    ///
    /// - Returns: how the machine stands then
    mutating func receive(
        _ input: Input, into outputs: inout [Output]
    ) throws(Misuse) -> Standing {
        guard isSession else {
            try other?.receive(input, endingInto: &outputs)
            return standing
        }
        try session.receive(input, endingInto: &outputs)
        return session.standing
    }

    /// The same, but its replies are written as they are sent.
    mutating func receive(
        _ input: Input, sending replies: inout ReplyBuffer, others: inout [Output]
    ) throws(Misuse) -> Standing {
        guard isSession else {
            try other?.receive(input, sending: &replies, others: &others)
            return standing
        }
        try session.receive(input, sending: &replies, others: &others)
        return session.standing
    }

    /// Takes other settings.
    mutating func configure(_ configuration: Configuration) -> Standing {
        if isSession {
            session.configure(configuration)
        } else {
            other?.configure(configuration)
        }
        return standing
    }

    /// Changes the session, if the machine is one.
    mutating func changeSession(_ change: (inout Session) -> Void) {
        if isSession { change(&session) }
    }
}

import SMTPDriver
import SMTPPolicy
import SMTPSession

/// The machine of a connection: a `Session`, or a machine of another type.
///
/// Nearly all are sessions, and held as such: a machine of which only the protocol is known is copied
/// for each look at it, and a session is large. What a connection looks at after each input is kept beside it.
struct ServedMachine: Sendable {
    /// The session; of no use where there is another machine.
    private var session = Session()
    private var other: (any Machine)?

    /// How the client's next octets will be read.
    private(set) var expectation = Expectation.connection
    /// When the time is to be handed over next; nil for never.
    private(set) var deadline: Instant?
    /// Until when an answer is delayed; nil if none is.
    private(set) var delayEnd: Instant?
    /// The time as last handed over.
    private(set) var clock = Instant.zero
    /// Whether a question waits for an answer.
    private(set) var isAsking = false

    /// A machine, in the state that it has.
    init(_ machine: some Machine) {
        if let machine = machine as? Session { session = machine } else { other = machine }
        look()
    }

    /// The machine, as a copy.
    var value: any Machine { other ?? session }

    /// The session; nil if the machine is another one.
    var asSession: Session? { other == nil ? session : nil }

    /// Whether the connection is over.
    var isClosed: Bool { expectation == .nothing }

    /// The question waiting for an answer.
    var openQuestion: Question? {
        guard isAsking else { return nil }
        return if let other { other.openQuestion } else { session.openQuestion }
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
    mutating func receive(_ input: Input, into outputs: inout [Output]) throws(Misuse) {
        if other == nil {
            try session.receive(input, endingInto: &outputs)
        } else {
            try other?.receive(input, endingInto: &outputs)
        }
        look()
    }

    /// Takes other settings.
    mutating func configure(_ configuration: Configuration) {
        if other == nil {
            session.configure(configuration)
        } else {
            other?.configure(configuration)
        }
        look()
    }

    /// Changes the session, if the machine is one.
    mutating func changeSession(_ change: (inout Session) -> Void) {
        if other == nil { change(&session) }
    }

    /// Takes note of how things are.
    private mutating func look() {
        if let other {
            note(other.expectation, other.deadline, other.delayEnd, other.clock)
            isAsking = other.openQuestion != nil
        } else {
            note(session.expectation, session.deadline, session.delayEnd, session.clock)
            isAsking = session.openQuestion != nil
        }
    }

    private mutating func note(
        _ expectation: Expectation, _ deadline: Instant?, _ delayEnd: Instant?, _ clock: Instant
    ) {
        self.expectation = expectation
        self.deadline = deadline
        self.delayEnd = delayEnd
        self.clock = clock
    }
}

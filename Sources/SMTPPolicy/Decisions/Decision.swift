import SASL
import SMTPGrammar
import SMTPSession

/// How a question was decided, and by whom.
///
///     #~ RCPT   recipient nosuch@sim.example: reject (handler 1)
public struct Decision: Hashable, Sendable, Codable {
    /// Who decided.
    @nonexhaustive
    public enum Source: Hashable, Sendable, Codable {
        /// Nobody: the default of the hook.
        case `default`
        /// The handler with this number, from 1.
        case handler(Int)
        /// The one-shot action.
        case next
        /// The person at the prompt.
        case `operator`
        /// The users and their secrets, by a SASL mechanism; and what was wrong, which only the operator
        /// is told.
        case credentials(Failure? = nil)
        /// The person at the prompt is to decide: there is no answer yet.
        case ask
        /// Somebody whose reasons nobody else knows, so that only what was decided is recorded: another server, of
        /// which `RecordedVerdict` is what it said, or a driver that is full or cannot store a message.
        case recorded
    }

    /// What to answer; nil if the person is to decide.
    public var answer: Answer?
    /// Who decided.
    public var source: Source
    /// What is known of the reason, for whoever runs the server; never for the client.
    public var notes: [Note] = []

    /// A decision.
    public init(_ answer: Answer?, by source: Source, notes: [Note] = []) {
        self.answer = answer
        self.source = source
        self.notes = notes
    }

    /// Reads a decision; those of earlier versions have no notes.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        answer = try values.decodeIfPresent(Answer.self, forKey: .answer)
        source = try values.decode(Source.self, forKey: .source)
        notes = try values.decodeIfPresent([Note].self, forKey: .notes) ?? []
    }
}

extension Decision.Source: CustomStringConvertible {
    /// Who decided, as in the trace: `default`, `handler 1`.
    public var description: String {
        switch self {
        case .default: "default"
        case .handler(let number): "handler \(number)"
        case .next: "next"
        case .operator: "operator"
        case .credentials(let failure):
            failure.map { "credentials: \($0.explanation)" } ?? "credentials"
        case .ask: "ask"
        case .recorded: "recorded"
        }
    }
}

/// What a decision needs to know besides the question.
public struct DecisionContext: Hashable, Sendable {
    /// The server's name, which is part of CRAM-MD5's challenge.
    public var hostname: String
    /// The name of the message about to be accepted; nil if nobody keeps it.
    ///
    /// An accepting reply without a text of its own names it: `250 2.6.0 Message accepted as m1`.
    public var messageIdentifier: String?
    /// The mechanisms that can be carried out; others are for rules or a person to play.
    public var mechanisms: [Mechanism]
    /// How the server behaves where the mechanisms leave it open.
    public var manners: AuthenticationManners
    /// The time, from which a handler's `for 5m` counts; it is part of CRAM-MD5's challenge.
    public var now = Instant.zero
    /// The client's address, for handlers that count `per client`.
    public var clientAddress = ""
    /// The reverse path of the mail transaction, for handlers that count `per sender`.
    public var sender: [UInt8] = []

    /// A context.
    public init(
        hostname: String = "localhost", messageIdentifier: String? = nil,
        mechanisms: [Mechanism] = .standard,
        manners: AuthenticationManners = AuthenticationManners()
    ) {
        self.manners = manners
        self.hostname = hostname
        self.messageIdentifier = messageIdentifier
        self.mechanisms = mechanisms
    }
}

extension DecisionContext {
    /// Takes the time, the client and the sender from a machine.
    public mutating func look(at machine: some Machine) {
        now = machine.clock
        clientAddress = machine.peer?.address ?? ""
        sender = machine.envelope.sender?.octets ?? []
    }
}

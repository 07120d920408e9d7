import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// Something that happened, in order; what is shown, saved, checked and reported derives from it.
///
/// What was sent and read holds credentials in the clear, with their place; who shows it masks them.
/// What is large is boxed, since a session keeps all its events.
@nonexhaustive
public enum Event: Hashable, Sendable {
    /// The client's octets were handed to the machine.
    case sent(ClientWrite)
    /// What the machine took the next octets for; what follows is in answer to them.
    case read(Reading)
    /// The server replied.
    case reply(Reply)
    /// The line that the reply before refuses, its secrets masked, and where it departs from the grammar.
    indirect case fault(line: [UInt8], SyntaxError)
    /// In the place of the reply before, somebody had these octets sent to the client; none for nothing.
    indirect case substituted([UInt8])
    /// A question was decided; a secret in the place of a verb is masked.
    case decided(DecidedQuestion)
    /// A question is open for the person; a secret in the place of a verb is masked.
    indirect case asking(Question)
    /// Something worth knowing that is no reply.
    indirect case note(Note)
    /// The machine's state changed, by its display names; it follows the reply that goes with it.
    indirect case transition(from: String, to: String)
    /// A message is complete; its name in the mailbox, if it is there.
    indirect case message(MessageOutcome, identifier: String?)
    /// The server is ready for the TLS handshake.
    case startTLS
    /// The handshake is done.
    indirect case secured(TLSInfo)
    /// The server closed the connection.
    case closedByServer
    /// The client closed the connection.
    case closedByClient
    /// The server is about to stop.
    case shutdown
    /// A client connected.
    indirect case connected(Peer)
    /// Virtual time went by.
    case waited(milliseconds: UInt64)
}

/// A question, and how it was decided.
///
/// Most questions are decided by their default, which follows from the question, and a session keeps all of them:
/// so that is all that is kept of those.
public struct DecidedQuestion: Hashable, Sendable {
    private enum Form: Hashable, Sendable {
        indirect case byDefault(Question)
        indirect case otherwise(Question, Answer, Decision.Source)
    }

    private let form: Form

    /// A question that was decided.
    package init(_ question: Question, _ answer: Answer, by source: Decision.Source) {
        let isUsual =
            switch (source, answer, question.hook.defaultAnswer) {
            case (.default, .accept(nil), .accept(nil)), (.default, .reject(nil), .reject(nil)):
                true
            default: false
            }
        form = isUsual ? .byDefault(question) : .otherwise(question, answer, source)
    }

    /// The question; a secret in the place of a verb is masked.
    public var question: Question {
        switch form {
        case .byDefault(let question), .otherwise(let question, _, _): question
        }
    }

    /// What was answered.
    public var answer: Answer {
        switch form {
        case .byDefault(let question): question.hook.defaultAnswer
        case .otherwise(_, let answer, _): answer
        }
    }

    /// Who decided.
    public var source: Decision.Source {
        switch form {
        case .byDefault: .default
        case .otherwise(_, _, let source): source
        }
    }
}

/// Turns what a driver does into events, in order.
///
/// Its machine has to report readings.
public struct EventRecorder: Sendable {
    /// What happened so far.
    public private(set) var events: [Event] = []
    /// What was read last; replies and questions answer it.
    public private(set) var reading: Reading?

    /// The write that is being handed over.
    private var write: Write?

    private struct Write {
        /// Where its event is to be.
        let place: Int
        let octets: [UInt8]
        /// How many octets waited before it.
        let buffered: Int
        /// What was read in it whose events come later.
        var foreseen: [Reading] = []
    }

    /// A recorder, given what was read last before.
    public init(after reading: Reading? = nil) { self.reading = reading }

    /// The events so far, which are the caller's from then on.
    public mutating func takeEvents() -> [Event] {
        guard events.count < events.capacity else {
            defer { events = [] }
            return events
        }
        defer { events.removeAll(keepingCapacity: true) }
        // As many as there are, without the room in which they were gathered.
        return events.withUnsafeBufferPointer { Array($0) }
    }

    /// Notes something that is no output of the machine.
    public mutating func note(_ event: Event) { events.append(event) }

    /// Notes a question, and the decision if there is one.
    public mutating func note(_ question: Question, _ decision: Decision) {
        let shown = reading?.masked(question) ?? question
        guard let answer = decision.answer else { return events.append(.asking(shown)) }
        events.append(.decided(DecidedQuestion(shown, answer, by: decision.source)))
        for note in decision.notes { events.append(.note(note)) }
    }

    /// Notes that the client's octets, however many inputs they come in, are about to be handed over.
    public mutating func begin(write octets: [UInt8], to machine: some Machine) {
        // As many as most commands give: the write, what it was read as, a decision and a reply.
        if events.isEmpty { events.reserveCapacity(4) }
        write = Write(
            place: events.count, octets: octets, buffered: machine.bufferedOctets.count)
        events.append(.sent(ClientWrite()))
    }

    /// Notes that they were handed over.
    public mutating func finishWrite(to machine: some Machine) {
        guard let write else { return }
        self.write = nil
        // To ask for a forecast copies the machine.
        let unread = machine.bufferedOctets.isEmpty ? [] : machine.forecast()
        var sent = ClientWrite(
            readings(of: write), unread: unread, buffered: write.buffered)
        sent.add(unheard: write.octets.dropFirst(sent.count))
        events[write.place] = .sent(sent)
    }

    /// What was read in a write, in order.
    private func readings(of write: Write) -> [Reading] {
        events[write.place...].compactMap { event in
            if case .read(let reading) = event { reading } else { nil }
        } + write.foreseen
    }

    /// Notes a reading of the present write that a driver comes to later: it belongs to the write already.
    public mutating func foresee(_ reading: Reading) { write?.foreseen.append(reading) }

    /// Notes what the machine put out, and the name of the message that it completed, if somebody keeps it.
    public mutating func record(_ output: Output, identifier: String? = nil) {
        switch output {
        case .reading(let reading):
            self.reading = reading
            events.append(.read(reading))
        case .reply(let reply):
            events.append(.reply(reply))
            if let fault = reply.fault { events.append(shown(fault)) }
        case .message(let outcome): events.append(.message(outcome, identifier: identifier))
        case .note(let note): events.append(.note(note))
        case .transition(let from, let to): events.append(.transition(from: from, to: to))
        case .startTLS: events.append(.startTLS)
        case .close: events.append(.closedByServer)
        case .ask, .content, .link: break
        }
    }

    private func shown(_ fault: SyntaxError) -> Event {
        let shown = reading?.masked(offset: fault.offset)
        return .fault(
            line: shown?.line ?? [],
            SyntaxError(at: shown?.offset ?? 0, fault.problem, expected: fault.expected))
    }
}

import SMTPGrammar
import SMTPSession

/// All that a session can come to: everything that could come next is tried in each situation.
struct Exploration {
    /// A state, what it reads, and what leads on from it.
    struct State {
        let name: String
        let expectation: Expectation
        var causes: [String] = []
    }

    /// A move from a state to another, or to itself where the envelope changes.
    struct Move {
        let from: String
        let to: String
        /// What came, and the code of the reply to it.
        var labels: [String] = []
    }

    private(set) var states: [State] = []
    private(set) var moves: [Move] = []
    private var seen: Set<Situation> = []
    private var queue: [Session] = []

    /// Sessions that differ in this may go on in different ways.
    private struct Situation: Hashable {
        let state: String
        let admission: [Rule?]
        let question: Hook?
    }

    /// Something that can come, and what it is called.
    private typealias Event = (cause: String, input: Input)

    init() {
        var configuration = Configuration()
        configuration.questions = HookSet([.connect, .auth, .message])
        configuration.extensions = .all
        visit(Session(configuration))
        while !queue.isEmpty {
            let session = queue.removeFirst()
            for event in Exploration.events(for: session) { follow(event, from: session) }
        }
    }

    private mutating func visit(_ session: Session) {
        let situation = Situation(
            state: session.phaseName, admission: Verb.allCases.map(session.admission),
            question: session.openQuestion?.hook)
        guard seen.insert(situation).inserted else { return }
        queue.append(session)
        guard !states.contains(where: { $0.name == session.phaseName }) else { return }
        states.append(State(name: session.phaseName, expectation: session.expectation))
    }

    /// Takes what comes, and each answer to each question that it leads to.
    private mutating func follow(_ event: Event, from session: Session) {
        var next = session
        guard let outputs = try? next.receive(event.input) else { return }
        guard let question = next.openQuestion else {
            note(event.cause, outputs, from: session, to: next)
            return visit(next)
        }
        for answer in Exploration.answers(to: question.hook) {
            var answered = next
            let more = (try? answered.receive(.answer(answer))) ?? []
            note(event.cause, more, from: session, to: answered)
            visit(answered)
        }
    }

    private mutating func note(
        _ cause: String, _ outputs: [Output], from session: Session, to next: Session
    ) {
        let (from, to) = (session.phaseName, next.phaseName)
        guard from != to || session.envelope != next.envelope else { return }
        let codes = outputs.compactMap { output in
            if case .reply(let reply) = output { "\(reply.code)" } else { nil }
        }
        let label = ([cause] + codes).joined(separator: " ")
        let place = moves.firstIndex { $0.from == from && $0.to == to } ?? moves.count
        if place == moves.count { moves.append(Move(from: from, to: to)) }
        if !moves[place].labels.contains(label) { moves[place].labels.append(label) }
        for index in states.indices
        where states[index].name == from && !states[index].causes.contains(cause) {
            states[index].causes.append(cause)
        }
    }

    private static func answers(to hook: Hook) -> [Answer] {
        hook == .auth
            ? [.challenge([]), .authenticated("ann"), .reject()]
            : [.accept(), .reject(), .tempfail()]
    }

    /// All that can come in a situation.
    private static func events(for session: Session) -> [Event] {
        let timeout = session.deadline.map { [("timeout", Input.clock($0))] } ?? []
        return expected(session) + timeout + [("loss of the connection", .closed)]
    }

    private static func expected(_ session: Session) -> [Event] {
        switch session.expectation {
        case .connection: [("connection", .connected(Peer()))]
        case .header: []
        case .command: VerbDeclaration.taught.map { command($0, session) }
        case .content: [line(".")]
        case .authentication: [line("*"), ("response", line("YW5u").input)]
        case .handshake: [("handshake", .secured(TLSInfo()))]
        case .nothing: []
        }
    }

    private static func command(_ verb: VerbDeclaration, _ session: Session) -> Event {
        let mechanism = session.usableMechanisms.last
        let text = verb.verb == .auth ? "AUTH \(mechanism ?? "")" : verb.syntax.description
        return (verb.verb.name, line(text).input)
    }

    private static func line(_ text: String) -> Event {
        (text, .bytes(Array("\(text)\r\n".utf8)))
    }
}

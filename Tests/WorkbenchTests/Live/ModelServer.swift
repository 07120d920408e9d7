import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

@testable import Workbench

/// A server without a network, and the desk of its operator: clients are told what to send, and what
/// they got is kept.
struct ModelServer {
    var desk: LiveDesk
    /// What clients got, as text.
    private(set) var got: [Int: String] = [:]
    /// Everything that the desk showed.
    private(set) var shown: [String] = []
    /// Whether the desk wanted the server to end.
    private(set) var hasEnded = false

    private var connections: [Int: ModelConnection] = [:]
    private var policy: Policy
    private var configuration: Configuration
    private var stops = StopList()
    private var lastHold = 0

    init(_ settings: SimulatorSettings = SimulatorSettings(), files: MemoryFiles = MemoryFiles()) {
        desk = LiveDesk(Workbench(Simulator(settings), files: files, width: 100))
        policy = settings.policy
        configuration = settings.configuration
    }

    /// The time goes on.
    mutating func wait(seconds: UInt64) {
        desk.now = Instant(milliseconds: desk.now.milliseconds + seconds * 1_000)
    }

    // MARK: - Clients

    /// A client connects.
    mutating func connect(_ number: Int) {
        var configuration = configuration
        configuration.reportsReadings = true
        connections[number] = ModelConnection(number, Session(configuration))
        let peer = Peer(address: "192.0.2.\(number)", port: 40_000)
        tell(.opened(session: number, peer, endpoint: "127.0.0.1:2525"))
        hand(number, .connected(peer))
    }

    /// A client sends lines, each with CR LF, in one write.
    mutating func send(_ number: Int, _ lines: String...) {
        hand(number, .bytes(lines.flatMap { Array($0.utf8) + [13, 10] }))
    }

    /// A client sends exactly these octets.
    mutating func send(_ number: Int, octets: [UInt8]) { hand(number, .bytes(octets)) }

    /// A client leaves.
    mutating func leave(_ number: Int) {
        if let hold = connections[number]?.hold {
            connections[number]?.hold = nil
            tell(.released(hold: hold.number, .withdrawn))
        }
        hand(number, .closed)
        tell(.closed(session: number))
    }

    private mutating func hand(_ number: Int, _ input: Input) {
        work(number) { connection in connection.begin(input) }
    }

    private mutating func work(_ number: Int, _ body: (inout ModelConnection) -> Void) {
        guard var connection = connections.removeValue(forKey: number) else { return }
        connection.policy = policy
        connection.stops = stops
        connection.time = desk.now
        body(&connection)
        connection.run()
        policy = connection.policy
        got[number, default: ""] += String(decoding: connection.takeWire(), as: UTF8.self)
        let (events, hold) = connection.finish(lastHold + 1)
        stops = connection.stops
        connections[number] = connection
        if !events.isEmpty { tell(.happened(session: number, events, connection.machine)) }
        if let hold {
            lastHold = hold.number
            tell(.held(hold))
        }
    }

    private mutating func tell(_ happening: LiveHappening) {
        desk.policy = policy
        shown += desk.take(happening).map(\.text)
    }

    // MARK: - The operator

    /// What the prompt shows.
    var prompt: String { desk.prompt.text }

    /// The operator types a line; returns what the desk shows for it.
    @discardableResult
    mutating func type(_ line: String) -> [String] {
        desk.policy = policy
        let before = shown.count
        shown += desk.enter(Array(line.utf8)).map(\.text)
        for action in desk.takeActions() { perform(action) }
        return Array(shown[before...])
    }

    private mutating func perform(_ action: LiveAction) {
        switch action {
        case .release(let number, let release):
            guard let session = connections.values.first(where: { $0.hold?.number == number })
            else { return }
            connections[session.number]?.hold = nil
            tell(.released(hold: number, .released(release)))
            work(session.number) { $0.go(on: release) }
        case .close(let session):
            got[session, default: ""] += "(closed)"
            leave(session)
        case .inject(let session, let octets):
            got[session, default: ""] += String(decoding: octets, as: UTF8.self)
        case .change(let command):
            try? command.change(&policy, &configuration, of: .strict)
            for number in connections.keys { connections[number]?.machine.configure(configuration) }
        case .stop(let stops): self.stops = stops
        case .end: hasEnded = true
        }
    }
}

/// A client's connection: what the machine said waits in a row, and each of it can be held.
struct ModelConnection {
    let number: Int
    var machine: Session
    var policy = Policy()
    var stops = StopList()
    var time = Instant.zero
    var hold: LiveHold?

    private var recorder = EventRecorder()
    private var outputs: [Output] = []
    private var wire: [UInt8] = []
    private var isWriting = false
    /// What is held now, and is yet to be told.
    private var newHold: (LiveHold.Subject, StopReason?)?
    private var passed = false

    init(_ number: Int, _ machine: Session) {
        self.number = number
        self.machine = machine
    }

    mutating func begin(_ input: Input) {
        switch input {
        case .connected(let peer): recorder.note(.connected(peer))
        case .bytes(let octets):
            recorder.begin(write: octets, to: machine)
            isWriting = true
        case .closed: recorder.note(.closedByClient)
        case .answer, .secured, .clock, .shutdown: break
        }
        try? machine.receive(input, endingInto: &outputs)
    }

    mutating func go(on release: LiveRelease) {
        switch (release, outputs.first) {
        case (.answer(let answer), _):
            guard let question = machine.openQuestion else { return }
            let decision = Decision(answer, by: .operator)
            recorder.note(question, decision)
            try? machine.receive(.answer(answer), endingInto: &outputs)
        case (.replace(let octets), .reply(let reply)?):
            outputs.removeFirst()
            perform(.reply(Reply(raw: octets, rule: reply.rule)))
        case (.drop, _): outputs.removeFirst()
        case (.pass, _), (.replace, _): passed = true
        }
    }

    /// Performs what there is, and has questions decided, up to the end or to a hold.
    mutating func run() {
        guard hold == nil else { return }
        while newHold == nil {
            if let output = outputs.first {
                if holds(output) { return }
                outputs.removeFirst()
                perform(output)
            } else if let question = machine.openQuestion {
                decide(question)
            } else {
                return
            }
        }
    }

    private mutating func holds(_ output: Output) -> Bool {
        guard case .reply(let reply) = output, !takePass(),
            let reason = stops.stop(session: number, at: .reply(reply))
        else { return false }
        newHold = (.reply(reply), reason)
        return true
    }

    private mutating func takePass() -> Bool {
        defer { passed = false }
        return passed
    }

    private mutating func decide(_ question: Question) {
        let decision = policy.decide(question)
        let proposal = Decision(
            decision.answer ?? question.hook.defaultAnswer, by: decision.source)
        let isPassed = takePass()
        let reason = isPassed ? nil : stops.stop(session: number, at: .question(question))
        guard decision.answer != nil && reason == nil || isPassed else {
            newHold = (.question(question, proposal: proposal), reason)
            recorder.note(question, Decision(nil, by: .ask))
            return
        }
        recorder.note(question, proposal)
        try? machine.receive(
            .answer(proposal.answer ?? question.hook.defaultAnswer), endingInto: &outputs)
    }

    private mutating func perform(_ output: Output) {
        if case .reply(let reply) = output { reply.write(into: &wire) }
        recorder.record(output)
        guard case .transition(_, let to) = output,
            let reason = stops.stop(session: number, at: .transition(to: to))
        else { return }
        newHold = (.transition(from: "", to: to), reason)
    }

    mutating func takeWire() -> [UInt8] {
        defer { wire = [] }
        return wire
    }

    mutating func finish(_ holdNumber: Int) -> (events: [Event], hold: LiveHold?) {
        if isWriting { recorder.finishWrite(to: machine) }
        isWriting = false
        if let (subject, reason) = newHold {
            newHold = nil
            hold = LiveHold(
                holdNumber, session: number, subject, since: time, reason: reason)
            return (recorder.takeEvents(), hold)
        }
        return (recorder.takeEvents(), nil)
    }
}

import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// Drives the machine of a world: rules and the person decide, virtual time passes, events are noted.
struct Performance: Driver {
    var world: World
    var recorder: EventRecorder
    private var outputs: [Output] = []
    /// What a recorded server said in the place of the replies to come.
    private var recorded: ArraySlice<RecordedVerdict?>

    init(_ world: consuming World, recorded: [RecordedVerdict?] = []) {
        recorder = EventRecorder(after: world.reading)
        self.world = world
        self.recorded = recorded[...]
    }

    var events: [Event] { recorder.events }

    /// The events, at the end; the world is as it is then.
    mutating func finish() -> [Event] {
        world.reading = recorder.reading
        return recorder.takeEvents()
    }

    var openQuestion: Question? {
        // What the person was asked nobody else decides.
        world.isAsking ? nil : world.machine.openQuestion
    }

    mutating func hand(_ input: Input) throws(Misuse) {
        outputs.removeAll(keepingCapacity: true)
        try world.machine.receive(input, endingInto: &outputs)
        for output in outputs { perform(output) }
        if world.isAsking, world.machine.openQuestion == nil { world.isAsking = false }
    }

    private mutating func perform(_ output: Output) {
        var identifier: String?
        if output.concernsMailbox {
            let machine = world.machine
            identifier =
                world.mailbox.receive(output, from: MessageOrigin(machine))?.identifier
        }
        switch output {
        case .startTLS: world.isTLSPending = true
        case .close: world.isTLSPending = false
        case .link(let conditions): change(link: conditions)
        case .reply(let reply):
            if !recorded.isEmpty { recorded = recorded.dropFirst(ReceivedReply.list(reply).count) }
            if world.link != nil { return send(reply) }
        case .ask, .content, .message, .note, .reading, .transition: break
        }
        recorder.record(output, identifier: identifier)
    }

    mutating func decide(_ question: Question) -> Decision {
        let decision =
            world.policy.undisputed(question) ?? world.decide(question, context)
        if let verdict = recorded.first ?? nil, let adopted = adopted(verdict, question, decision) {
            return adopted
        }
        return isForPerson(decision) ? Decision(nil, by: .ask) : relayed(decision, question)
    }

    /// Hands over the mail that waits, once the roles are reversed, unless the policy says what to send.
    private mutating func relayed(_ decision: Decision, _ question: Question) -> Decision {
        switch question {
        case .reversal(let domains):
            let mail = OutgoingMail(
                for: domains, in: world.mailbox, from: world.configuration.hostname,
                after: world.outgoing)
            world.outgoing = mail
        case .turned(let reply) where decision.source == .default:
            guard var mail = world.outgoing, mail.isTalking else { return decision }
            let line = mail.next(after: reply)
            world.outgoing = mail
            return Decision(.raw(line), by: .default)
        case .connect, .hello, .capabilities, .verb, .sender, .recipient, .data, .message,
            .authenticate, .startTLS, .verify, .expand, .unknown, .delivery, .queue, .fetch,
            .turned:
            break
        }
        return decision
    }

    /// What the recorded server decided, where nobody here has: a handler and the person go first.
    private func adopted(
        _ verdict: RecordedVerdict, _ question: Question, _ usual: Decision
    ) -> Decision? {
        switch usual.source {
        case .default, .credentials: break
        case .handler, .next, .operator, .ask, .recorded: return nil
        }
        let isEnhanced = world.configuration.extensions.contains(.enhancedStatusCodes)
        guard let answer = verdict.answer(to: question, isEnhanced: isEnhanced) else { return nil }
        guard case .authenticate = question, answer.name == .accept else {
            return Decision(answer, by: .recorded)
        }
        let settled = world.policy.decide(question, as: answer, context: context).answer
        guard case .authenticated = settled else {
            return Decision(.authenticated("user"), by: .recorded)
        }
        return Decision(settled, by: .recorded)
    }

    mutating func note(_ question: Question, _ decision: Decision) {
        recorder.note(question, decision)
        if decision.answer == nil {
            world.isAsking = true
        } else {
            world.questionCounts.increment(question.hook)
        }
    }

    private func isForPerson(_ decision: Decision) -> Bool {
        guard world.asksForCredentials, case .credentials = decision.source else { return false }
        return decision.answer?.isVerdict ?? false
    }

    var context: DecisionContext {
        var context = DecisionContext(
            hostname: world.configuration.hostname,
            messageIdentifier: world.machine.takesWording ? world.mailbox.nextIdentifier : nil,
            mechanisms: .spoken,
            manners: world.configuration.authentication)
        context.look(at: world.machine)
        return context
    }
}

/// What can be done to a world.
extension Performance {
    /// Hands an input over; a rule's delay passes in virtual time.
    mutating func feed(_ input: Input) throws(Misuse) {
        try drive(input)
        try passDelays()
        if world.link?.isCut ?? false { endByLink() }
    }

    private mutating func passDelays() throws(Misuse) {
        while let due = world.machine.delayEnd {
            let passed = due.milliseconds - world.machine.clock.milliseconds
            recorder.note(.waited(milliseconds: passed))
            try drive(.clock(due))
        }
    }

    mutating func answer(_ question: Question, _ answer: Answer) throws(Misuse) {
        let decision = world.policy.decide(question, as: answer, context: context)
        let taken = decision.answer ?? answer
        world.isAsking = false
        note(question, Decision(taken, by: .operator))
        try feed(.answer(taken))
    }

    /// Lets virtual time pass, with everything that falls due on the way.
    mutating func wait(_ milliseconds: UInt64) throws(Misuse) {
        let end = world.machine.clock.advanced(byMilliseconds: milliseconds)
        recorder.note(.waited(milliseconds: milliseconds))
        while let due = world.machine.deadline, due <= end, due > world.machine.clock {
            try feed(.clock(due))
        }
        if end > world.machine.clock { try feed(.clock(end)) }
    }

    /// Hands the client's octets over, in chunks if that is set.
    mutating func send(_ octets: [UInt8]) throws(Misuse) {
        let bytes = admitted(octets)
        recorder.begin(write: bytes, to: world.machine)
        defer { recorder.finishWrite(to: world.machine) }
        guard let size = world.chunk, size > 0, size < bytes.count else {
            return try feed(bytes: bytes)
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            // The server closed in the middle: the rest goes nowhere.
            guard world.machine.expectation != .nothing else { return }
            try feed(bytes: Array(bytes[start..<min(start + size, bytes.count)]))
        }
    }

    private mutating func feed(bytes: [UInt8]) throws(Misuse) {
        if var link = world.link {
            _ = link.admit(bytes.count)
            world.link = link
        }
        try feed(.bytes(bytes))
    }

    /// Sends, once the connection is open; a server that turns the client away gets nothing.
    mutating func sendConnecting(_ bytes: [UInt8]) throws(Misuse) {
        try connectIfNeeded()
        guard world.machine.expectation != .nothing else { return }
        try send(bytes)
    }

    /// Opens the connection, if nobody has.
    mutating func connectIfNeeded() throws(Misuse) {
        if isUnconnected { try connect(Peer()) }
    }

    /// Whether nobody has connected yet; a machine that asks whether to accept is connected.
    private var isUnconnected: Bool {
        world.machine.expectation == .connection && world.machine.openQuestion == nil
    }

    mutating func secure(_ info: TLSInfo) throws(Misuse) {
        guard !spoilsHandshake() else { return }
        recorder.note(.secured(info))
        world.isTLSPending = false
        try feed(.secured(info.simulated))
    }

    mutating func connect(_ peer: Peer) throws(Misuse) {
        if world.machine.expectation == .nothing {
            world.renewMachine()
            recorder = EventRecorder()
        }
        recorder.note(.connected(peer))
        var peer = peer
        peer.tls = peer.tls?.simulated
        try feed(.connected(peer))
    }

    mutating func shutDown() throws(Misuse) {
        guard world.machine.expectation != .nothing else { throw .notConnected }
        recorder.note(.shutdown)
        try feed(.shutdown)
        world.mailbox.abandon()
    }

    mutating func close() throws(Misuse) {
        guard world.machine.expectation != .nothing else { throw .notConnected }
        recorder.note(.closedByClient)
        try feed(.closed)
        world.isTLSPending = false
        world.mailbox.abandon()
    }
}

extension Output {
    /// Whether it may change the mailbox, which the worlds before share.
    fileprivate var concernsMailbox: Bool {
        switch self {
        case .content, .message, .close, .startTLS: true
        case .reply, .ask, .note, .reading, .transition, .link: false
        }
    }
}

extension Answer {
    /// Whether it is what SASL and the users' passwords decide in the end.
    var isVerdict: Bool { [.authenticated, .refused, .reject].contains(name) }
}

import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// Hands an input to the machine, and does what it puts out, until it waits for somebody outside.
///
/// The loop is a loop, not a recursion: 100,000 commands can come in one write.
struct Performance {
    private(set) var world: World
    private(set) var events: [Event] = []
    private var outputs: [Output] = []
    private var faults: FaultTrail
    private var isClosing = false

    init(_ world: World) {
        self.world = world
        faults = world.faultTrail(ClientWrite([], to: world.machine, world.secrets))
    }

    /// Notes something that is no output of the machine.
    mutating func note(_ event: Event) { events.append(event) }

    mutating func feed(_ input: Input) throws(Misuse) {
        try receive(input)
        var last = input
        while let next = nextInput(after: last) {
            do {
                try receive(next)
            } catch {
                // A rule's answer that the machine does not take counts as no answer.
                guard case .answer = next, let question = world.machine.openQuestion else { break }
                try? receive(.answer(question.hook.defaultAnswer))
            }
            last = next
        }
    }

    /// Answers the open question as the person wants it.
    mutating func answer(_ question: Question, _ answer: Answer) throws(Misuse) {
        let decision = world.policy.decide(question, as: answer, context: context)
        let taken = decision.answer ?? answer
        world.isAsking = false
        count(question, taken, .operator)
        try feed(.answer(taken))
    }

    private mutating func receive(_ input: Input) throws(Misuse) {
        let phase = world.machine.phaseName
        outputs.removeAll(keepingCapacity: true)
        try world.machine.receive(input, into: &outputs)
        let now = world.machine.phaseName
        let transition = phase == now ? nil : Event.transition(from: phase, to: now)
        let place = transition == nil ? nil : placeOfTransition
        for index in outputs.indices {
            perform(outputs[index])
            if index == place, let transition { events.append(transition) }
        }
        if place == nil, let transition { events.append(transition) }
        if isClosing { finishClosing() }
    }

    /// Tells the machine that the connection is gone: not every machine that closes it knows.
    private mutating func finishClosing() {
        isClosing = false
        world.isTLSPending = false
        guard world.machine.expectation != .nothing else { return }
        outputs.removeAll(keepingCapacity: true)
        try? world.machine.receive(.closed, into: &outputs)
    }

    /// Behind the reply that tells of it: the first of an input, but the last before a close.
    private var placeOfTransition: Int? {
        let isReply: (Output) -> Bool = { if case .reply = $0 { true } else { false } }
        return outputs.contains(.close)
            ? outputs.lastIndex(where: isReply) : outputs.firstIndex(where: isReply)
    }

    private mutating func perform(_ output: Output) {
        switch output {
        case .reply(let reply):
            events.append(.reply(reply))
            if let fault = reply.fault { events.append(faults.event(of: fault)) }
            faults.replied()
            world.secrets.replied(reply)
        case .ask: break
        case .content: receive(output)
        case .message(let outcome):
            events.append(.message(outcome, identifier: receive(output)?.identifier))
        case .startTLS:
            receive(output)
            world.isTLSPending = true
            events.append(.startTLS)
        case .close:
            receive(output)
            events.append(.closedByServer)
            isClosing = true
        case .note(let note): events.append(.note(note))
        }
    }

    @discardableResult
    private mutating func receive(_ output: Output) -> ReceivedMessage? {
        let machine = world.machine
        return world.mailbox.receive(output, from: MessageOrigin(machine))
    }

    /// What the machine is to get next without anybody's doing: the answer of the policy, or the time
    /// at which an answer that was put off is due.
    private mutating func nextInput(after input: Input) -> Input? {
        if case .answer(.delay) = input, let due = world.machine.deadline {
            let passed = due.milliseconds - world.machine.clock.milliseconds
            events.append(.waited(milliseconds: passed))
            return .clock(due)
        }
        guard let question = world.machine.openQuestion else {
            world.isAsking = false
            return nil
        }
        guard !world.isAsking else { return nil }
        let decision = world.policy.decide(question, context: context)
        guard let answer = decision.answer, !isForPerson(decision) else {
            events.append(.asking(faults.shown(question)))
            world.isAsking = true
            return nil
        }
        count(question, answer, decision.source)
        return .answer(answer)
    }

    private func isForPerson(_ decision: Decision) -> Bool {
        guard world.asksForCredentials, decision.source == .credentials else { return false }
        switch decision.answer {
        case .authenticated, .reject: return true
        case .accept, .tempfail, .discard, .rewrite, .close, .disconnect, .silence, .delay, .raw,
            .capabilities, .challenge, .malformed, nil:
            return false
        }
    }

    private mutating func count(_ question: Question, _ answer: Answer, _ source: Decision.Source) {
        faults.asked(question)
        world.questionCounts[question.hook, default: 0] += 1
        events.append(.decided(faults.shown(question), answer, source))
    }

    private var context: DecisionContext {
        DecisionContext(
            hostname: world.configuration.hostname,
            // Another machine words its acceptance itself.
            messageIdentifier: world.profile.machine == .session
                ? world.mailbox.nextIdentifier : nil,
            mechanisms: .spoken)
    }
}

extension Performance {
    /// Lets virtual time pass, with everything that falls due on the way.
    mutating func wait(_ milliseconds: UInt64) throws(Misuse) {
        let end = world.machine.clock.advanced(byMilliseconds: milliseconds)
        events.append(.waited(milliseconds: milliseconds))
        while let due = world.machine.deadline, due <= end, due > world.machine.clock {
            try feed(.clock(due))
        }
        if end > world.machine.clock { try feed(.clock(end)) }
    }

    /// Hands the client's octets over, in chunks if that is set.
    mutating func send(_ bytes: [UInt8]) throws(Misuse) {
        let write = ClientWrite(bytes, to: world.machine, world.secrets)
        events.append(.sent(write))
        faults = world.faultTrail(write)
        world.secrets.sent(write)
        guard let size = world.chunk, size > 0, size < bytes.count else {
            return try feed(.bytes(bytes))
        }
        for start in stride(from: 0, to: bytes.count, by: size) {
            // The server closed in the middle: the rest goes nowhere.
            guard world.machine.expectation != .nothing else { return }
            try feed(.bytes(Array(bytes[start..<min(start + size, bytes.count)])))
        }
    }

    mutating func secure(_ info: TLSInfo) throws(Misuse) {
        events.append(.secured(info))
        world.isTLSPending = false
        try feed(.secured(info))
    }

    mutating func connect(_ peer: Peer) throws(Misuse) {
        if world.machine.expectation == .nothing { world.renewMachine() }
        events.append(.connected(peer))
        try feed(.connected(peer))
    }

    mutating func close() throws(Misuse) {
        events.append(.closedByClient)
        try feed(.closed)
        world.isTLSPending = false
        world.mailbox.abandon()
    }
}

extension World {
    fileprivate func faultTrail(_ write: ClientWrite) -> FaultTrail {
        FaultTrail(write, endsAtLineFeed: configuration.tolerated.contains(.bareLineFeed))
    }
}

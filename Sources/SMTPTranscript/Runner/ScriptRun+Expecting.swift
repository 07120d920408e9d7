import SMTPSession

extension ScriptRun {
    mutating func expect(_ expectation: ReplyExpectation) {
        openIfNeeded(at: expectation.lines.first ?? 0, isByClient: false)
        expectations += 1
        guard case .reply(let reply)? = pending.first?.content else {
            fail(expectation.noReply, pending.first)
            if isOutermost { update.replace(expectation, with: nil) }
            return
        }
        let observation = pending.removeFirst()
        let result = expectation.match(reply, captures: &captures, mode: options.compare)
        if case .mismatched(let mismatch) = result {
            fail(mismatch, observation)
            if isOutermost { update.replace(expectation, with: reply) }
        }
        noteTrace(observation, after: expectation.lines.last)
    }

    mutating func expect(_ event: ServerEvent, at index: Int) {
        openIfNeeded(at: index, isByClient: false)
        expectations += 1
        let first = pending.first
        switch event {
        case .silence:
            guard let first else { return }
            pending.removeFirst()
            fail(event, first, at: index, with: first.observed)
        case .close, .tls:
            guard first?.content == .event(event) else {
                return fail(event, first, at: index, with: [])
            }
            pending.removeFirst()
            first.map { noteTrace($0, after: index) }
        }
    }

    private mutating func fail(
        _ event: ServerEvent, _ came: Observation?, at index: Int, with observed: [ObservedLine]
    ) {
        let words = came?.words ?? nothing
        fail(index, "expected \(event.words), got \(words)", why: came?.why)
        guard isOutermost else { return }
        update.replaceEvent(at: index)
        if !observed.isEmpty { update.insert(observed, after: index) }
    }

    private mutating func noteTrace(_ observation: Observation, after index: Int?) {
        guard let index, isOutermost else { return }
        lastExpected = index
        guard !isTraceUnfinished(observation) else { return }
        update.trace(observation.trace, after: index)
    }

    /// Whether the trace stands behind the close that follows, which no line needs to expect.
    private func isTraceUnfinished(_ observation: Observation) -> Bool {
        guard let next = pending.first, observation.trace.isEmpty else { return false }
        return next.content == .event(.close) || next.content == .event(.tls)
    }

    /// What an update inserts for something that nobody expected.
    private func inserted(_ observation: Observation) -> [ObservedLine] {
        let hasTrace = script.lines.contains { $0.kind.isTrace }
        return observation.observed + (hasTrace ? observation.trace.map(ObservedLine.trace) : [])
    }

    /// Why nothing came.
    var nothing: String {
        guard let question = simulator.openQuestion else { return "nothing" }
        return "the \(question.hook.rawValue) question, which waits for an A: line"
    }

    /// A reply that nobody expected before the client goes on is a failure; whether the connection
    /// closes may be left unsaid.
    mutating func refusePending() {
        defer { pending = [] }
        guard plan.hasExpectations else { return }
        for observation in pending {
            guard case .reply = observation.content else {
                noteUnexpectedEvent(observation)
                continue
            }
            fail(unexpected: observation)
            guard let end = observation.end, isOutermost, end.file == script.name else { continue }
            update.insert(inserted(observation), after: end.index)
        }
    }

    /// Whether the connection closes may be left unsaid, but the trace of it is kept.
    private mutating func noteUnexpectedEvent(_ event: Observation) {
        guard let lastExpected, isOutermost, event.end?.file == script.name else { return }
        update.trace(event.trace, after: lastExpected)
    }

    mutating func answer(_ text: String, at index: Int) {
        do {
            observe(try simulator.answer(text), at: [index])
        } catch {
            fail(index, "cannot answer: \(error)")
        }
    }
}

extension ServerEvent {
    /// The event in a sentence.
    fileprivate var words: String {
        switch self {
        case .close: "the connection closed"
        case .silence: "silence"
        case .tls: "the server ready for TLS"
        }
    }
}

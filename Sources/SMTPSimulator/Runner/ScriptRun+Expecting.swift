import SMTPScript
import SMTPSession

extension ScriptRun {
    mutating func expect(_ expectation: ReplyExpectation) {
        openIfNeeded(at: expectation.lines.first ?? 0, isByClient: false)
        report.expectations += 1
        guard let observation = pending.first, case .reply(let reply) = observation.content else {
            guard !expectation.mayBeAbsent else { return }
            compare(expectation, with: nil, .silent)
            note(expectation, of: nil)
            fail(expectation.noReply, pending.first)
            if isOutermost { report.update.replace(expectation, with: nil) }
            return
        }
        let mode = expectation.mayBeAbsent ? .exact : compareMode
        let result = match(expectation, reply, mode)
        // A reply of its own that may be absent leaves another one for the lines after it.
        if case .mismatched = result, expectation.mayBeAbsent { return }
        pending = pending.dropFirst()
        note(expectation, of: observation.number)
        if case .mismatched(let mismatch) = result {
            fail(mismatch, observation)
            if isOutermost { report.update.replace(expectation, with: reply, captures: captures) }
        }
        noteTrace(observation, after: expectation.lines.last)
    }

    /// Keeps what is expected of a reply, or of none, for who asks others the same.
    private mutating func note(_ expectation: ReplyExpectation, of reply: Int?) {
        guard options.keepsExpectations else { return }
        let lines = expectation.lines.map { script.lines[$0].text }
        let expected = ExpectedReply(
            expectation: expectation, lines: lines,
            number: script.lines[expectation.lines[0]].number)
        if let reply {
            report.expectedReplies[reply] = expected
        } else {
            report.unansweredExpectations[replyCount, default: []].append(expected)
        }
    }

    mutating func expect(_ event: ServerEvent, at index: Int) {
        openIfNeeded(at: index, isByClient: false)
        report.expectations += 1
        let first = pending.first
        switch event {
        case .silence:
            guard let first else { return }
            compare(event, with: first, .silent, at: index)
            pending = pending.dropFirst()
            fail(event, first, at: index, with: first.observed)
        case .close, .tls:
            guard first?.content == .event(event) else {
                compare(event, with: first, .state, at: index)
                return fail(event, first, at: index, with: [])
            }
            pending = pending.dropFirst()
            first.map { noteTrace($0, after: index) }
        }
    }

    private mutating func fail(
        _ event: ServerEvent, _ came: Observation?, at index: Int, with observed: [ObservedLine]
    ) {
        let words = came?.words ?? nothing
        fail(index, "expected \(event.words), got \(words)", why: came?.why)
        guard isOutermost else { return }
        report.update.replaceEvent(at: index)
        if !observed.isEmpty { report.update.insert(observed, after: index) }
    }

    private mutating func noteTrace(_ observation: Observation, after index: Int?) {
        guard let index, isOutermost else { return }
        lastExpected = index
        if !observation.trace.isEmpty { report.update.trace(observation.trace, after: index) }
    }

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
            var lines = observation.trace.map(ObservedLine.trace)
            if case .reply = observation.content {
                compare(unexpected: observation)
                fail(unexpected: observation)
                lines = observation.observed + lines
            }
            guard let place = place(after: observation) else { continue }
            report.update.insert(lines, after: place)
        }
    }

    /// The line of the script after which an update puts what no line expects: where it was caused, or
    /// after what was expected since.
    private func place(after observation: Observation) -> Int? {
        guard let end = observation.end else { return nil }
        let cause = end.file == plan.script.name ? end.index : lastIncluded
        return cause.map { max($0, lastExpected ?? 0) }
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
    var words: String {
        switch self {
        case .close: "the connection closed"
        case .silence: "silence"
        case .tls: "the server ready for TLS"
        }
    }
}

/// What a script does, one thing after another; comments, traces and blank lines fall away.
///
/// Numbers in a step are indices of ``Script/lines``.
public enum ScriptStep: Hashable, Sendable {
    /// Sends lines: each inner array is one write. Consecutive `C` lines are one write, which is
    /// how pipelining is written; `:flush` between them begins another.
    case send(writes: [[Int]])
    /// Expects one whole reply.
    case expect(ReplyExpectation)
    /// Expects something that is no reply.
    case event(ServerEvent, line: Int)
    /// Answers the open question.
    case answer(String, line: Int)
    /// Runs a command; one that was typed after `C:` is content where content is awaited.
    case command(ScriptCommand, line: Int)
    /// Begins a phase.
    case title(String, line: Int)

    /// The index of the first line of the step.
    public var firstLine: Int { bounds.first ?? 0 }

    /// The index of the last line of the step.
    public var lastLine: Int { bounds.last ?? 0 }

    private var bounds: (first: Int?, last: Int?) {
        switch self {
        case .send(let writes): (writes.first?.first, writes.last?.last)
        case .expect(let expectation): (expectation.lines.first, expectation.lines.last)
        case .event(_, let line), .answer(_, let line), .command(_, let line), .title(_, let line):
            (line, line)
        }
    }
}

/// Something the server does that is no reply: the word of an `S.` line.
///
///     C: QUIT
///     S= 221
///     S. close
public enum ServerEvent: String, Hashable, Sendable, CaseIterable {
    /// The server closes the connection.
    case close
    /// The server says nothing.
    case silence
    /// The server is ready for the TLS handshake.
    case tls
}

extension Script {
    /// The steps of the script, in order.
    ///
    /// Where one reply ends and the next begins is told in ``ReplyExpectation``.
    public var steps: [ScriptStep] { Array(ScriptSteps(self)) }
}

/// The steps of a script, one after another: for who plays a script that may be long.
///
/// A copy goes on from the same place, which is how to look ahead.
package struct ScriptSteps: Sequence, IteratorProtocol {
    private let lines: [ScriptLine]
    private var position = 0
    private var grouping = StepGrouping()

    package init(_ script: Script) { lines = script.lines }

    /// The next step; nil at the end.
    package mutating func next() -> ScriptStep? {
        while position < lines.count, grouping.complete.isEmpty {
            grouping.add(lines[position], at: position)
            position += 1
        }
        if grouping.complete.isEmpty { grouping.finish() }
        return grouping.complete.isEmpty ? nil : grouping.complete.removeFirst()
    }
}

/// Puts lines together to steps.
private struct StepGrouping {
    /// The steps that no further line belongs to; each line completes two at most.
    var complete: [ScriptStep] = []
    private var writes: [[Int]] = []
    private var reply = ReplyGrouping()

    mutating func add(_ line: ScriptLine, at index: Int) {
        if line.kind.role == .remark { return }
        if line.kind.role == .sent {
            finishReply()
            if writes.isEmpty { writes = [[]] }
            return writes[writes.count - 1].append(index)
        }
        if case .command(let command) = line.kind, command.isFlush {
            finishReply()
            if !writes.isEmpty { writes.append([]) }
            return
        }
        finishSend()
        if reply.mustEnd(before: line.kind) { finishReply() }
        guard !reply.take(line, at: index) else { return }
        finishReply()
        if let step = step(line.kind, index) { complete.append(step) }
    }

    /// No more lines come.
    mutating func finish() {
        finishSend()
        finishReply()
    }

    private func step(_ kind: ScriptLine.Kind, _ line: Int) -> ScriptStep? {
        switch kind {
        case .serverEvent(let event): .event(event, line: line)
        case .answer(let answer): .answer(answer, line: line)
        case .command(let command): .command(command, line: line)
        case .title(let title): .title(title, line: line)
        case .blank, .comment, .trace, .clientText, .clientBytes, .messageText, .clientFile,
            .expectLine, .expectReply, .optionalLine, .anyFurtherLines, .groupStart, .groupEnd,
            .mustNotOccur:
            nil
        }
    }

    private mutating func finishSend() {
        guard !writes.isEmpty else { return }
        if writes.count > 1 { writes.removeAll { $0.isEmpty } }
        if !writes.isEmpty { complete.append(.send(writes: writes)) }
        writes = []
    }

    private mutating func finishReply() {
        guard let expectation = reply.finished() else { return }
        complete.append(.expect(expectation))
    }
}

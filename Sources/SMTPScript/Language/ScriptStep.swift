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
    public var firstLine: Int {
        switch self {
        case .send(let writes): writes.first?.first ?? 0
        case .expect(let expectation): expectation.lines.first ?? 0
        case .event(_, let line), .answer(_, let line), .command(_, let line), .title(_, let line):
            line
        }
    }

    /// The index of the last line of the step.
    public var lastLine: Int {
        switch self {
        case .send(let writes): writes.last?.last ?? 0
        case .expect(let expectation): expectation.lines.last ?? 0
        case .event(_, let line), .answer(_, let line), .command(_, let line), .title(_, let line):
            line
        }
    }
}

extension Script {
    /// The steps of the script, in order.
    ///
    /// Where one reply ends and the next begins is told in ``ReplyExpectation``.
    public var steps: [ScriptStep] {
        var grouping = StepGrouping()
        for index in lines.indices { grouping.add(lines[index], at: index) }
        return grouping.finished()
    }
}

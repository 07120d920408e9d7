/// Puts lines together to steps.
struct StepGrouping {
    private var steps: [ScriptStep] = []
    private var writes: [[Int]] = []
    private var reply = ReplyGrouping()

    mutating func add(_ line: ScriptLine, at index: Int) {
        if line.kind.isRemark { return }
        if line.kind.sends {
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
        if let step = step(line.kind, index) { steps.append(step) }
    }

    mutating func finished() -> [ScriptStep] {
        finishSend()
        finishReply()
        return steps
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
        let filled = writes.filter { !$0.isEmpty }
        if !filled.isEmpty { steps.append(.send(writes: filled)) }
        writes = []
    }

    private mutating func finishReply() {
        guard let expectation = reply.finished() else { return }
        steps.append(.expect(expectation))
    }
}

import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession

extension Connection: Driver {
    var openQuestion: Question? { standing.isAsking && !isStopped ? machine.openQuestion : nil }

    func hand(_ input: Input) throws(Misuse) {
        if sendsReplies(to: input) {
            standing = try machine.receive(input, sending: &replies, others: &outputs)
        } else {
            standing = try machine.receive(input, into: &outputs)
        }
        performOutputs()
    }

    /// Whether replies are sent as they are: nobody watches them or holds them up, and no other server gives them.
    private func sendsReplies(to input: Input) -> Bool {
        switch input {
        case .connected, .bytes: !isWatched && relay == nil && faults == nil
        case .answer, .secured, .clock, .shutdown, .closed: false
        }
    }

    func note(_ question: Question, _ decision: Decision) {
        // What waits for the store is decided, and noted when it is there.
        guard storing == nil, relay?.waiting == nil else { return }
        watch?.note(question, decision)
    }

    func decide(_ question: Question) -> Decision {
        if isExcess, case .connect = question {
            return Decision(.close(ListenerReplies.tooManyConnections), by: .recorded)
        }
        let context = decisionContext
        let decision = commons.live.decide(question, context)
        guard isWatched, let watcher = commons.watcher else {
            return storing(question, asked(decision, question))
        }
        guard decision.answer == nil else {
            return holds(at: .question(question, proposal: decision))
                ? beginHold(.question(question, proposal: decision))
                : storing(question, decision)
        }
        guard watcher.canBeAsked else { return storing(question, asked(decision, question)) }
        let proposal = commons.live.proposal(question, context)
        return beginHold(.question(question, proposal: proposal))
    }

    var decisionContext: DecisionContext {
        commons.context(machine, configuration, now: now)
    }

    /// A decision without anybody who could be asked.
    private func asked(_ decision: Decision, _ question: Question) -> Decision {
        guard decision.answer == nil else { return decision }
        if commons.table.isFirstUnasked(question.hook) {
            commons.watcher?.note(.said(.nobodyToAsk(question.hook)))
        }
        return Decision(question.hook.defaultAnswer, by: decision.source)
    }

    /// Performs what the machine put out, up to what somebody holds.
    func performOutputs() {
        guard !isStopped, !outputs.isEmpty else { return }
        // Moved out and back, so that none of them needs to be copied to be performed.
        var queue: [Output] = []
        swap(&queue, &outputs)
        let count = perform(queue.span)
        if count < queue.count {
            queue.removeFirst(count)
            outputs = queue
        } else {
            queue.removeAll(keepingCapacity: queue.capacity <= 16)
            outputs = queue
        }
    }

    /// Performs outputs in order; returns how many before something is held.
    private func perform(_ queue: Span<Output>) -> Int {
        for index in queue.indices {
            if relay != nil, !follow(queue[index]) { return index }
            if isWatched {
                switch queue[index] {
                case .reply(let reply) where holds(at: .reply(serverReply(reply))):
                    _ = beginHold(.reply(serverReply(reply)))
                    return index
                case .transition(let from, let to) where holds(at: .transition(from: from, to: to)):
                    watch?.record(queue[index])
                    _ = beginHold(.transition(from: from, to: to))
                    return index + 1
                default: break
                }
            }
            perform(queue[index])
        }
        return queue.count
    }

    /// Performs one output.
    func perform(_ output: Output) {
        switch output {
        case .reply(let reply):
            let reply = relayed(reply)
            guard isCarried(reply) else { return }
            send(reply)
            watch?.record(.reply(reply))
            if faults != nil { noteReply() }
            return checkTrack(reply)
        case .content(let piece): take(piece)
        case .message(let outcome): return settle(outcome)
        case .startTLS: wantsHandshake = true
        case .link(let conditions): change(link: conditions)
        case .close, .ask, .note, .reading, .transition: break
        }
        if isWatched { watch?.record(output) }
    }
}

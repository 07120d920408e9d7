import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator

// The loop between a machine and those who decide. It does no input or output but for the message
// folder and the trace: octets go in through `feed`, replies gather in `wire`.

/// One conversation with a client: the machine, who decides, and where messages and the trace go.
struct PipeConversation<M: Machine>: ~Copyable {
    private var machine: M
    private var policy: Policy
    private let hostname: String
    private var folder: MessageFolder?
    private var log: TraceLog?
    private var outputs: [Output] = []

    /// What the client is to be sent; whoever sends it empties it.
    var wire: [UInt8] = []
    /// Whether the server has closed the connection.
    private(set) var isClosed = false
    /// Until when the policy lets the client wait.
    private(set) var delayEnd: Instant?

    init(
        _ machine: M, policy: Policy, hostname: String, folder: consuming MessageFolder?,
        log: consuming TraceLog?
    ) {
        self.machine = machine
        self.policy = policy
        self.hostname = hostname
        self.folder = folder
        self.log = log
    }

    /// Whether some of the trace could not be written, which was told.
    var hasTraceFailed: Bool {
        switch log {
        case .some(let log): log.hasFailed
        case .none: false
        }
    }

    /// When the time is to be handed over next, if nothing comes before; nil for never.
    var deadline: Instant? { machine.deadline }

    /// Hands an input over, and answers all questions that come of it.
    mutating func feed(_ input: Input) {
        log?.begin(input, machine)
        receive(input)
        while !isClosed, let question = machine.openQuestion {
            let decision = decide(question)
            let answer = decision.answer ?? question.hook.defaultAnswer
            log?.decided(question, answer, decision.source)
            guard !receive(.answer(answer)) else { continue }
            // A rule's answer that the machine does not take counts as no answer.
            guard receive(.answer(question.hook.defaultAnswer)) else { break }
        }
        log?.finish()
    }

    /// Hands the time over, unless there is nothing that it could change.
    mutating func feed(now: Instant) {
        if let delayEnd, delayEnd <= now { self.delayEnd = nil }
        if let deadline, deadline <= now { return feed(.clock(now)) }
        receive(.clock(now))
    }

    @discardableResult
    private mutating func receive(_ input: Input) -> Bool {
        let phase = log == nil ? "" : machine.phaseName
        outputs.removeAll(keepingCapacity: true)
        do {
            try machine.receive(input, into: &outputs)
        } catch {
            return false
        }
        if case .answer(.delay) = input { delayEnd = machine.deadline }
        // Moved out and back, so that none of them needs to be copied to be performed.
        var done: [Output] = []
        swap(&done, &outputs)
        perform(done.span)
        log?.record(done, from: phase, to: machine.phaseName)
        // What was read is kept by slices of it.
        done.removeAll(keepingCapacity: true)
        swap(&done, &outputs)
        return true
    }

    // A span, since an array's elements would be copied to be looked at.
    private mutating func perform(_ outputs: Span<Output>) {
        for index in outputs.indices {
            switch outputs[index] {
            case .reply(let reply): reply.write(into: &wire)
            case .content(let piece): folder?.append(piece)
            case .message(let outcome): folder?.settle(outcome, MessageOrigin(machine))
            case .close:
                isClosed = true
                // Some machines go on behind it, but nobody hears them.
                return
            case .ask, .startTLS, .note: break
            }
        }
    }

    /// A message is on the disk before anybody says that it is taken.
    private mutating func decide(_ question: Question) -> Decision {
        var context = DecisionContext(hostname: hostname, mechanisms: .spoken)
        guard case .message(let envelope, let octets) = question, folder != nil else {
            return policy.decide(question, context: context)
        }
        let name = folder?.keep(envelope, octets, MessageOrigin(machine))
        // Another machine words its acceptance itself.
        context.messageIdentifier = machine is Session ? name : nil
        let decision = policy.decide(question, context: context)
        let isTaken = decision.answer?.takesMessage ?? true
        guard name == nil, isTaken else { return decision }
        return Decision(.tempfail(MessageFolder.failureReply), by: .default)
    }
}

extension Answer {
    /// Whether the client may be told that its message was taken, now or after a delay.
    fileprivate var takesMessage: Bool {
        switch self {
        case .accept, .rewrite, .delay, .raw, .capabilities, .challenge, .authenticated: true
        case .reject, .tempfail, .discard, .close, .disconnect, .silence, .malformed: false
        }
    }
}

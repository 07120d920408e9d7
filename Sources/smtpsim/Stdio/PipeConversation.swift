import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator

// The loop between a machine and those who decide. It does no input or output but for the message
// folder and the trace: octets go in through `feed`, replies gather in `replies`.

/// One conversation with a client: the machine, who decides, and where messages and the trace go.
struct PipeConversation<M: Machine>: ~Copyable, Driver {
    private var machine: M
    private var policy: Policy
    private let hostname: String
    private let manners: AuthenticationManners
    private var folder: MessageFolder?
    private var log: TraceLog?
    private var lint: LintLog?
    private var outputs: [Output] = []

    /// What the client is to be sent; whoever sends it empties it.
    var replies = ReplyBuffer()
    /// Whether the server has closed the connection.
    private(set) var isClosed = false
    /// The link to the client, if an answer gave it faults.
    private(set) var link: Link?

    init(
        _ machine: M, policy: Policy, configuration: Configuration,
        folder: consuming MessageFolder?, log: consuming TraceLog?, lint: consuming LintLog?
    ) {
        self.machine = machine
        self.policy = policy
        hostname = configuration.hostname
        manners = configuration.authentication
        self.folder = folder
        self.log = log
        self.lint = lint
    }

    /// Writes what lint has found.
    func writeFindings() { lint?.write() }

    /// Whether some of the trace could not be written, which was told.
    var hasTraceFailed: Bool {
        switch log {
        case .some(let log): log.hasFailed
        case .none: false
        }
    }

    /// When the time is to be handed over next, if nothing comes before; nil for never.
    var deadline: Instant? { machine.deadline }

    /// Until when the policy lets the client wait.
    var delayEnd: Instant? { machine.delayEnd }

    var openQuestion: Question? { isClosed ? nil : machine.openQuestion }

    /// Hands an input over, and has all questions that come of it decided.
    mutating func feed(_ input: Input) {
        log?.begin(input, machine)
        lint?.begin(input)
        // What the machine does not take, such as octets after the close, nobody needs to know.
        try? drive(input)
        if link != nil { endIfCut() }
        log?.finish(machine)
    }

    /// Hands over what the client sent, as far as the link carries it.
    mutating func feed(octets: [UInt8]) {
        guard let count = link?.admit(octets.count), count < octets.count else {
            return feed(.bytes(octets))
        }
        feed(.bytes(Array(octets[..<count])))
    }

    /// Ends the conversation where the link is cut.
    private mutating func endIfCut() {
        guard link?.isCut ?? false, !isClosed else { return }
        log?.note(Link.cut)
        try? hand(.closed)
        isClosed = true
    }

    /// Hands the time over, unless there is nothing that it could change.
    mutating func feed(now: Instant) {
        if let deadline, deadline <= now { return feed(.clock(now)) }
        try? hand(.clock(now))
    }

    mutating func hand(_ input: Input) throws(Misuse) {
        outputs.removeAll(keepingCapacity: true)
        guard !sendsReplies(to: input) else {
            try machine.receive(input, sending: &replies, others: &outputs)
            return performAll()
        }
        try machine.receive(input, endingInto: &outputs)
        performAll()
    }

    /// Whether replies are sent as they are: nothing watches them, and nothing holds them up.
    private func sendsReplies(to input: Input) -> Bool {
        guard case .bytes = input, link == nil, lint == nil else { return false }
        switch log {
        case .some: return false
        case .none: return true
        }
    }

    private mutating func performAll() {
        // Moved out and back, so that none of them needs to be copied to be performed.
        var done: [Output] = []
        swap(&done, &outputs)
        perform(done.span)
        log?.record(done)
        lint?.record(done)
        // What was read is kept by slices of it.
        done.removeAll(keepingCapacity: true)
        swap(&done, &outputs)
    }

    mutating func note(_ question: Question, _ decision: Decision) {
        log?.note(question, decision)
    }

    // A span, since an array's elements would be copied to be looked at.
    private mutating func perform(_ outputs: Span<Output>) {
        for index in outputs.indices {
            switch outputs[index] {
            case .reply(let reply) where link != nil: send(reply)
            case .reply(let reply): replies.append(reply)
            case .link(let conditions): change(link: conditions)
            case .content(let piece):
                folder?.append(piece, machine.envelope, MessageOrigin(machine))
            case .message(let outcome): folder?.settle(outcome, MessageOrigin(machine))
            case .close: isClosed = true
            case .ask, .startTLS, .note, .reading, .transition: break
            }
        }
    }

    private mutating func change(link conditions: LinkConditions) {
        if link == nil { link = Link() }
        link?.change(to: conditions)
    }

    private mutating func send(_ reply: Reply) {
        guard link?.carriesReplies ?? true else { return }
        replies.append(reply)
        link?.noteReply()
    }

    mutating func decide(_ question: Question) -> Decision {
        let decision = decideStoring(question)
        // Nobody is there to be asked.
        guard decision.answer == nil else { return decision }
        return Decision(question.hook.defaultAnswer, by: decision.source)
    }

    /// A message is on the disk before anybody says that it is accepted.
    private mutating func decideStoring(_ question: Question) -> Decision {
        var context = DecisionContext(
            hostname: hostname, mechanisms: .spoken, manners: manners)
        context.look(at: machine)
        guard case .message(let envelope, let octets) = question, folder != nil else {
            return policy.decide(question, context: context)
        }
        let name = folder?.keep(envelope, octets, MessageOrigin(machine))
        // Another machine words its acceptance itself.
        context.messageIdentifier = machine.takesWording ? name : nil
        let decision = policy.decide(question, context: context)
        let isTaken = decision.answer?.takesMessage ?? true
        guard name == nil, isTaken else { return decision }
        return Decision(.tempfail(MessageFolder.failureReply), by: .default)
    }
}

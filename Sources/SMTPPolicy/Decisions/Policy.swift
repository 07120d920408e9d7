import SASL
import SMTPGrammar
import SMTPSession

/// Who decides what, as a value: handlers, a one-shot action, what the person is asked, and users.
///
///     var policy = Policy()
///     policy.handlers.append(try Handler(parsing: #"recipient nosuch@* reject 550 5.1.1 "No such user""#))
///     let decision = policy.decide(question)
///
/// The first of these that has something to say decides: the one-shot action, the person if the
/// hook is to be asked, the first handler that matches and takes effect, the users' credentials if the
/// question is one of authentication, the hook's default. Copies are independent, so undo covers a
/// policy with its counts and its chance. Encoding it masks the users' secrets.
public struct Policy: Hashable, Sendable, Codable {
    /// The handlers; the first that matches and takes effect decides.
    ///
    /// A handler's number is its place from 1.
    public var handlers = HandlerList()
    /// The one-shot action, until it is used.
    public var next: NextAction?
    /// The hooks whose questions the person at the prompt answers.
    public var asks: HookSet = []
    /// The users that can authenticate.
    public var credentials = Credentials()
    /// The source of chance and challenges.
    public var random: SeededRandom

    /// A policy of defaults, without users; the same seed gives the same chance and challenges.
    public init(seed: UInt64 = 0) { random = SeededRandom(seed: seed) }

    /// The questions that this policy has to be asked; others take their default without it.
    ///
    /// All, if somebody wants to see every decision; the message too, if its reply is to name it.
    public func hooksOfInterest(tracesAll: Bool = false, namesMessages: Bool = true) -> HookSet {
        guard !tracesAll else { return .all }
        var hooks = asks.union(HookSet(.auth))
        for handler in handlers { hooks.formUnion(HookSet(handler.hook)) }
        if let next { hooks.formUnion(next.hooks) }
        if namesMessages { hooks.formUnion(HookSet(.message)) }
        return hooks
    }
}

extension Policy {
    /// Decides a question, and updates the counts; without an answer, the person has to be asked.
    public mutating func decide(
        _ question: Question, context: DecisionContext = DecisionContext()
    ) -> Decision {
        guard case .authenticate(let exchange) = question else {
            let subject = question.subject
            return take(question, context, asksPerson: true) { $0.fits(question.hook, subject) }
                ?? settled(Decision(question.hook.defaultAnswer, by: .default), question, context)
        }
        let standing = AuthenticationStanding(exchange, by: context.mechanisms, server(context)) {
            random.octets(16)
        }
        let step = AuthenticationStep(exchange, standing)
        return take(question, context, asksPerson: standing.isVerdict, where: step.isFor)
            ?? byCredentials(exchange, standing)
    }

    /// What is decided where nobody but the hook's default has anything to say, whatever the context is;
    /// nil where that is not so clear.
    package func undisputed(_ question: Question) -> Decision? {
        switch question {
        case .authenticate, .message: return nil
        case .connect, .hello, .capabilities, .verb, .sender, .recipient, .data, .startTLS, .verify,
            .expand, .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            let hook = question.hook
            guard next == nil, !asks.contains(hook), !handlers.contains(where: { $0.hook == hook })
            else { return nil }
            return Decision(hook.defaultAnswer, by: .default)
        }
    }

    /// The decision that a person's answer makes, as the machine expects it.
    public func decide(
        _ question: Question, as answer: Answer, context: DecisionContext = DecisionContext()
    ) -> Decision {
        settled(Decision(answer, by: .operator), question, context)
    }

    private mutating func take(
        _ question: Question, _ context: DecisionContext, asksPerson: Bool,
        where fits: (Handler) -> Bool
    ) -> Decision? {
        let hook = question.hook
        if let next, next.suits(hook), fits(Handler(on: hook, .anything, next.action)) {
            self.next = nil
            return decision(next.action, .next, question, context)
        }
        guard !asksPerson || !asks.contains(hook) else { return Decision(nil, by: .ask) }
        let circumstances = Circumstances(
            question: question, now: context.now, clientAddress: context.clientAddress,
            sender: context.sender)
        guard
            let (index, action) = handlers.take(
                circumstances, random: &random, where: { $0.hook == hook && fits($0) })
        else { return nil }
        return decision(action, .handler(index + 1), question, context)
    }

    /// What the users' secrets decide, and what is known of the reason.
    private func byCredentials(
        _ exchange: AuthenticationExchange, _ standing: AuthenticationStanding
    ) -> Decision {
        let finding = CredentialFinding(exchange, standing, credentials)
        // A note says it, and more.
        let failure = finding.notes.isEmpty ? standing.failure : nil
        return Decision(standing.answer, by: .credentials(failure), notes: finding.notes)
    }

    private func server(_ context: DecisionContext) -> ServerContext {
        ServerContext(
            credentials: credentials, hostname: context.hostname,
            time: context.now.milliseconds / 1_000, manners: context.manners)
    }

    private func decision(
        _ action: PolicyAction, _ source: Decision.Source, _ question: Question,
        _ context: DecisionContext
    ) -> Decision {
        switch action {
        case .ask: Decision(nil, by: .ask)
        case .answer(let answer): settled(Decision(answer, by: source), question, context)
        }
    }

    /// Fills in what only the question knows: the user that is accepted, the message's name.
    private func settled(
        _ decision: Decision, _ question: Question, _ context: DecisionContext
    ) -> Decision {
        if let answer = decision.answer, answer.link != nil {
            var decision = settled(Decision(answer.plain, by: decision.source), question, context)
            decision.answer = decision.answer.map(answer.with)
            return decision
        }
        guard case .accept(let reply) = decision.answer else { return decision }
        switch question {
        case .authenticate(let exchange):
            // An answer that names the user has no custom reply.
            guard reply == nil else { return decision }
            let standing = AuthenticationStanding(
                exchange, by: context.mechanisms, server(context), nonce: { [] })
            return Decision(standing.acceptance(), by: decision.source)
        case .message(let envelope, octets: _):
            guard let name = context.messageIdentifier, reply?.text == nil, envelope.isKept else {
                return decision
            }
            let text = "Message accepted as \(name)"
            let naming = CustomReply(reply?.code, reply?.enhanced, text)
            return Decision(.accept(naming), by: decision.source)
        case .connect, .hello, .capabilities, .verb, .sender, .recipient, .data, .startTLS, .verify,
            .expand, .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            return decision
        }
    }
}

extension Envelope {
    /// Whether an accepted message reaches anyone.
    fileprivate var isKept: Bool { !isDiscarded && !recipients.isEmpty }
}

extension Question {
    /// What a handler's pattern is matched against, as far as the question says; see `Hook.subject`.
    ///
    /// An address is without a source route, and quoted only where it has to be, so that no pattern can be
    /// evaded by quoting. For an authentication it is the mechanism; a policy works out the user.
    public var subject: [UInt8] {
        switch self {
        case .connect(let peer): Array(peer.address.utf8)
        case .hello(let hello): Array(hello.name.utf8)
        case .verb(let command), .unknown(let command): Array(command.verb.utf8)
        case .sender(let path, _): path.canonicalMailbox
        case .recipient(let recipient), .delivery(let recipient, octets: _):
            recipient.canonicalMailbox
        case .data(let envelope), .message(let envelope, octets: _):
            envelope.sender?.canonicalMailbox ?? []
        case .authenticate(let exchange): Array(exchange.mechanism.utf8)
        case .verify(let argument), .expand(let argument), .queue(let argument),
            .fetch(let argument), .reversal(let argument), .turned(let argument):
            Array(argument.utf8)
        case .capabilities, .startTLS: []
        }
    }
}

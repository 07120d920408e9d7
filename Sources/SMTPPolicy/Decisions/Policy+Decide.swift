import SASL
import SMTPSession

extension Policy {
    /// Decides a question, and updates the counts; without an answer, the person has to be asked.
    public mutating func decide(
        _ question: Question, context: DecisionContext = DecisionContext()
    ) -> Decision {
        guard case .authenticate(let exchange) = question else {
            return decide(question, about: question.subject, context)
                ?? settled(Decision(question.hook.defaultAnswer, by: .default), question, context)
        }
        let standing = AuthenticationStanding(exchange, by: context.mechanisms, server(context)) {
            random.octets(16)
        }
        // As long as SASL has challenges to send, there is nothing to decide: the user is not known yet.
        guard standing.isVerdict else { return Decision(standing.answer, by: .credentials) }
        let subject = standing.user.map { Array($0.utf8) } ?? question.subject
        return decide(question, about: subject, context)
            ?? Decision(standing.answer, by: .credentials)
    }

    /// The decision that a person's answer makes, as the machine expects it.
    public func decide(
        _ question: Question, as answer: Answer, context: DecisionContext = DecisionContext()
    ) -> Decision {
        settled(Decision(answer, by: .operator), question, context)
    }

    private mutating func decide(
        _ question: Question, about subject: [UInt8], _ context: DecisionContext
    ) -> Decision? {
        let hook = question.hook
        if let next, next.suits(hook) {
            self.next = nil
            return decision(next.action, .next, question, context)
        }
        guard !asks.contains(hook) else { return Decision(nil, by: .ask) }
        guard let (index, action) = handlers.take(hook, subject, random: &random) else {
            return nil
        }
        return decision(action, .handler(index + 1), question, context)
    }

    private func server(_ context: DecisionContext) -> ServerContext {
        ServerContext(credentials: credentials, hostname: context.hostname)
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
        guard case .accept(let reply) = decision.answer else { return decision }
        switch question {
        case .authenticate(let exchange):
            // An answer that names the user has no custom reply.
            guard reply == nil else { return decision }
            let standing = AuthenticationStanding(
                exchange, by: context.mechanisms, server(context), nonce: { [] })
            // Never the identity that the client wants to act as: nobody was asked about that one.
            let user = standing.user.flatMap { $0.isEmpty ? nil : $0 } ?? "anonymous"
            return Decision(.authenticated(user), by: decision.source)
        case .message(let envelope, octets: _):
            guard let name = context.messageIdentifier, reply?.text == nil, envelope.isKept else {
                return decision
            }
            let text = "Message accepted as \(name)"
            let naming = CustomReply(reply?.code, reply?.enhanced, text)
            return Decision(.accept(naming), by: decision.source)
        case .connect, .hello, .capabilities, .verb, .sender, .recipient, .data, .startTLS, .verify,
            .expand, .unknown:
            return decision
        }
    }
}

extension Envelope {
    /// Whether an accepted message reaches anyone.
    fileprivate var isKept: Bool { !isDiscarded && !recipients.isEmpty }
}

import SMTPGrammar

extension Session {
    /// Whether somebody wants to be asked.
    ///
    /// Where nobody does, a verb goes on with the default answer at once, and no question is put
    /// together.
    func asks(_ hook: Hook) -> Bool { configuration.questions.contains(hook) }

    mutating func ask(_ question: Question, _ outputs: inout [Output]) {
        control = .question(
            OpenQuestion(question: question, due: nil, next: control, origin: phase))
        outputs.append(.ask(question))
    }

    /// Goes on where the question was asked.
    mutating func resume(_ question: Question, _ answer: Answer, _ outputs: inout [Output]) {
        switch question {
        case .connect: greet(answer, &outputs)
        case .hello(let hello): resumeHello(hello, answer, &outputs)
        case .capabilities(let keywords): resumeCapabilities(keywords, answer, &outputs)
        case .verb(let text): resumeVerb(text, answer, &outputs)
        case .sender(let path, let parameters):
            resumeSender(path, parameters, answer, &outputs)
        case .recipient(let path): resumeRecipient(path, answer, &outputs)
        case .data: resumeData(answer, &outputs)
        case .message: resumeMessage(answer, &outputs)
        case .authenticate(let exchange): resumeAuthentication(exchange, answer, &outputs)
        case .startTLS: resumeStartTLS(answer, &outputs)
        case .verify: resumeVerify(answer, &outputs)
        case .expand: resumeExpand(answer, &outputs)
        case .unknown: resumeUnknown(answer, &outputs)
        }
    }

    /// Whether an answer takes what was asked for; if not, the client has been told.
    @inline(__always)
    mutating func isTaken(
        _ answer: Answer, refused: Rule, deferred: Rule, _ outputs: inout [Output]
    ) -> Bool {
        if case .accept = answer { return true }
        return isTakenOtherwise(answer, refused: refused, deferred: deferred, &outputs)
    }

    private mutating func isTakenOtherwise(
        _ answer: Answer, refused: Rule, deferred: Rule, _ outputs: inout [Output]
    ) -> Bool {
        switch answer {
        case .accept, .discard, .rewrite, .capabilities, .challenge, .authenticated, .delay:
            return true
        case .raw(let octets):
            let raw = Reply(raw: octets, rule: .rawReply)
            if raw.class == 2 || raw.class == 3 { return true }
            outputs.append(.reply(raw))
        case .reject(let custom): reply(refused, custom, &outputs)
        case .tempfail(let custom): reply(deferred, custom, &outputs)
        case .close(let custom):
            reply(.closedByPolicy, custom, &outputs)
            close(&outputs)
        case .disconnect: close(&outputs)
        case .silence: outputs.append(.note(Note(.silent)))
        case .malformed: reply(refused, &outputs)
        }
        return false
    }

    /// Tells the client that it was taken, in the policy's words or the rule's.
    @inline(__always)
    mutating func confirm(_ answer: Answer, _ rule: Rule, _ outputs: inout [Output]) {
        if case .accept(.none) = answer { return reply(rule, &outputs) }
        confirm(answer, rule, text: nil, &outputs)
    }

    /// Tells the client that it was taken, in the policy's words, a text, or the rule's.
    mutating func confirm(
        _ answer: Answer, _ rule: Rule, text: [UInt8]?, _ outputs: inout [Output]
    ) {
        switch answer {
        case .accept(let custom): reply(rule, custom, text: text, &outputs)
        case .raw(let octets): outputs.append(.reply(Reply(raw: octets, rule: .rawReply)))
        case .reject, .tempfail, .discard, .rewrite, .close, .disconnect, .silence, .delay,
            .capabilities, .challenge, .authenticated, .malformed:
            reply(rule, text: text, &outputs)
        }
    }
}

extension Answer {
    /// Makes sure that this answer can be given to a question.
    func check(for question: Question) throws(Misuse) {
        let hook = question.hook
        switch self {
        case .accept(let custom):
            // The command goes on: the reply is that of its verb.
            guard hook != .verb || custom == nil else { throw .unsuitableAnswer(hook) }
            try check(custom, in: hook == .data ? [3] : [2])
        case .reject(let custom): try check(custom, in: [5])
        case .tempfail(let custom): try check(custom, in: [4])
        case .close(let custom): try check(custom, in: [2, 3, 4, 5])
        case .disconnect, .silence, .delay, .raw: break
        case .discard: try require(hook, in: [.sender, .recipient, .data, .message])
        case .rewrite: try require(hook, in: [.hello, .sender, .recipient])
        case .capabilities: try require(hook, in: [.capabilities])
        case .challenge, .authenticated, .malformed: try require(hook, in: [.auth])
        }
    }

    private func require(_ hook: Hook, in hooks: [Hook]) throws(Misuse) {
        guard hooks.contains(hook) else { throw .unsuitableAnswer(hook) }
    }

    private func check(_ custom: CustomReply?, in classes: [UInt16]) throws(Misuse) {
        guard let code = custom?.code else { return }
        // RFC 5321 §4.2: Reply-code = %x32-35 %x30-35 %x30-39
        guard classes.contains(code / 100), code / 10 % 10 <= 5 else { throw .unsuitableCode(code) }
    }
}

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
        case .recipient(let recipient): resumeRecipient(recipient, answer, &outputs)
        case .data:
            guard case .chunk(let chunk) = control else { return resumeData(answer, &outputs) }
            resumeChunk(chunk, answer, &outputs)
        case .message: resumeMessage(answer, &outputs)
        case .authenticate(let exchange): resumeAuthentication(exchange, answer, &outputs)
        case .delivery(let recipient, _): resumeDelivery(recipient, answer, &outputs)
        case .fetch: resumeFetch(answer, &outputs)
        case .queue(let node): resumeRemoteQueue(node, answer, &outputs)
        case .reversal: resumeReversal(answer, &outputs)
        case .turned: resumeTurned(answer, &outputs)
        case .startTLS: resumeStartTLS(answer, &outputs)
        case .verify: resumeVerify(answer, &outputs)
        case .expand: resumeExpand(answer, &outputs)
        case .unknown(let text): resumeUnknown(text, answer, &outputs)
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
        case .accept, .discard, .rewrite, .capabilities, .challenge, .authenticated, .delay,
            .content:
            return true
        case .raw(let octets):
            let raw = Reply(raw: octets, rule: .rawReply)
            if raw.class == 2 || raw.class == 3 { return true }
            // RFC 5321 §3.8: after 421 the server closes.
            if raw.code == 421 { outputs.append(.note(Note(.staysOpen))) }
            send(raw, &outputs)
        case .reject(let custom): reply(refused, custom, &outputs)
        case .tempfail(let custom): reply(deferred, custom, &outputs)
        case .close(let custom):
            reply(.closedByPolicy, custom, &outputs)
            close(&outputs)
        case .disconnect: close(&outputs)
        case .silence: outputs.append(.note(Note(.silent)))
        case .malformed, .refused: reply(refused, &outputs)
        case .linked(let plain, _):
            return isTaken(plain, refused: refused, deferred: deferred, &outputs)
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
        if let raw = answer.rawReply {
            send(raw, &outputs)
        } else {
            reply(rule, answer.name == .accept ? answer.reply : nil, text: text, &outputs)
        }
    }
}

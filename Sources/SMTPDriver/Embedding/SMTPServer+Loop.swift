import OctetText
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession

// A hook comes first, then the simpler closure, then the default.

extension SMTPServer {
    /// The answer to a question; nil if it is for a hook that suspends.
    func answer(_ question: Question) -> Answer? {
        answer(to: question) {
            if let answer = try prepare(question) { return answer }
            switch handlers[question.hook] {
            case .suspending: return nil
            case .immediate(let hook):
                return try hook(question, self).map { complete($0, question) } ?? decide(question)
            case nil: return try decide(question)
            }
        }
    }

    /// The answer to a question, by a hook that suspends if there is one.
    nonisolated(nonsending) func finalAnswer(_ question: Question) async -> Answer {
        if let answer = answer(question) { return answer }
        guard case .suspending(let hook) = handlers[question.hook] else { return .failed }
        let decided: Result<Answer?, any Error>
        do { decided = .success(try await hook(question, self)) } catch {
            decided = .failure(error)
        }
        return answer(to: question) {
            try decided.get().map { complete($0, question) } ?? decide(question)
        } ?? .failed
    }

    private func answer(to question: Question, _ decide: () throws -> Answer?) -> Answer? {
        do {
            return try decide()
        } catch let refusal as Refusal {
            if let fault = refusal.fault { log("\(question.hook.rawValue): \(fault)") }
            return Answer(refusing: refusal.reply)
        } catch {
            log("\(question.hook.rawValue): \(error)")
            return .failed
        }
    }

    /// What is to be done before anybody is asked; an answer if there is nothing to ask.
    private func prepare(_ question: Question) throws -> Answer? {
        switch question {
        case .hello:
            if let authenticationMechanisms {
                configuration.mechanisms = try authenticationMechanisms().map {
                    OfferedMechanism($0)
                }
            }
        case .message:
            openText()
            if case .refused(let error) = text { throw error }
        case .authenticate(let exchange):
            let standing = standing(exchange)
            return standing.isVerdict ? nil : standing.answer
        case .connect, .capabilities, .verb, .sender, .recipient, .data, .startTLS, .verify,
            .expand, .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            break
        }
        return nil
    }

    /// A hook's answer with what only the server knows.
    private func complete(_ answer: Answer, _ question: Question) -> Answer {
        guard case .authenticate(let exchange) = question, case .accept(nil) = answer else {
            return answer
        }
        return standing(exchange).acceptance(naming: "")
    }

    private func decide(_ question: Question) throws -> Answer {
        switch question {
        case .verb(let command): return try filter(command)
        case .sender(let path, _):
            let isValid = try validateSender?(SMTPServer.text(path.mailbox)) ?? true
            return isValid ? .accept() : .reject()
        case .recipient(let recipient):
            let isValid = try validateRecipient?(SMTPServer.text(recipient.mailbox)) ?? true
            return isValid ? .accept() : .reject()
        case .message(let envelope, let octets): return try store(envelope, octets)
        case .authenticate(let exchange): return try authenticate(exchange)
        case .startTLS: return try tlsHandler?() == true ? .accept() : .tempfail()
        case .connect, .hello, .capabilities, .data, .verify, .expand, .unknown, .delivery,
            .queue, .fetch, .reversal, .turned:
            return question.hook.defaultAnswer
        }
    }

    private func filter(_ command: CommandText) throws -> Answer {
        let argument = SMTPServer.text(command.argument)
        guard let reply = try verbFilter?(command.verb, argument) else { return .accept() }
        return Answer(refusing: reply)
    }

    private func store(_ envelope: Envelope, _ octets: UInt64) throws -> Answer {
        let isDropped = envelope.isDiscarded || envelope.recipients.isEmpty
        guard !isDropped else { return .accept() }
        let message = received(envelope, octets)
        let name: String
        if case .sink(var sink) = text {
            text = .nowhere
            do { name = try sink.finish(message) } catch {
                sink.abandon()
                throw error
            }
        } else if let messageReceived {
            name = try messageReceived(message)
        } else {
            return .tempfail(CustomReply(452, EnhancedStatusCode(4, 3, 0), "No message storage"))
        }
        messageCount += 1
        return .accept(CustomReply(nil, nil, "Message accepted as \(SMTPServer.oneLine(name))"))
    }

    private func authenticate(_ exchange: AuthenticationExchange) throws -> Answer {
        let standing = standing(exchange)
        guard let validateAuthentication else { return standing.answer }
        // The closure checks users and passwords, not who may act for whom.
        guard !standing.actsForAnother else { return .reject() }
        let arguments =
            standing.claim?.arguments ?? exchange.responses.map { SMTPServer.text($0) }
        guard try validateAuthentication(exchange.mechanism, arguments) else { return .reject() }
        return standing.acceptance(naming: "")
    }

    private static func text(_ octets: some Collection<UInt8>) -> String {
        String(decoding: octets, as: UTF8.self)
    }

    private static func oneLine(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isVisible ? $0 : "?" }))
    }
}

extension SMTPServer {
    /// How far an exchange has come.
    func standing(_ exchange: AuthenticationExchange) -> AuthenticationStanding {
        let server = ServerContext(
            credentials: credentials, hostname: configuration.hostname,
            time: time.milliseconds / 1_000, manners: configuration.authentication)
        var random = SystemRandomNumberGenerator()
        return AuthenticationStanding(exchange, by: mechanisms, server) {
            (0..<16).map { _ in UInt8.random(in: 0...255, using: &random) }
        }
    }

    /// The message that is complete, with its text if it was gathered.
    func received(_ envelope: Envelope, _ octets: UInt64) -> ReceivedMessage {
        var origin = MessageOrigin(session)
        origin.received = time
        return ReceivedMessage(
            identifier: "m\(messageCount + 1)", envelope: envelope, origin: origin, octets: octets,
            content: text?.content)
    }

    /// Finds out where the text of a message goes, when the first of it is there.
    func openText() {
        guard text == nil else { return }
        do {
            if let messageSink {
                text = .sink(try messageSink(session.envelope, context))
            } else {
                let isWanted = messageReceived != nil || handlers[.message] != nil
                text = isWanted ? .gathered(MessageContent()) : .nowhere
            }
        } catch {
            text = .refused(error)
        }
    }
}

extension Claim {
    /// What the client sent, as `validateAuthentication` gets it.
    fileprivate var arguments: [String] {
        switch proof {
        case .password(let secret):
            [authenticationIdentity, String(decoding: secret.revealed ?? [], as: UTF8.self)]
        case .keyedDigest(let digest, let challenge):
            [
                authenticationIdentity, digest.map(Claim.hexadecimal).joined(),
                String(decoding: challenge, as: UTF8.self),
            ]
        case .external(let identity): [identity ?? ""]
        case .token(let token):
            [authenticationIdentity, String(decoding: token.revealed ?? [], as: UTF8.self)]
        case .trace(let trace): [trace]
        }
    }

    private static func hexadecimal(_ octet: UInt8) -> String {
        (octet < 16 ? "0" : "") + String(octet, radix: 16)
    }
}

/// The loop of a server: its closures decide.
private struct ClosureDriver: Driver {
    let server: SMTPServer

    var openQuestion: Question? { server.session.openQuestion }

    func hand(_ input: Input) throws(Misuse) { try server.hand(input) }

    /// Without an answer, a hook that suspends gives it later.
    func decide(_ question: Question) -> Decision {
        Decision(server.answer(question), by: .default)
    }

    func note(_ question: Question, _ decision: Decision) {
        if let answer = decision.answer { server.log(question, answer) }
    }

    /// An answer that does not suit the question is a mistake in a closure.
    func fallback(for question: Question) -> Answer { .failed }
}

extension SMTPServer {
    /// Hands an input over and answers the questions that come of it, but for those that suspend.
    ///
    /// A closure that calls the server while it is asked only hands octets over; they wait.
    func perform(_ input: Input) {
        do throws(Misuse) {
            guard !isDeciding else { return try hand(input) }
            isDeciding = true
            defer { isDeciding = false }
            var driver = ClosureDriver(server: self)
            try driver.drive(input)
        } catch {
            log("\(error)")
        }
    }

    /// Lets hooks that suspend answer what is open; returns what to send to the client.
    nonisolated(nonsending) public func resume() async -> [UInt8] {
        await answerAll(after: unsent.count)
    }

    nonisolated(nonsending) func answerAll(after count: Int) async -> [UInt8] {
        guard !isDeciding else { return [] }
        isDeciding = true
        defer { isDeciding = false }
        while let question = session.openQuestion {
            let decision = Decision(await finalAnswer(question), by: .default)
            // Meanwhile the client may have gone.
            guard session.openQuestion == question else { continue }
            var driver = ClosureDriver(server: self)
            driver.settle(question, decision)
        }
        return takeUnsent(after: count)
    }

    fileprivate func hand(_ input: Input) throws(Misuse) {
        var outputs: [Output] = []
        try session.receive(input, into: &outputs)
        if case .bytes(let octets) = input { lastOctet = octets.last ?? lastOctet }
        for output in outputs { handle(output) }
    }

    private func handle(_ output: Output) {
        switch output {
        case .reply(let reply):
            unsent.append(reply)
            if logHandler != nil { reply.lines.forEach { log("S: \($0)") } }
        case .content(let piece):
            openText()
            text?.write(piece)
        case .message(let outcome): settle(outcome)
        case .note(let note): if logHandler != nil { log("note \(note.rule.id) \(note.detail)") }
        case .close:
            abandonText()
            log("close")
        case .ask, .startTLS, .reading, .transition, .link: break
        }
    }

    private func settle(_ outcome: MessageOutcome) {
        let client = session.clientName
        switch outcome.disposition {
        case .resumed:
            openText()
            remembered.text(of: outcome, from: client)?.pieces.forEach { text?.write($0) }
            return
        case .interrupted:
            if let content = text?.content, let transaction = session.interruptions.last {
                remembered.keep(transaction, content, of: outcome)
            }
        case .accepted, .discarded, .refused: remembered.forget(outcome.envelope, from: client)
        }
        if outcome.disposition != .accepted { text?.abandon() }
        text = nil
    }

    /// Forgets the text of a message that will not be completed.
    func abandonText() {
        text?.abandon()
        text = nil
    }
}

extension SMTPServer {
    /// Logs a line.
    ///
    /// It may contain what the client or a closure said, so nothing goes out raw.
    func log(_ line: @autoclosure () -> String) {
        guard let logHandler else { return }
        logHandler(SMTPServer.oneLine(line()))
    }

    /// Logs a decision.
    ///
    /// The subject of an authentication is its mechanism, so no secret is in it.
    fileprivate func log(_ question: Question, _ answer: Answer) {
        guard logHandler != nil else { return }
        let subject = String(decoding: question.subject, as: UTF8.self)
        log("\(question.hook.rawValue) \(subject): \(answer.name.rawValue)")
    }
}

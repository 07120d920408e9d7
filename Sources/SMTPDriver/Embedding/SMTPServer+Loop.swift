import OctetText
import SMTPPolicy
import SMTPSession

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
        case .message(let outcome):
            if outcome.disposition != .accepted { text?.abandon() }
            text = nil
        case .note(let note): if logHandler != nil { log("note \(note.rule.id) \(note.detail)") }
        case .close:
            abandonText()
            log("close")
        case .ask, .startTLS, .reading, .transition: break
        }
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
        var safe = String.UnicodeScalarView()
        for scalar in line().unicodeScalars { safe.append(scalar.isVisible ? scalar : "?") }
        logHandler(String(safe))
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

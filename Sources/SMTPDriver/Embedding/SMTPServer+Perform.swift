import OctetText
import SMTPPolicy
import SMTPSession

extension SMTPServer {
    /// Hands over an input, answers all resulting questions, and collects the replies.
    mutating func perform(_ input: Input) -> [Reply] {
        var replies: [Reply] = []
        guard take(input, &replies) else { return [] }
        while let question = session.openQuestion {
            let answer = answer(question)
            log(question, answer)
            // An answer that does not suit the question is a mistake in a closure.
            guard !take(.answer(answer), &replies) else { continue }
            guard take(.answer(.failed), &replies) else { break }
        }
        return replies
    }

    private mutating func take(_ input: Input, _ replies: inout [Reply]) -> Bool {
        var outputs: [Output] = []
        do {
            try session.receive(input, into: &outputs)
        } catch {
            log("\(error)")
            return false
        }
        for output in outputs { handle(output, &replies) }
        return true
    }

    private mutating func handle(_ output: Output, _ replies: inout [Reply]) {
        switch output {
        case .reply(let reply):
            replies.append(reply)
            if logHandler != nil { reply.lines.forEach { log("S: \($0)") } }
        case .content(let piece): content.append(piece)
        case .message: content = MessageContent()
        case .note(let note): if logHandler != nil { log("note \(note.rule.id) \(note.detail)") }
        case .close: log("close")
        case .ask, .startTLS, .reading, .transition: break
        }
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
    private func log(_ question: Question, _ answer: Answer) {
        guard logHandler != nil else { return }
        let subject = String(decoding: question.subject, as: UTF8.self)
        log("\(question.hook.rawValue) \(subject): \(answer.name.rawValue)")
    }
}

import SMTPGrammar

// RFC 5321 §3.1: "the server … sends a 220 opening message … 554 … a server taking this approach MUST
// still wait for the client to send a QUIT before closing the connection and SHOULD respond to any
// intervening commands with 503" (shortened).

extension Session {
    /// Greets the client, or turns it away.
    mutating func greet(_ answer: Answer, _ outputs: inout [Output]) {
        if case .tempfail(let custom) = answer {
            reply(.connectionDeferred, custom, &outputs)
            return close(&outputs)
        }
        guard isTaken(answer, refused: .connectionRefused, deferred: .connectionDeferred, &outputs)
        else {
            guard phase != .closed else { return }
            counters.refusesService = true
            phase = .hello
            return
        }
        if !input.isEmpty, !permits(.earlyTalk, at: nil, &outputs) { return close(&outputs) }
        phase = .hello
        let text = Array("\(configuration.hostname) \(configuration.ident)".utf8)
        confirm(answer, .greeting, text: Session.visible(text), &outputs)
    }
}

import SMTPGrammar

// RFC 5321 §3.1: "a 554 response MAY be given in the initial connection opening message instead of the
// 220. A server taking this approach MUST still wait for the client to send a QUIT (see Section
// 4.1.1.10) before closing the connection and SHOULD respond to any intervening commands with '503 bad
// sequence of commands'."

extension Session {
    /// Greets the client, or turns it away.
    mutating func greet(_ answer: Answer, _ outputs: inout [Output]) {
        // Without a greeting there is a session all the same, for a client that does not wait.
        if case .silence = answer {
            control = .hello
            trail = .ungreeted
            return outputs.append(.note(Note(.silent)))
        }
        let isEarly = !input.isEmpty && !configuration.offered.contains(.earlyPipelining)
        if isEarly, answer.name.effect != .takes { outputs.append(.note(Note(.earlyTalk))) }
        if case .tempfail(let custom) = answer {
            reply(.connectionDeferred, custom, &outputs)
            return close(&outputs)
        }
        guard isTaken(answer, refused: .connectionRefused, deferred: .connectionDeferred, &outputs)
        else {
            // RFC 7504 §3.
            return answer.reply?.code == 521 && !control.isClosed
                ? control = .mailless : awaitQuit()
        }
        guard !isEarly || permits(.earlyTalk, at: nil, &outputs) else { return awaitQuit() }
        control = beginning
        let text = Array("\(configuration.hostname) \(configuration.ident)".utf8)
        confirm(
            answer, .greeting, text: Session.visible(Array(text.prefix(Session.longestText))),
            &outputs)
    }

    /// Lets the first line pass that came though no greeting did, or turns the client away.
    ///
    /// RFC 5321 §4.3.1: "The sender SHOULD wait for this greeting message before sending any commands."
    mutating func isPermittedUngreeted(_ outputs: inout [Output]) -> Bool {
        trail = .none
        if permits(.earlyTalk, at: nil, &outputs) { return true }
        awaitQuit()
        return false
    }

    /// Goes on without any service, if the connection was not closed.
    private mutating func awaitQuit() {
        if !control.isClosed { control = .refused }
    }
}

import SMTPGrammar

// RFC 5321 §3.5: VRFY and EXPN. §3.5.3: a server that does not want to tell says 252, never 250.

extension VerbDeclaration {
    static let vrfy = VerbDeclaration(
        .vrfy, "RFC 5321 §4.1.1.6", "VRFY ann", "Asks whether the text means a user.",
        "Many servers do not say, and reply 252.",
        argument: .mailbox, replies: "250, 251, 252; 550, 551, 553, 502, 504", place: .last)

    static let expn = VerbDeclaration(
        .expn, "RFC 5321 §4.1.1.7", "EXPN staff", "Asks who is on a mailing list.",
        argument: .mailbox, replies: "250, 252; 550, 500, 502, 504", place: .last, of: .expand)
}

extension Session {
    mutating func performVerify(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard let argument = argument(line, &outputs) else { return }
        guard asks(.verify) else { return resumeVerify(.accept(), &outputs) }
        ask(.verify(argument), &outputs)
    }

    mutating func performExpand(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard let argument = argument(line, &outputs) else { return }
        guard asks(.expand) else { return resumeExpand(.accept(), &outputs) }
        ask(.expand(argument), &outputs)
    }

    mutating func resumeVerify(_ answer: Answer, _ outputs: inout [Output]) {
        guard isTaken(answer, refused: .verifyRefused, deferred: .verifyDeferred, &outputs) else {
            return
        }
        noteMissingMailbox(answer, &outputs)
        confirm(answer, .verifyAccepted, &outputs)
    }

    mutating func resumeExpand(_ answer: Answer, _ outputs: inout [Output]) {
        guard isTaken(answer, refused: .expandRefused, deferred: .expandDeferred, &outputs) else {
            return
        }
        noteMissingMailbox(answer, &outputs)
        confirm(answer, .expandAccepted, &outputs)
    }

    /// RFC 5321 §3.5.2: a normal response "MUST include the <Mailbox> name using a
    /// "<local-part@domain>" construction".
    private func noteMissingMailbox(_ answer: Answer, _ outputs: inout [Output]) {
        guard let reply = answer.reply, let text = reply.text, !text.utf8.contains(ASCII.atSign),
            let code = reply.code, code == 250 || code == 251
        else { return }
        outputs.append(.note(Note(.verifyWithoutMailbox)))
    }

    private mutating func argument(_ line: Span<UInt8>, _ outputs: inout [Output]) -> String? {
        guard let start = startOfArgument(line, &outputs) else { return nil }
        guard start < line.count else {
            refuse(.argumentMissing, SyntaxError(at: line.count, .argumentMissing), &outputs)
            return nil
        }
        return withoutUTF8Parameter(Session.text(line, from: start))
    }
}

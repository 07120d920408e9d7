import SMTPDriver
import SMTPGrammar
import SMTPImport
import SMTPSession

extension RecordingPlayer {
    /// Takes what the machine put out.
    // A span, since an array's elements would be copied to be looked at.
    mutating func take(_ outputs: Span<Output>) {
        guard !isMuted else { return }
        for index in outputs.indices {
            switch outputs[index] {
            case .reading(let reading): if !isApproximate { linter.read(reading) }
            case .reply(let reply): take(reply)
            case .note(let note): if !isApproximate || !note.rule.isAboutText { linter.take(note) }
            case .message(let outcome): linter.take(outcome)
            case .ask, .content, .startTLS, .close, .transition, .link: break
            }
        }
    }

    /// The machine's reply says what was wrong, the recorded one what the client knew.
    private mutating func take(_ reply: Reply) {
        linter.find(reply.rule, at: reply.fault?.offset)
        let recorded = exchange.take()
        lastReply = recorded
        let code = recorded?.code ?? Int(reply.code)
        let isHello = linter.subject == .extendedHello
        linter.hear(
            code: code, lines: isHello || code == 452 ? recorded?.lines ?? [] : [],
            isWhole: recorded.map { !$0.isCutShort } ?? false)
        if isHello, recorded?.code == 250 {
            // Later replies depend on it.
            adoptsSize = true
        }
        isApart = recorded != nil && (code < 400) != (reply.code < 400) || code == 334
    }

    /// Leads the machine to where the recorded server is.
    mutating func followRecording() {
        if adoptsSize {
            adoptsSize = false
            session.configuration.limits.messageSize = linter.memory.offer?.messageSize ?? 0
        }
        guard isApart, let code = lastReply?.code, code < 400 else { return }
        isApart = false
        switch linter.subject {
        case .extendedHello, .hello: if session.hello == nil { force("EHLO client.invalid") }
        case .mail:
            if session.phase != .mail { force("RSET") }
            reach(.mail)
            force("MAIL FROM:<>")
        case .recipient:
            reach(.recipient)
            force("RCPT TO:<postmaster>")
        case .data:
            guard code == 354, session.expectation != .content else { return }
            reach(.recipient)
            if session.envelope.recipients.isEmpty { force("RCPT TO:<postmaster>") }
            force("DATA")
        case .authentication: skipsResponse = code == 334 && session.phase != .authentication
        case .connection, .text, .tls, .quit, .other: break
        }
    }

    /// Goes on to a phase, by what comes before it.
    private mutating func reach(_ phase: Session.Phase) {
        if session.phase == .hello { force("EHLO client.invalid") }
        if phase == .recipient, session.phase == .mail { force("MAIL FROM:<>") }
    }

    /// Hands over a command that is nobody's.
    mutating func force(_ command: StaticString) {
        let questions = session.configuration.questions
        session.configuration.questions = []
        quietly { player in
            let octets = command.withUTF8Buffer { Array($0) }
            try? player.drive(.bytes(octets + [ASCII.carriageReturn, ASCII.lineFeed]))
        }
        session.configuration.questions = questions
    }
}

extension Rule {
    /// Whether it is about the octets of message text.
    fileprivate var isAboutText: Bool {
        switch self {
        case .contentBareCarriageReturn, .contentBareLineFeed, .contentLineFeedEnd, .contentNul,
            .contentLineTooLong, .declaredSizeExceeded, .bareLineFeed:
            true
        case _: false
        }
    }
}

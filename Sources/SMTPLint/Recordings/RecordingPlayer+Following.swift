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
        lastCode = exchange.nextCode
        let hasReply = !exchange.isDone
        let code = lastCode ?? Int(reply.code)
        if linter.subject == .extendedHello {
            let known = exchange.next.map { self.offer(of: $0) }
            hear(code, offer: known, isTaken: reply.rule == .helloAccepted)
        } else {
            linter.hear(code: code, lines: code == 452 ? exchange.next?.lines ?? [] : [])
        }
        exchange.advance()
        isApart = hasReply && (code < 400) != (reply.code < 400) || code == 334
    }

    /// The reply to EHLO: what it listed, counts from now on.
    private mutating func hear(_ code: Int, offer: KnownOffer?, isTaken: Bool) {
        linter.hear(code: code, offer: offer?.client, lines: offer?.reply.lines.count ?? 0)
        guard let offer, code == 250 else { return }
        if isTaken { session.takeOffer(offer.keywords) }
        // Replies of the machine depend on it.
        adopted = offer
    }

    /// Leads the machine to where the recorded server is.
    mutating func followRecording() {
        if let adopted {
            self.adopted = nil
            set { $0.messageSize = adopted.messageSize }
        }
        guard isApart, let code = lastCode, code < 400 else { return }
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
        let questions = settings.questions
        set { $0.questions = [] }
        quietly { player in
            let octets = command.withUTF8Buffer { Array($0) }
            try? player.drive(.bytes(octets + [ASCII.carriageReturn, ASCII.lineFeed]))
        }
        set { $0.questions = questions }
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

import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension StateCommand: PageCommand {
    /// `:state`: what the server waits for, and what it knows.
    func show(_ look: Look, on page: inout Page) {
        let simulator = look.simulator
        var rows = [("state", "\(simulator.phaseName), \(look.waitsFor)")]
        if let question = simulator.shownQuestion {
            rows.append(("question", "\(QuestionText.print(question)); your answer is awaited"))
        }
        rows.append(("client", look.client))
        let machine = simulator.machine
        rows.append(("TLS", machine.tls.map { "active, \($0.summary)" } ?? "none"))
        rows.append(("user", machine.authenticatedUser.map(EscapedText.shown) ?? "none"))
        rows.append(("envelope", look.envelopeSummary))
        rows.append(("messages", "\(simulator.mailbox.messages.count) received"))
        let buffered = simulator.machine.bufferedOctets.count
        if buffered > 0 { rows.append(("buffer", "\(waiting(buffered)); see :buffer")) }
        for notice in machine.unread.notices { rows.append(("", "\(notice.rule.text)")) }
        if let chunk = simulator.world.chunk {
            rows.append(("chunk", "\(counted(chunk, "octet")) at a time"))
        }
        rows.append(("time", "\(DurationText.print(simulator.machine.clock.milliseconds))"))
        rows.append(("profile", simulator.world.profile.rawValue))
        page.table(rows)
    }
}

extension Look {
    /// What the server takes the client's next octets for, in words.
    var waitsFor: String {
        if simulator.openQuestion != nil { return "an answer is awaited" }
        return switch simulator.expectation {
        case .connection: "the connection is not open"
        case .header: "a header of the PROXY protocol is awaited"
        case .command: "a command is awaited"
        case .content: awaitedText
        case .authentication: "a SASL response is awaited, or * to cancel"
        case .handshake: "the TLS handshake is awaited; :tls does it"
        case .nothing: "the connection is closed; :connect opens another"
        }
    }

    private var awaitedText: String {
        guard let octets = simulator.machine.awaitedOctets else {
            return "message text is awaited, up to a line with a single dot"
        }
        return "\(counted(Int(clamping: octets), "octet")) of a chunk are awaited"
    }

    fileprivate var client: String {
        guard let name = simulator.machine.clientName else { return "has not introduced itself" }
        let visible = EscapedText.shown(name)
        guard let hello = simulator.machine.hello else { return visible }
        let verb = simulator.machine.isLMTP ? "LHLO" : hello.isExtended ? "EHLO" : "HELO"
        return "\(visible), by \(verb)"
    }

    fileprivate var envelopeSummary: String {
        let envelope = simulator.envelope
        guard let sender = envelope.sender else { return "empty" }
        let recipients = counted(envelope.recipients.count, "recipient")
        return "from <\(EscapedText.shown(sender.octets))>, \(recipients)"
    }
}

extension EnvelopeCommand: PageCommand {
    /// `:envelope`: what MAIL and RCPT have said so far.
    func show(_ look: Look, on page: inout Page) {
        let envelope = look.simulator.envelope
        guard !envelope.isEmpty else {
            return page.say("The envelope is empty: no mail transaction is under way.")
        }
        page.add(envelope, in: look.simulator.configuration)
    }
}

extension Page {
    /// Adds an envelope: a row for the sender, its parameters, and each recipient.
    mutating func add(_ envelope: Envelope, in configuration: Configuration) {
        var rows: [(String, String)] = []
        if let sender = envelope.sender {
            rows.append(("sender", "<\(EscapedText.shown(sender.octets))>"))
        }
        rows += ParameterRows.rows(envelope.parameters, in: configuration)
        for recipient in envelope.recipients {
            rows.append(("recipient", "<\(EscapedText.shown(recipient.octets))>"))
        }
        if envelope.isDiscarded { rows.append(("", "The mail is to be dropped.")) }
        table(rows)
    }
}

extension BufferCommand: PageCommand {
    /// `:buffer`: the client's octets that wait to be read.
    func show(_ look: Look, on page: inout Page) {
        let simulator = look.simulator
        let count = simulator.machine.bufferedOctets.count
        if count > 0 {
            page.say("\(waiting(count)): \(look.waitReason).")
            let shown = simulator.machine.forecast().flatMap(\.maskedOctets)
            page.show(EscapedText.shown(shown, limit: 1_000))
        } else {
            page.say("The buffer is empty.")
        }
        for notice in simulator.machine.unread.notices { page.say(notice.sentence) }
    }
}

extension Look {
    /// Why octets of the client were not read.
    fileprivate var waitReason: String {
        simulator.openQuestion == nil
            ? "the line is not complete" : "a question waits for its answer"
    }

    /// Adds why the server said nothing to what the client did last, if it did not; returns whether.
    func addSilence(to page: inout Page) -> Bool {
        guard simulator.openQuestion == nil else { return false }
        let unread = simulator.machine.unread
        let notes = unread.notices.isEmpty ? unheardNotes : unread.notices
        guard !unread.octets.isEmpty || !notes.isEmpty else { return false }
        if !unread.octets.isEmpty {
            page.say(
                "\(waiting(unread.octets.count)): \(waitReason). A line ends with CR LF, and until "
                    + "then the server does not reply.")
        }
        for note in notes { page.say("Note \(note.sentence)") }
        if notes.contains(where: { $0.rule == .silent }) { addSilentDecision(to: &page) }
        return true
    }

    /// Adds who decided to say nothing.
    private func addSilentDecision(to page: inout Page) {
        for event in simulator.steps.last(where: { $0.number > 0 })?.events ?? [] {
            guard case .decided(let decided) = event, decided.answer == .silence else { continue }
            page.say(
                "Decided: \(QuestionText.print(decided.question)): silence, by \(decided.source).")
        }
    }

    /// The notes on what the client did last, if no reply came of it.
    private var unheardNotes: [Note] {
        guard let step = simulator.steps.last(where: { $0.number > 0 }), step.replies.isEmpty else {
            return []
        }
        return step.events.compactMap { if case .note(let note) = $0 { note } else { nil } }
    }
}

private func waiting(_ count: Int) -> String {
    "\(counted(count, "octet")) \(count == 1 ? "waits" : "wait")"
}

extension SessionsCommand: WorkbenchCommand {
    func perform(on workbench: inout Workbench) -> [Line] {
        guard name == nil else { return workbench.change(PromptCommand(self)) }
        let look = workbench.look
        return workbench.page { look.showSessions(on: &$0) }
    }
}

extension Look {
    /// `:sessions`: the forks of this session, and the checkpoints.
    func showSessions(on page: inout Page) {
        page.table(
            simulator.sessions.map { name in
                let mark = name == simulator.name ? "* " : "  "
                let session = simulator.session(named: name) ?? simulator
                let steps = counted(Look(simulator: session, width: width).lastStep, "step")
                return (
                    mark + EscapedText.shown(name), "\(session.phaseName), \(steps) by the client"
                )
            })
        page.list("checkpoints", simulator.checkpointNames.map(EscapedText.shown))
    }
}

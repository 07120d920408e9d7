import OctetText
import SMTPDriver
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import TerminalText

extension StateCommand: PageCommand {
    func page(_ look: Look) -> Page { look.state() }
}

extension Look {
    /// `:state`: what the server waits for, and what it knows.
    func state() -> Page {
        var page = page
        var rows = [("state", "\(simulator.phaseName), \(waitsFor)")]
        if let question = simulator.shownQuestion {
            rows.append(("question", "\(QuestionText.print(question)); your answer is awaited"))
        }
        rows.append(("client", client))
        if let session {
            rows.append(("TLS", session.tls.map { "active, \($0.version)" } ?? "none"))
            rows.append(("user", session.authenticatedUser.map(EscapedText.shown) ?? "none"))
        }
        rows.append(("envelope", envelopeSummary))
        rows.append(("messages", "\(simulator.mailbox.messages.count) received"))
        let buffered = simulator.machine.bufferedOctets.count
        if buffered > 0 {
            let verb = buffered == 1 ? "waits" : "wait"
            rows.append(("buffer", "\(counted(buffered, "octet")) \(verb); see :buffer"))
        }
        if let chunk = simulator.world.chunk {
            rows.append(("chunk", "\(counted(chunk, "octet")) at a time"))
        }
        rows.append(("time", "\(DurationText.print(simulator.machine.clock.milliseconds))"))
        rows.append(("profile", simulator.world.profile.rawValue))
        page.table(rows)
        return page
    }

    /// What the server takes the client's next octets for, in words.
    var waitsFor: String {
        if simulator.openQuestion != nil { return "an answer is awaited" }
        return switch simulator.expectation {
        case .connection: "the connection is not open"
        case .command: "a command is awaited"
        case .content: "message text is awaited, up to a line with a single dot"
        case .authentication: "a SASL response is awaited, or * to cancel"
        case .handshake: "the TLS handshake is awaited; :tls does it"
        case .nothing: "the connection is closed; :connect opens another"
        }
    }

    private var client: String {
        guard let name = simulator.machine.clientName else { return "has not said its name" }
        let visible = EscapedText.shown(name)
        guard let hello = session?.hello else { return visible }
        return "\(visible), by \(hello.isExtended ? "EHLO" : "HELO")"
    }

    private var envelopeSummary: String {
        let envelope = simulator.envelope
        guard let sender = envelope.sender else { return "empty" }
        let recipients = counted(envelope.recipients.count, "recipient")
        return "from <\(EscapedText.shown(sender.octets))>, \(recipients)"
    }
}

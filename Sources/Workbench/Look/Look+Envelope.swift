import OctetText
import SMTPGrammar
import SMTPSession
import SMTPSimulator
import TerminalText

extension EnvelopeCommand: PageCommand {
    func page(_ look: Look) -> Page { look.envelope() }
}

extension Look {
    /// `:envelope`: what MAIL and RCPT have said so far.
    func envelope() -> Page {
        var page = page
        let envelope = simulator.envelope
        guard !envelope.isEmpty else {
            page.say("The envelope is empty: no mail transaction is under way.")
            return page
        }
        page.add(envelope, in: simulator.configuration)
        return page
    }
}

extension Page {
    /// Adds an envelope: a row for the sender, its parameters, and each recipient.
    ///
    /// - Parameters:
    ///   - envelope: from whom and to whom
    ///   - configuration: the server that read it
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

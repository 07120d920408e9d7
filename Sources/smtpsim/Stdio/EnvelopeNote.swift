import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import TerminalText
import Workbench

/// What is kept of a message beside its text, as JSON.
///
///     {"id":"m1","sender":"ann@client.example","recipients":["bob@sim.example"],"octets":120, …}
struct EnvelopeNote {
    /// One line with its end.
    let text: String

    init(_ identifier: String, _ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin) {
        let body = envelope.parameters.body
        let value: JSON = .object([
            JSON.Member("id", .string(identifier)),
            JSON.Member("sender", .optional(envelope.sender.map(EnvelopeNote.text))),
            JSON.Member("recipients", .strings(envelope.recipients.map(EnvelopeNote.text))),
            JSON.Member("octets", .number(Int(clamping: octets))),
            JSON.Member("client", .optional(origin.clientName)),
            JSON.Member("user", .optional(origin.authenticatedUser)),
            JSON.Member("with", .string(origin.transmission.rawValue)),
            JSON.Member("body", .optional(body?.rawValue)),
        ])
        text = value.text + "\n"
    }

    private static func text(_ path: Path) -> String { Sanitizer.escaped(path.octets) }
}

import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Workbench

/// The envelope of a kept message, as JSON.
///
///     {"id":"m1","sender":"ann@client.example","recipients":["bob@sim.example"],"octets":120, …}
struct EnvelopeNote {
    /// One line with its end.
    let text: String

    init(_ identifier: String, _ envelope: Envelope, _ octets: UInt64, _ origin: MessageOrigin) {
        let body = envelope.parameters.body
        let value: JSON = .object([
            JSON.Member("id", .string(identifier)),
            JSON.Member("sender", envelope.sender.map { .text($0.octets) } ?? .null),
            JSON.Member("recipients", .array(envelope.recipients.map { .text($0.octets) })),
            JSON.Member("octets", .number(Int(clamping: octets))),
            JSON.Member("client", .optional(origin.clientName)),
            JSON.Member("user", .optional(origin.authenticatedUser)),
            JSON.Member("with", .string(origin.transmission.rawValue)),
            JSON.Member("body", .optional(body?.rawValue)),
        ])
        text = value.text + "\n"
    }
}

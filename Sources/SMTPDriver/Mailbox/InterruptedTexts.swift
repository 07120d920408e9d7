import SMTPSession

/// The texts of transactions that were interrupted (RFC 1845), bounded in number; the oldest goes first.
package struct InterruptedTexts: Hashable, Sendable, Codable {
    private struct Text: Hashable, Sendable, Codable {
        let client: String?
        let transaction: ParameterValue?
        let content: MessageContent
    }

    private var texts: [Text] = []

    /// None.
    package init() {}

    /// As many as a session remembers transactions.
    private static let limit = 16

    private static func isSame(
        _ text: Text, _ envelope: Envelope, from client: String?
    ) -> Bool {
        text.client == client && text.transaction == envelope.parameters["TRANSID"]
    }

    /// Keeps what came of a text.
    package mutating func keep(
        _ content: MessageContent, of outcome: MessageOutcome, from client: String?
    ) {
        remove(outcome.envelope, from: client)
        let octets = content.octets.prefix(Int(clamping: outcome.octets))
        texts.append(
            Text(
                client: client, transaction: outcome.envelope.parameters["TRANSID"],
                content: MessageContent(Array(octets))))
        if texts.count > InterruptedTexts.limit { texts.removeFirst() }
    }

    /// What came of a text before; nil if nothing is known of it.
    package func text(of outcome: MessageOutcome, from client: String?) -> MessageContent? {
        texts.first { InterruptedTexts.isSame($0, outcome.envelope, from: client) }?.content
    }

    /// Forgets a text.
    package mutating func remove(_ envelope: Envelope, from client: String?) {
        guard !texts.isEmpty else { return }
        texts.removeAll { InterruptedTexts.isSame($0, envelope, from: client) }
    }
}

import SMTPSession

/// Transactions whose connection was lost in message text, with the text, for clients that go on with them in
/// a later session.
///
///     later.interruptions = earlier.interruptions
///
/// At most 16 are kept; the oldest is forgotten first. They can be stored, so that they outlive the server.
///
/// - SeeAlso: [RFC 1845 §3](https://www.rfc-editor.org/rfc/rfc1845#section-3)
public struct Interruptions: Hashable, Sendable, Codable {
    /// The transactions, oldest first.
    public private(set) var transactions: [InterruptedTransaction] = []
    private var texts = InterruptedTexts()

    /// As many as a session knows.
    private static let limit = 16

    /// None.
    public init() {}

    /// Keeps a transaction and its text.
    package mutating func keep(
        _ transaction: InterruptedTransaction, _ content: MessageContent, of outcome: MessageOutcome
    ) {
        forget(outcome.envelope, from: transaction.client)
        transactions.append(transaction)
        if transactions.count > Interruptions.limit { transactions.removeFirst() }
        texts.keep(content, of: outcome, from: transaction.client)
    }

    /// The text of a transaction that goes on; nil if it is gone.
    package func text(of outcome: MessageOutcome, from client: String?) -> MessageContent? {
        texts.text(of: outcome, from: client)
    }

    /// Forgets a transaction that has ended.
    package mutating func forget(_ envelope: Envelope, from client: String?) {
        guard !transactions.isEmpty, let name = envelope.parameters["TRANSID"]?.octets else {
            return
        }
        transactions.removeAll { $0.client == client && $0.identifier == name }
        texts.remove(envelope, from: client)
    }

    /// These but for those that a session knew and has ended without text, by RSET or QUIT; others may have
    /// come meanwhile.
    package func without(
        _ known: [InterruptedTransaction], endedIn session: Session
    ) -> Interruptions {
        var interruptions = self
        for old in known where transactions.contains(old) {
            let isLeft = session.interruptions.contains {
                $0.client == old.client && $0.identifier == old.identifier
            }
            if !isLeft { interruptions.forget(old.envelope, from: old.client) }
        }
        return interruptions
    }
}

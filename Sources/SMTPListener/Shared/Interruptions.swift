import SMTPDriver
import SMTPSession

/// Transactions whose connection was lost in message text, with the text, for clients that go on with them in
/// a later session (RFC 1845 §3); bounded in number, the oldest goes first.
struct Interruptions: Sendable {
    private(set) var transactions: [InterruptedTransaction] = []
    private var texts = InterruptedTexts()

    /// As many as a session knows.
    private static let limit = 16

    /// Keeps a transaction and its text.
    mutating func keep(
        _ transaction: InterruptedTransaction, _ content: MessageContent, of outcome: MessageOutcome
    ) {
        forget(outcome.envelope, from: transaction.client)
        transactions.append(transaction)
        if transactions.count > Interruptions.limit { transactions.removeFirst() }
        texts.keep(content, of: outcome, from: transaction.client)
    }

    /// The text of a transaction that goes on; nil if it is gone.
    func text(of outcome: MessageOutcome, from client: String?) -> MessageContent? {
        texts.text(of: outcome, from: client)
    }

    /// Forgets a transaction that has ended.
    mutating func forget(_ envelope: Envelope, from client: String?) {
        guard !transactions.isEmpty, let name = envelope.parameters["TRANSID"]?.octets else {
            return
        }
        transactions.removeAll { $0.client == client && $0.identifier == name }
        texts.remove(envelope, from: client)
    }
}

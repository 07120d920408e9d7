import SMTPGrammar

/// A transaction whose connection was lost in message text, to go on in a later session (RFC 1845 §3).
///
///     later.interruptions = earlier.interruptions
///
/// A session keeps those of its clients. Who serves several hands them from one session to the next, and
/// keeps the text: it came as `.content`, and `MessageOutcome` says how much of it is needed.
public struct InterruptedTransaction: Hashable, Sendable, Codable {
    /// The name that EHLO gave.
    public let client: String
    /// What TRANSID said, as the client wrote it.
    public let identifier: [UInt8]
    /// From whom and to whom.
    public let envelope: Envelope
    /// Octets of text that were received, up to the beginning of a line; of binary text, all.
    public let octets: UInt64
    /// When the connection was lost.
    public let interrupted: Instant
    /// What the text contains so far.
    let findings: ContentFindings
    /// Recipients that were accepted and will be dropped.
    let discardedRecipients: Int
    /// For LMTP, how many recipients came before each of these.
    let discardedPlaces: [Int]?
    /// Whether it goes on in this session.
    var isResumed = false

    /// As many are kept; the oldest is forgotten first.
    static let limit = 16
}

extension ContentScanner {
    /// Octets of the lines that are whole; of binary text, which has no lines, all.
    fileprivate var octetsInLines: UInt64 { isAtLineStart ? octets : octets - lineOctets }
}

// RFC 1845 §3: the state is kept until the transaction is complete: until it ends, is aborted by RSET or
// EHLO, or the client says QUIT.

extension Session {
    /// The transaction that goes on in this session.
    var resumed: InterruptedTransaction? { interruptions.first { $0.isResumed } }

    /// Whether a transaction goes on, of which the recipients are known.
    @inline(__always)
    var isResumed: Bool { !interruptions.isEmpty && interruptions.contains { $0.isResumed } }

    /// Goes on with the transaction that MAIL names, if it was interrupted.
    mutating func resumes(
        _ sender: Path, _ parameters: MailParameters, _ outputs: inout [Output]
    ) -> Bool {
        guard !interruptions.isEmpty,
            let identifier = parameters[SMTPExtension.transaction]?.octets
        else { return false }
        forgetOld()
        guard
            let index = interruptions.firstIndex(where: {
                $0.client == clientName && $0.identifier == identifier
            })
        else { return false }
        // Another MAIL is another transaction.
        guard interruptions[index].envelope.sender == sender else {
            interruptions.remove(at: index)
            return false
        }
        interruptions[index].isResumed = true
        let transaction = interruptions[index]
        envelope = transaction.envelope
        counters.discardedRecipients = transaction.discardedRecipients
        counters.discardedPlaces = transaction.discardedPlaces
        control = .recipient
        let text = "\(transaction.octets) is the transaction offset"
        reply(.transactionResumed, text: Array(text.utf8), &outputs)
        return true
    }

    private mutating func forgetOld() {
        let hours = UInt64(configuration.number(of: SMTPExtension.lifetime) ?? 0)
        interruptions.removeAll {
            $0.interrupted.advanced(byMilliseconds: hours * 3_600_000) < clock
        }
    }

    /// Lets text go on where it was interrupted, and the driver take out what it kept.
    mutating func restoreText(_ outputs: inout [Output]) {
        guard let transaction = resumed else { return }
        scanner.resume(at: transaction.octets, findings: transaction.findings)
        tell(.resumed, envelope, transaction.octets, &outputs)
    }

    /// Keeps a transaction whose connection is lost in message text, or that has gone on and not ended.
    mutating func keepInterrupted(_ outputs: inout [Output]) {
        guard configuration.extensions.contains(.checkpoint), !control.isClosed else { return }
        defer { suspend() }
        guard control.isText, !control.hasFailedChunk, !isOverLimit, let client = clientName,
            let identifier = envelope.parameters[SMTPExtension.transaction]?.octets
        else { return }
        let transaction = InterruptedTransaction(
            client: client, identifier: identifier, envelope: envelope,
            octets: scanner.octetsInLines, interrupted: clock, findings: scanner.findings,
            discardedRecipients: counters.discardedRecipients,
            discardedPlaces: counters.discardedPlaces)
        interruptions.removeAll { $0.client == client && $0.identifier == identifier }
        interruptions.append(transaction)
        if interruptions.count > InterruptedTransaction.limit { interruptions.removeFirst() }
        tell(.interrupted, envelope, transaction.octets, &outputs)
        let detail = "\(transaction.octets) octets"
        outputs.append(.note(Note(.transactionKept, detail: detail)))
    }

    private var isOverLimit: Bool {
        let limit = configuration.limits.messageSize
        return limit > 0 && scanner.octets > limit
    }

    private mutating func suspend() {
        for index in interruptions.indices { interruptions[index].isResumed = false }
    }

    /// Forgets the transaction that went on, since it has ended.
    @inline(__always)
    mutating func forgetResumed() {
        if !interruptions.isEmpty { interruptions.removeAll { $0.isResumed } }
    }
}

import SMTPImport
import SMTPSession

/// What a recorded reply to EHLO lists, for the machine and for the linter.
struct KnownOffer: Sendable {
    let reply: RecordedReply
    /// What the machine is told; nil where the server refused, or not all is known.
    let keywords: [String]?
    /// What the client was told; nil where not all is known.
    let client: ClientOffer?
    /// Octets of a message that the server takes at most; 0 where it does not say.
    let messageSize: UInt64

    init(_ reply: RecordedReply) {
        self.reply = reply
        client = reply.isCutShort || reply.lines.isEmpty ? nil : ClientOffer(reply.lines)
        keywords = reply.offer.map { Session.keywords(worded: $0) }
        messageSize = client?.messageSize ?? 0
    }
}

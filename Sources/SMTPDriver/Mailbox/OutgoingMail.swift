import SMTPGrammar
import SMTPSession

// RFC 2645 §5.3: after ATRN "the customer becomes the server, and the provider becomes the client". A session
// asks what to send after each reply of the customer; this is the answer of a provider that has mail.

/// The mail that waits for a customer's domains, and what a provider sends to hand it over, reply by reply.
///
///     C: 220 client.example ready
///     S: EHLO mx.sim.example
///
/// It uses no extension of the customer's, since a session reports only the last line of a reply.
package struct OutgoingMail: Hashable, Sendable {
    /// What the customer's next reply answers.
    private enum Awaited: Hashable {
        case greeting, extendedHello, hello, sender, recipient(Int), data, text, reset, farewell
    }

    /// A message, to those of its recipients that are the customer's.
    private struct Waiting: Hashable {
        let message: ReceivedMessage
        let recipients: [Path]
    }

    private let hostname: String
    private var waiting: ArraySlice<Waiting>
    private var awaited = Awaited.greeting
    private var hasRecipient = false
    /// The names of the messages that were handed over, now or before.
    private var delivered: Set<String>

    /// What waits in a mailbox for domains, separated by commas; for all domains if there is none.
    ///
    /// What was handed over `before` does not wait any more, and neither does a message without its text.
    package init(
        for domains: String, in mailbox: Mailbox, from hostname: String, after before: OutgoingMail?
    ) {
        self.hostname = hostname
        delivered = before?.delivered ?? []
        let names = Set(domains.split(separator: ",").map { $0.lowercased() })
        var found: [Waiting] = []
        for message in mailbox.messages
        where message.content != nil && !delivered.contains(message.identifier) {
            let recipients = message.envelope.recipients.map(\.path).filter { path in
                names.isEmpty
                    || names.contains(String(decoding: path.domain, as: UTF8.self).lowercased())
            }
            guard !recipients.isEmpty else { continue }
            found.append(Waiting(message: message, recipients: recipients))
        }
        waiting = found[...]
    }

    /// Whether there is something to say: mail waits, or its delivery is under way.
    package var isTalking: Bool {
        awaited == .greeting ? !waiting.isEmpty : awaited != .farewell
    }

    /// What to send after a reply of the customer, of which this is the last line.
    package mutating func next(after reply: String) -> [UInt8] {
        let isYes = reply.hasPrefix("2")
        switch awaited {
        case .greeting: return isYes ? send("EHLO \(hostname)", .extendedHello) : leave()
        case .extendedHello:
            return isYes ? sendSender() : send("HELO \(hostname)", .hello)
        case .hello: return isYes ? sendSender() : leave()
        case .sender: return isYes ? sendRecipient(0) : giveUp()
        case .recipient(let index):
            if isYes { hasRecipient = true }
            return sendRecipient(index + 1)
        case .data: return reply.hasPrefix("3") ? sendText() : giveUp()
        case .text:
            if isYes, let name = waiting.first?.message.identifier { delivered.insert(name) }
            waiting = waiting.dropFirst()
            return sendSender()
        case .reset: return sendSender()
        case .farewell: return []
        }
    }

    private mutating func send(_ line: String, _ awaited: Awaited) -> [UInt8] {
        self.awaited = awaited
        return Array(line.utf8) + [ASCII.carriageReturn, ASCII.lineFeed]
    }

    private mutating func leave() -> [UInt8] { send("QUIT", .farewell) }

    private mutating func sendSender() -> [UInt8] {
        guard let message = waiting.first?.message else { return leave() }
        hasRecipient = false
        return send("MAIL FROM:\(OutgoingMail.text(message.envelope.sender))", .sender)
    }

    private mutating func sendRecipient(_ index: Int) -> [UInt8] {
        let recipients = waiting.first?.recipients ?? []
        guard index < recipients.count else {
            return hasRecipient ? send("DATA", .data) : giveUp()
        }
        return send("RCPT TO:\(OutgoingMail.text(recipients[index]))", .recipient(index))
    }

    /// The text, stuffed, and the dot that ends it.
    private mutating func sendText() -> [UInt8] {
        awaited = .text
        let octets = waiting.first?.message.content?.octets ?? []
        var text: [UInt8] = []
        var isAtLineStart = true
        for octet in octets {
            if isAtLineStart, octet == ASCII.dot { text.append(ASCII.dot) }
            text.append(octet)
            isAtLineStart = octet == ASCII.lineFeed
        }
        if !isAtLineStart { text += [ASCII.carriageReturn, ASCII.lineFeed] }
        return text + [ASCII.dot, ASCII.carriageReturn, ASCII.lineFeed]
    }

    /// Goes on with the message after the one that the customer refuses.
    private mutating func giveUp() -> [UInt8] {
        waiting = waiting.dropFirst()
        return send("RSET", .reset)
    }

    private static func text(_ path: Path?) -> String {
        String(
            decoding: [ASCII.lessThan] + (path?.octets ?? []) + [ASCII.greaterThan], as: UTF8.self)
    }
}

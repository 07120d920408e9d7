import SMTPSession

/// The messages that were received, as a value: a copy is a snapshot.
///
///     for output in outputs { mailbox.receive(output, from: MessageOrigin(session)) }
///
/// Space is bounded. When it runs out, the oldest messages lose their text first, and beyond the
/// limit on their number they are forgotten altogether; none is refused. A single message that is
/// larger than all the space is kept without its text.
public struct Mailbox: Hashable, Sendable, Codable {
    /// The space that a mailbox has.
    public struct Limits: Hashable, Sendable, Codable {
        /// Octets of text in all messages together.
        public var octets = 256 << 20
        /// Messages.
        public var messages = 10_000

        /// 256 MiB and 10,000 messages.
        public init() {}
    }

    /// The messages that were accepted, oldest first.
    public private(set) var messages: SharedList<ReceivedMessage> = []
    /// How many messages were accepted, including forgotten ones.
    public private(set) var acceptedCount = 0
    /// How many messages were dropped although the client believes them accepted.
    package private(set) var discardedCount = 0
    /// How many messages were refused after their text was read.
    package private(set) var refusedCount = 0
    /// The space there is.
    public let limits: Limits

    private var pending = MessageContent()
    private var hasOutgrown = false
    private var interrupted: InterruptedTexts?
    private var keptOctets = 0
    /// The messages before this one have lost their text.
    private var oldestKept = 0

    /// An empty mailbox.
    public init(limits: Limits = Limits()) { self.limits = limits }

    /// The name of the next message.
    public var nextIdentifier: String { "m\(acceptedCount + 1)" }

    /// Octets of the message under way.
    package var pendingOctets: Int { pending.count }

    /// The message of that name, `m1`; nil if it never existed or is forgotten.
    public subscript(_ identifier: String) -> ReceivedMessage? {
        // They are numbered without gaps, and the oldest are forgotten first.
        guard let number = Int(identifier.dropFirst()) else { return nil }
        let index = number - 1 - (acceptedCount - messages.count)
        if messages.indices.contains(index), messages[index].identifier == identifier {
            return messages[index]
        }
        // A message that somebody else received has the name that it has there.
        return messages.first { $0.identifier == identifier }
    }

    /// Takes message text and outcomes from a machine's outputs; returns the message that this completes.
    ///
    /// The origin is looked at when a message is complete. Other outputs are ignored.
    @discardableResult
    public mutating func receive(
        _ output: Output, from origin: @autoclosure () -> MessageOrigin
    ) -> ReceivedMessage? {
        switch output {
        case .content(let piece): append(piece)
        case .message(let outcome):
            let origin = origin()
            guard !goesOn(outcome, origin) else { return nil }
            return settle(outcome, origin)
        case .close, .startTLS: abandon()
        case .reply, .ask, .note, .reading, .transition, .link: break
        }
        return nil
    }

    /// Forgets the text of a message that will not be completed; for a driver whose client is gone.
    public mutating func abandon() {
        pending = MessageContent()
        hasOutgrown = false
    }

    /// Forgets the messages and the text under way, but not their number, and so not the next name.
    ///
    /// For a driver that nobody can ask for messages.
    public mutating func forget() {
        messages = []
        keptOctets = 0
        oldestKept = 0
        guard pending.count > 0 else { return }
        pending = MessageContent()
        hasOutgrown = true
    }

    private mutating func append(_ piece: ArraySlice<UInt8>) {
        guard !hasOutgrown else { return }
        guard pending.count + piece.count <= limits.octets else {
            pending = MessageContent()
            hasOutgrown = true
            return
        }
        pending.append(piece)
    }

    /// Keeps or takes out the text of a transaction that goes on in a later session.
    private mutating func goesOn(_ outcome: MessageOutcome, _ origin: MessageOrigin) -> Bool {
        switch outcome.disposition {
        case .accepted, .discarded, .refused:
            interrupted?.remove(outcome.envelope, from: origin.clientName)
            return false
        case .interrupted:
            if !hasOutgrown {
                interrupted = interrupted ?? InterruptedTexts()
                interrupted?.keep(pending, of: outcome, from: origin.clientName)
            }
            abandon()
        case .resumed:
            let text = interrupted?.text(of: outcome, from: origin.clientName)
            pending = text ?? MessageContent()
            hasOutgrown = text == nil
        }
        return true
    }

    /// Keeps a message that somebody else received, under the name that it has there.
    package mutating func keep(_ message: ReceivedMessage) {
        acceptedCount += 1
        keptOctets += message.content?.count ?? 0
        messages.append(message)
        makeRoom()
    }

    private mutating func settle(
        _ outcome: MessageOutcome, _ origin: MessageOrigin
    ) -> ReceivedMessage? {
        defer { abandon() }
        switch outcome.disposition {
        case .discarded: discardedCount += 1
        case .refused: refusedCount += 1
        case .interrupted, .resumed: break
        case .accepted:
            let message = ReceivedMessage(
                identifier: nextIdentifier, envelope: outcome.envelope, origin: origin,
                octets: outcome.octets, content: hasOutgrown ? nil : pending)
            acceptedCount += 1
            keptOctets += message.content?.count ?? 0
            messages.append(message)
            makeRoom()
            return message
        }
        return nil
    }

    private mutating func makeRoom() {
        while keptOctets > limits.octets, oldestKept < messages.count {
            keptOctets -= messages[oldestKept].content?.count ?? 0
            messages[oldestKept].content = nil
            oldestKept += 1
        }
        // Half of them at once, so that a full mailbox is not rearranged for every message.
        guard messages.count > max(1, limits.messages) else { return }
        let excess = messages.count - max(1, limits.messages / 2)
        for message in messages.prefix(excess) { keptOctets -= message.content?.count ?? 0 }
        messages.removeFirst(excess)
        oldestKept = max(0, oldestKept - excess)
    }
}

import SMTPGrammar

/// A conversation of a source that is under way: what was said, and what may come next.
struct OpenConversation {
    /// What is the same for all conversations of a source.
    struct Rules {
        let text: FormatDescription.TextForm
        let isHandwritten: Bool
        let hasPatterns: Bool

        init(_ format: FormatDescription) {
            text = format.text
            isHandwritten = format.isHandwritten
            hasPatterns = format.hasPatterns
        }
    }

    /// What the client's next octets are.
    enum Phase {
        case command
        case response
        case text
        case chunk(left: Int, size: Int)
    }

    /// A conversation keeps as many octets of text; what is more, is left out.
    static let mostText = 64 << 20
    /// A conversation has as many turns; what follows is another.
    static let mostTurns = 1 << 20
    static let mostWarnings = 50
    /// Most conversations have no more turns.
    private static let usualTurns = 16

    let label: LineText?
    let rules: Rules
    var result: RecordedConversation
    var phase = Phase.command
    /// The commands that no reply came to yet.
    var awaited = AwaitedReplies()
    /// The reply that is under way.
    var reply: [[UInt8]] = []
    var replyCode: Int?
    var replyLine = 0
    /// Whether the source cut a line of it short.
    var replyIsCut = false
    /// The message text or chunk that is under way.
    var content = PendingContent()
    /// Whether the source has message text though its format leaves it out.
    var showsText = false
    /// The beginning of a line that a write cut.
    var cutLine: [UInt8] = []
    /// The same of the server.
    var cutServerLine: [UInt8] = []
    /// The turn in which the client named no address, if that was the last command.
    var swallowed: Int?
    /// The server agreed to STARTTLS.
    var awaitsTLS = false
    /// The source does not have all that the client sent.
    var lacksClient = false
    /// Nothing more is expected: the server said goodbye.
    var isOver = false
    var firstLine = Int.max
    var lastLine = 0

    init(_ label: LineText?, _ rules: Rules) {
        self.label = label
        self.rules = rules
        result = RecordedConversation(label: label?.string)
        result.turns.reserveCapacity(OpenConversation.usualTurns)
    }

    init(_ label: [UInt8]?, _ rules: Rules) { self.init(label.map { $0[...] }, rules) }

    @inline(__always)
    func has(_ key: LineText?) -> Bool {
        guard let key, let label else { return key == nil && label == nil }
        guard key.count == label.count else { return false }
        var one = key.startIndex
        var other = label.startIndex
        while one < key.endIndex {
            if key[one] != label[other] { return false }
            one += 1
            other += 1
        }
        return true
    }

    var isInReply: Bool { !reply.isEmpty }

    /// Whether nobody said anything yet.
    var isEmpty: Bool { !hasSpoken && reply.isEmpty && content.isEmpty }

    /// Whether the client or the server said something that is in the result.
    var hasSpoken = false
    /// Whether a reply is in the result.
    var hasReply = false

    var expectation: ClientExpectation {
        switch phase {
        case .command: .command
        case .response: .response
        case .text: .text
        case .chunk(let left, _): .chunk(left)
        }
    }

    /// Whether lines of message text come that are kept as they are.
    var awaitsText: Bool {
        guard case .text = phase, case .asSent = rules.text else { return false }
        return !isOver && !rules.isHandwritten && !content.isLeftOut
    }

    mutating func append(_ event: consuming RecordedEvent, at line: Int) {
        switch event {
        case .sent: hasSpoken = true
        case .reply:
            hasSpoken = true
            hasReply = true
        case .connected, .secured, .closed, .remark: break
        }
        firstLine = min(firstLine, line)
        lastLine = max(lastLine, line)
        result.turns.append(RecordedTurn(event: event, line: line))
        guard result.turns.count >= OpenConversation.mostTurns, !isOver else { return }
        isOver = true
        warn("the conversation is very long: what follows is another", at: line)
    }

    mutating func warn(_ text: String, at line: Int?) {
        guard result.warnings.count < OpenConversation.mostWarnings else { return }
        result.warnings.append(RecordingWarning(text, line: line))
    }

    mutating func remark(_ text: String, at line: Int) {
        endReply()
        append(.remark(text), at: line)
    }

    mutating func connected(_ address: String?, at line: Int) {
        append(.connected(address: address), at: line)
    }

    mutating func closed(_ side: RecordedSide?, at line: Int) {
        endReply()
        endContent(at: line)
        append(.closed(side), at: line)
        isOver = true
    }

    mutating func secured(_ version: String?, at line: Int) {
        endReply()
        awaitsTLS = false
        if case .secured(let known)? = result.turns.last?.event {
            if known == nil, let version {
                result.turns[result.turns.count - 1].event = .secured(version: version)
            }
            return
        }
        append(.secured(version: version), at: line)
    }

    /// The conversation as it is at its end; nil if nobody said anything.
    consuming func finished() -> RecordedConversation? {
        endReply()
        endContent(at: max(1, lastLine))
        return hasSpoken ? result : nil
    }
}

// What the formats have in common: they say who said which line, and the sink makes conversations of that.

/// Takes what the lines of a source say, and puts conversations together.
///
/// Each call names the source line; its key identifies the conversation. A conversation is complete
/// when it is closed, when another begins (a 220 that answers no command, or anything after the reply to
/// QUIT), and at the end of the source.
package struct ConversationSink {
    /// The conversations that are complete, in that order, since they were last taken.
    package private(set) var completed: [RecordedConversation] = []
    /// What concerns the source as a whole.
    package private(set) var warnings: [RecordingWarning] = []
    /// Reads a source that is inside of this one, such as a file attached to a mail; the reader gives it.
    package var readInner: (@Sendable ([UInt8]) -> Recording?)?
    /// How often a line said something, to see whether one did.
    private(set) var said = 0
    /// How often a line was the format's, and said nothing.
    private(set) var passedOver = 0
    private var open = OpenConversations()
    private var known = KnownLines()
    private let rules: OpenConversation.Rules

    package init(_ format: FormatDescription) {
        rules = OpenConversation.Rules(format)
    }

    /// What the client's next line in a conversation would be.
    package func expectation(of line: SourceLine) -> ClientExpectation {
        open.place(of: line.key).map { open[$0].expectation } ?? .command
    }

    /// Whether anybody said anything yet in a conversation.
    package func hasBegun(_ line: SourceLine) -> Bool {
        open.place(of: line.key).map { open[$0].isEmpty } == false
    }

    /// Whether the server said goodbye, and nothing since.
    package func isOver(_ line: SourceLine) -> Bool {
        open.place(of: line.key).map { open[$0].isOver } == true
    }

    /// Whether a reply of several lines is under way.
    package func isInReply(_ line: SourceLine) -> Bool {
        open.place(of: line.key).map { open[$0].isInReply } == true
    }

    /// A line has a mark of the format, and says nothing of a conversation.
    package mutating func passOver() { passedOver &+= 1 }

    /// The client sent a line; what it means depends on what was said before.
    package mutating func client(_ text: LineText, _ line: SourceLine) {
        let index = select(line)
        if open[index].isOver { renew(index, line) }
        open[index].client(text, at: line.number)
    }

    /// The client sent these octets in one go; exactly these, unless the source says otherwise.
    package mutating func client(write octets: LineText, isExact: Bool = true, _ line: SourceLine) {
        let index = select(line)
        if open[index].isOver { renew(index, line) }
        open[index].client(write: octets, isExact: isExact, at: line.number)
    }

    /// Whether what comes next in the one conversation of the source is message text as it was sent.
    var awaitsText: Bool { open.only.map { open[$0].awaitsText } ?? false }

    /// A line of such text came, other than the dot that ends it.
    mutating func takeText(_ text: Span<UInt8>, at number: Int) {
        guard let index = open.only else { return }
        open[index].content.append(text, at: number)
    }

    /// Message text under way goes on with these octets, line ends included.
    package mutating func text(_ octets: LineText, _ line: SourceLine) {
        open[select(line)].content.append(octets: octets, at: line.number)
    }

    /// Message text under way ends with its dot, which the source does not show.
    package mutating func endText(_ line: SourceLine) {
        open[select(line)].endTextUnseen(at: line.number)
    }

    /// The client sent the response to a challenge, which the source leaves out.
    package mutating func hiddenResponse(_ line: SourceLine) {
        open[select(line)].hiddenResponse(at: line.number)
    }

    /// The server sent a line of a reply, which the source may have cut short.
    package mutating func server(_ text: LineText, isCutShort: Bool = false, _ line: SourceLine) {
        let index = select(line)
        if open[index].begins(with: text) { renew(index, line) }
        open[index].server(text, isCutShort: isCutShort, at: line.number, &known)
    }

    /// The server sent these octets: lines, or parts of them.
    package mutating func server(octets: LineText, _ line: SourceLine) {
        var rest = octets
        while !rest.isEmpty {
            let end = rest.firstIndex(of: 0x0A).map { $0 + 1 } ?? rest.endIndex
            let index = select(line)
            if let text = open[index].wholeServerLine(rest[..<end]) { server(text, line) }
            rest = rest[end...]
        }
    }

    /// Message text, or a chunk, is left out of the source, of so many lines or octets, without the dot.
    ///
    /// - Parameters:
    ///   - lines: How many lines, if that is known.
    ///   - octets: How many octets, if that is known.
    ///   - isWhole: Whether that is all of it, and a command or reply comes next.
    ///   - line: The line that says so.
    package mutating func leftOut(
        lines: Int? = nil, octets: Int? = nil, isWhole: Bool = false, _ line: SourceLine
    ) {
        let index = select(line)
        open[index].leftOut(lines: lines, octets: octets, at: line.number)
        if isWhole { open[index].endContent(at: line.number) }
    }

    /// The TLS handshake was done.
    package mutating func secured(_ version: String? = nil, _ line: SourceLine) {
        open[select(line)].secured(version, at: line.number)
    }

    /// The client connected.
    package mutating func connected(_ address: String? = nil, _ line: SourceLine) {
        let index = select(line)
        if !open[index].isEmpty { renew(index, line) }
        open[index].connected(address, at: line.number)
    }

    /// The connection ended.
    package mutating func closed(_ side: RecordedSide? = nil, _ line: SourceLine) {
        said &+= 1
        guard let index = open.index(of: line.key) else { return }
        open[index].closed(side, at: line.number)
        complete(index)
    }

    /// A whole conversation, which the format put together itself.
    package mutating func add(_ conversation: RecordedConversation) {
        var conversation = conversation
        for index in conversation.turns.indices where conversation.turns[index].line < 1 {
            conversation.turns[index].line = 1
        }
        completed.append(conversation)
    }

    /// The source says something worth a comment.
    package mutating func remark(_ text: String, _ line: SourceLine) {
        open[select(line)].remark(text, at: line.number)
    }

    /// A conversation lacks something, or something is uncertain.
    package mutating func warn(_ text: String, _ line: SourceLine) {
        open[select(line)].warn(text, at: line.number)
    }

    /// The source does not have what the client sends from here on: it is guessed from the replies.
    package mutating func lackClient(because reason: String, _ line: SourceLine) {
        let index = select(line)
        guard !open[index].lacksClient else { return }
        open[index].lacksClient = true
        open[index].warn(
            "the client's lines are not in the source: \(reason); commands are guessed from the replies",
            at: line.number)
    }

    /// The same for the source as a whole; each text once, unless it is repeated for other lines.
    package mutating func warnOfSource(
        _ text: String, line: Int? = nil, isRepeated: Bool = false
    ) {
        guard warnings.count < 100,
            isRepeated || !warnings.contains(where: { $0.text == text })
        else { return }
        warnings.append(RecordingWarning(text, line: line))
    }

    /// The source is at its end.
    package mutating func finish() {
        while let conversation = open.removeFirst() { append(conversation) }
    }

    /// The conversations that are complete by now; they are given once.
    package mutating func takeCompleted() -> [RecordedConversation] {
        defer { completed = [] }
        return completed
    }
}

extension ConversationSink {
    private mutating func select(_ line: SourceLine) -> Int {
        said &+= 1
        if let index = open.index(of: line.key) { return index }
        if open.isFull { for conversation in open.removeOldest() { append(conversation) } }
        return open.add(line.key, rules)
    }

    /// The conversation is complete, and another with its key begins.
    private mutating func renew(_ index: Int, _ line: SourceLine) {
        var ended = OpenConversation(open[index].label, rules)
        swap(&ended, &open[index])
        append(ended)
    }

    private mutating func complete(_ index: Int) { append(open.remove(index)) }

    private mutating func append(_ conversation: consuming OpenConversation) {
        let lacksClient = conversation.lacksClient
        guard var result = conversation.finished() else { return }
        if lacksClient {
            result.guessCommands()
        } else if result.hasServerAlone {
            result.guessCommands()
            result.warnOfGuess()
        }
        result.warnOfCredentials()
        completed.append(result)
    }
}

/// What the client's next line is.
package enum ClientExpectation: Hashable, Sendable {
    /// A command.
    case command
    /// The response to a challenge.
    case response
    /// A line of message text.
    case text
    /// Octets of a chunk, so many.
    case chunk(Int)
}

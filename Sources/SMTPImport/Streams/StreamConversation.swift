import SMTPGrammar

/// Makes the turns of a conversation from the octets of its two sides.
///
/// The octets come in the order in which they were sent, in portions: segments of a capture, blocks of
/// `tshark` or `tcpflow`. Text and chunks are told from commands by what the server replied.
struct StreamConversation {
    private(set) var conversation: RecordedConversation
    private var client = ClientStream()
    private var replies = ReplyStream()
    private var lastLine = 0
    private var hasClosed = false
    /// Whether the server answered QUIT.
    private(set) var isOver = false

    /// A conversation in which nothing was said yet, with the client's address if that is known.
    init(label: String?, from address: String?, line: Int) {
        conversation = RecordedConversation(label: label)
        conversation.turns.append(RecordedTurn(.connected(address: address), line: line))
        lastLine = line
    }

    /// How many octets it keeps, roughly.
    var size: Int { client.kept + conversation.turns.count * 96 }

    /// Takes the next octets of a side.
    mutating func take(_ portion: StreamPortion, from side: RecordedSide) {
        lastLine = max(lastLine, portion.line)
        guard client.mode != .encrypted else { return }
        switch side {
        case .client:
            client.take(portion, into: &conversation.turns)
            if client.mode == .encrypted { secure(portion.line) }
        case .server: takeReplies(portion)
        }
    }

    /// Takes note of octets that are missing, and says why.
    mutating func gap(_ count: Int, of side: RecordedSide, line: Int, because reason: String) {
        guard client.mode != .encrypted else { return }
        let octets = count == 1 ? "1 octet" : "\(count) octets"
        let name = side == .client ? "client" : "server"
        var text = "\(octets) of the \(name) are missing: \(reason)."
        switch side {
        case .client:
            if client.isInsideMessage { text += " The letter x stands for them." }
            warn(text, line)
            client.gap(count, line: line, into: &conversation.turns)
        case .server:
            warn(text, line)
            client.flush(into: &conversation.turns)
            if let reply = replies.breakOff() { add(reply) }
        }
    }

    /// Takes note that a side sends no more.
    mutating func end(_ side: RecordedSide, line: Int, byReset: Bool = false) {
        lastLine = max(lastLine, line)
        guard !hasClosed else { return }
        hasClosed = true
        client.finish(into: &conversation.turns)
        if let reply = replies.breakOff() { add(reply) }
        if byReset {
            let name = side == .client ? "client" : "server"
            conversation.turns.append(
                RecordedTurn(.remark("the \(name) reset the connection"), line: line))
        }
        conversation.turns.append(RecordedTurn(.closed(side), line: line))
    }

    /// The whole conversation: nothing more comes.
    mutating func finish() -> RecordedConversation {
        client.finish(into: &conversation.turns)
        if let reply = replies.breakOff() { add(reply) }
        if client.isFull {
            let limit = ClientStream.mostOctets >> 20
            warn("It is longer than \(limit) MiB: text beyond that was left out.", nil)
        }
        conversation.warnOfCredentials()
        return conversation
    }

    /// Begins inside of the text of a message.
    mutating func beginInsideText(line: Int) {
        client.beginText()
        warn("It begins inside of the text of a message.", line)
    }

    /// Adds something that the source does not have or does not say for certain.
    mutating func warn(_ text: String, _ line: Int?) {
        guard conversation.warnings.count < 100 else { return }
        conversation.warnings.append(RecordingWarning(text, line: line))
    }

    // MARK: - Replies

    private mutating func takeReplies(_ portion: StreamPortion) {
        client.flush(into: &conversation.turns)
        for reply in replies.take(portion) { add(reply) }
    }

    private mutating func add(_ reply: ReplyStream.Reply) {
        guard size < ClientStream.mostOctets * 2 else { return }
        conversation.turns.append(RecordedTurn(.reply(reply.reply), line: reply.line))
        if reply.reply.isCutShort { warn("A reply is cut short.", reply.line) }
        if client.lastVerb == .quit, reply.reply.code == 221 { isOver = true }
        client.hear(reply.reply.code)
    }

    private mutating func secure(_ line: Int) {
        client.flush(into: &conversation.turns)
        conversation.turns.append(RecordedTurn(.secured(version: nil), line: line))
        warn("From here on it is encrypted by TLS, and cannot be read.", line)
    }
}

extension ClientStream {
    /// Whether the next octets are part of a message.
    var isInsideMessage: Bool {
        switch mode {
        case .text, .chunk: true
        case .commands, .afterData, .encrypted: false
        }
    }
}

extension RecordedTurn {
    /// Whether the client sent credentials that the source has.
    fileprivate var hasCredentials: Bool {
        guard case .sent(let write) = event, !write.isRedacted else { return false }
        return switch write.kind {
        case .response: write.octets.count > 3
        case .line: CommandLine.hasCredentials(write.octets)
        case .text, .unstuffedText, .leftOutText, .chunk, .leftOutChunk: false
        }
    }
}

extension RecordedConversation {
    /// Warns of credentials that the source has in clear.
    mutating func warnOfCredentials() {
        // By index, since a copy of each would count its references.
        guard let first = turns.indices.first(where: { turns[$0].hasCredentials }) else { return }
        warnings.append(
            RecordingWarning("the source has credentials in clear", line: turns[first].line))
    }
}

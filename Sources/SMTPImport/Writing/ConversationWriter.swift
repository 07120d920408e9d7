import SMTPGrammar
import SMTPSession

/// Writes a recorded conversation as a script.
///
/// Each reply is put after what it answers, though a client that pipelines sent more before it came; a reply that
/// was not recorded may be any.
struct ConversationWriter {
    let conversation: RecordedConversation
    let source: ImportSource
    /// Whether no connection was opened before in the same script.
    var isFirst = true
    /// Whether no connection is opened afterwards in the same script.
    var isLast = true

    /// The script, to whose end all is written.
    var script: [UInt8] = []
    /// What was written in other conversations of the source.
    var known = CommonLines()
    var mask: ExchangeMask
    /// What the client waits for, first things first.
    var awaited: [Awaited] = []
    /// Turns whose replies were written before their place.
    private var done: Set<Int> = []
    /// What the last line was that is no comment.
    var last = Last.nothing
    /// The end of the message text so far; nil outside text.
    var text: TextTail?
    var isConnected = false
    var isClosed = false
    /// The code of the reply before.
    var lastCode: Int?
    /// The verb that the last reply answered; nil if it was none.
    var lastVerb: Verb?
    var isSecured = false
    /// Whether the client said its name, and to whom it sends.
    var hasHello = false
    var hasSender = false
    var acceptedRecipients = 0
    /// What the recording says of the server.
    let server: RecordedServer
    /// The last line of the source that was named.
    private var lastOrigin = 0
    /// Where the next reply or end was found that was looked for.
    var nextAnswer = 0

    /// What was written last.
    enum Last {
        case nothing, reply
        /// A write of the client; whether it was exact.
        case write(isExact: Bool, joinsNext: Bool)
    }

    init(_ conversation: RecordedConversation, _ source: ImportSource) {
        let showsSecrets = source.options.showsSecrets
        self.conversation = showsSecrets ? conversation : conversation.withoutEchoes
        self.source = source
        mask = ExchangeMask(source.options)
        server = RecordedServer(self.conversation)
    }

    /// Writes the script, with the settings of the server and the warnings at its head.
    mutating func write() {
        for warning in conversation.warnings { source.append(warning, to: &script) }
        add(":adopt")
        for line in source.options.settings { add(line: line) }
        let setsAll = source.options.setsServer
        script.append(octets: known.servers.settings(of: server, all: setsAll).span)
        for index in conversation.turns.indices where !done.contains(index) {
            write(conversation.turns[index], at: index)
        }
        finish()
    }

    /// Adds a line that is part of the program.
    mutating func add(_ line: StaticString) {
        script.append(text: line)
        script.append(ASCII.lineFeed)
    }

    /// Adds a line.
    mutating func add(line: String) {
        script.append(text: line)
        script.append(ASCII.lineFeed)
    }

    private mutating func write(_ turn: RecordedTurn, at index: Int) {
        switch turn.event {
        case .connected(let address): connect(address)
        case .sent(let write): send(write, at: index)
        case .reply(let reply): hear(reply, at: index)
        case .secured(let version): secure(version)
        case .closed(let side): close(side, at: index)
        case .remark(let text): add(line: "# " + ImportedScript.comment(text))
        }
    }

    mutating func warn(_ text: String, at index: Int) {
        let line = conversation.turns[index].line
        source.append(RecordingWarning(text, line: line), to: &script)
    }

    /// Names the line of the source that a turn is from.
    mutating func origin(_ index: Int) {
        let line = conversation.turns[index].line
        guard line != lastOrigin else { return }
        lastOrigin = line
        source.append(origin: line, to: &script)
    }

    /// The next turn that is no remark.
    func event(after index: Int) -> RecordedEvent? {
        conversation.turns[(index + 1)...].lazy.map(\.event).first {
            if case .remark = $0 { false } else { true }
        }
    }

    /// Takes the next reply out of its place, if there is one in this connection.
    mutating func takeReply(after index: Int) -> RecordedReply? {
        for next in (index + 1)..<conversation.turns.count where !done.contains(next) {
            switch conversation.turns[next].event {
            case .reply(let reply):
                done.insert(next)
                return reply
            case .closed, .connected: return nil
            case .sent, .secured, .remark: continue
            }
        }
        return nil
    }

    /// The replies that come later and belong to what was sent so far: in a recording with the order of octets
    /// on the wire a client that pipelines sends more before it reads them.
    mutating func pullReplies(from index: Int) {
        var next = index + 1
        while !awaited.isEmpty, next < conversation.turns.count {
            if case .reply(let reply) = conversation.turns[next].event, !done.contains(next) {
                done.insert(next)
                hear(reply, at: next)
            } else if case .closed = conversation.turns[next].event {
                break
            }
            next += 1
        }
    }
}

/// How far message text has come.
struct TextTail {
    /// The last eight octets, the last of all lowest; text begins after a line end.
    private var octets: UInt64 = 0x0D0A
    var isExact = true
    /// Whether the source had it as it was before it was stuffed, or not at all: then no dot was recorded.
    var lacksDot = false

    /// Takes more text in.
    mutating func add(_ more: [UInt8]) {
        for octet in more.suffix(8) { octets = octets << 8 | UInt64(octet) }
    }

    /// Whether the dot that ends it has come, between line ends.
    var isComplete: Bool { octets & 0xFF_FFFF_FFFF == 0x0D_0A2E_0D0A }

    /// Whether it ends with a whole line.
    var endsLine: Bool { octets & 0xFFFF == 0x0D0A }
}

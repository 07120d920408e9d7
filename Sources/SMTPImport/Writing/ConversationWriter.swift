import OctetText
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// Writes a recorded conversation as a script.
///
/// Each reply is put after what it answers, though a client that pipelines sent more before it came; a reply that
/// was not recorded may be any.
struct ConversationWriter {
    let conversation: RecordedConversation
    let options: ImportOptions
    /// Whether no connection was opened before in the same script.
    var isFirst = true
    /// Whether no connection is opened afterwards in the same script.
    var isLast = true

    var lines: [String] = []
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
    /// The verb that the last reply answered.
    var lastVerb = ""
    var isSecured = false
    /// Whether the client said its name, and to whom it sends.
    var hasHello = false
    var hasSender = false
    var acceptedRecipients = 0
    /// Whether the source has what the server said.
    let hasReplies: Bool
    /// The last line of the source that was named.
    private var lastOrigin = 0
    let isLMTP: Bool
    /// Whether the server took a lone LF for the end of a line.
    let takesLineFeeds: Bool

    /// What was written last.
    enum Last {
        case nothing, reply
        /// A write of the client; whether it was exact.
        case write(isExact: Bool, joinsNext: Bool)
    }

    init(_ conversation: RecordedConversation, _ options: ImportOptions) {
        self.conversation = options.showsSecrets ? conversation : conversation.withoutEchoes
        self.options = options
        mask = ExchangeMask(options)
        isLMTP = conversation.speaks("LHLO")
        takesLineFeeds = conversation.hasAnswerToLineFeed
        hasReplies = conversation.turns.contains {
            if case .reply = $0.event { true } else { false }
        }
    }

    /// The script, with the settings of the server and the warnings at its head.
    mutating func written() -> String {
        for warning in conversation.warnings {
            lines.append(ConversationWriter.line(warning, options.source))
        }
        lines.append(":adopt")
        lines += options.settings
        if isLMTP { lines.append(":set lmtp on") }
        lines += RecordedServer(conversation).settings(all: options.setsServer)
        if takesLineFeeds { lines.append(":set tolerate.\(Rule.bareLineFeed.id) on") }
        for index in conversation.turns.indices where !done.contains(index) {
            write(conversation.turns[index], at: index)
        }
        finish()
        return lines.map { $0 + "\n" }.joined()
    }

    private mutating func write(_ turn: RecordedTurn, at index: Int) {
        switch turn.event {
        case .connected(let address): connect(address)
        case .sent(let write): send(write, at: index)
        case .reply(let reply): hear(reply, at: index)
        case .secured(let version): secure(version)
        case .closed(let side): close(side, at: index)
        case .remark(let text): lines.append("# " + ImportedScript.comment(text))
        }
    }

    static func line(_ warning: RecordingWarning, _ source: String) -> String {
        let name = source.split(separator: "/").last.map(String.init) ?? source
        let place = warning.line.map { "\(ImportedScript.comment(name: name)):\($0): " } ?? ""
        return "# warning: \(place)\(ImportedScript.comment(warning.text))"
    }

    mutating func warn(_ text: String, at index: Int? = nil) {
        let line = index.map { conversation.turns[$0].line }
        lines.append(ConversationWriter.line(RecordingWarning(text, line: line), options.source))
    }

    mutating func origin(_ index: Int) {
        let line = conversation.turns[index].line
        guard line != lastOrigin else { return }
        lastOrigin = line
        let name = options.source.split(separator: "/").last.map(String.init) ?? options.source
        lines.append("# from \(ImportedScript.comment(name: name)):\(line)")
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
    /// The last five octets.
    private var octets: [UInt8] = Array("\r\n".utf8)
    var isExact = true
    /// Whether the source had it as it was before it was stuffed, or not at all: then no dot was recorded.
    var lacksDot = false

    /// Takes more text in.
    mutating func add(_ more: [UInt8]) {
        octets = Array((octets + more.suffix(8)).suffix(8))
    }

    /// Whether the dot that ends it has come.
    var isComplete: Bool { octets.suffix(5).elementsEqual("\r\n.\r\n".utf8) }

    /// Whether it ends with a whole line.
    var endsLine: Bool { octets.suffix(2).elementsEqual("\r\n".utf8) }
}

extension RecordedConversation {
    /// Whether the server replied at once to a line that ends with a lone LF, and to nothing else.
    fileprivate var hasAnswerToLineFeed: Bool {
        var isFirst = true
        var ending = false
        for turn in turns {
            switch turn.event {
            case .remark: continue
            case .sent(let write):
                let isLine = write.kind == .line || write.kind == .response
                ending = isFirst && isLine && write.octets.endsInLoneLineFeed
                isFirst = false
            case .reply:
                if ending { return true }
                (isFirst, ending) = (true, false)
            case .connected, .secured, .closed: (isFirst, ending) = (true, false)
            }
        }
        return false
    }

    /// Whether the client gives a command.
    func speaks(_ verb: String) -> Bool {
        turns.contains { turn in
            guard case .sent(let write) = turn.event, write.kind == .line else { return false }
            return Awaited(toLine: write.octets) == .command(verb)
        }
    }
}

extension Array where Element == UInt8 {
    fileprivate var endsInLoneLineFeed: Bool {
        last == ASCII.lineFeed && (count < 2 || self[count - 2] != ASCII.carriageReturn)
    }
}

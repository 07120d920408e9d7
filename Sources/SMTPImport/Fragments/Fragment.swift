import SMTPGrammar

/// A conversation of which a source has a part only: what came before is put in as it must have been.
///
/// A log that has the refusal of a RCPT says that MAIL was taken, but not in which words. Such a reply has
/// its code alone, and counts as cut short.
struct Fragment {
    private(set) var conversation: RecordedConversation
    /// Where it begins in the source.
    let line: Int
    private var hello: [UInt8]?
    private var sender: [UInt8]?
    private var hasGreeting = false
    private var hasRecipient = false
    private var assumed = false

    /// A conversation that nothing is known of yet.
    init(label: String?, line: Int) {
        conversation = RecordedConversation(label: label)
        self.line = line
    }

    /// What stands for a name or an address that the source does not have.
    static let unknownName = Array("client.invalid".utf8)
    static let unknownSender = Array("sender@client.invalid".utf8)
    static let unknownRecipient = Array("recipient@server.invalid".utf8)

    /// The client connected.
    mutating func connect(_ address: String?) {
        conversation.turns.append(RecordedTurn(.connected(address: address), line: line))
    }

    /// The server greeted.
    mutating func greet(_ reply: RecordedReply? = nil, line: Int) {
        guard !hasGreeting else { return }
        hasGreeting = true
        answer(reply ?? assume("220"), line: line)
    }

    /// The client introduced itself; again only with another name.
    mutating func greet(as name: [UInt8]?, verb: String = "EHLO", line: Int, _ reply: RecordedReply? = nil) {
        greet(line: line)
        let name = name ?? hello ?? stand(in: Fragment.unknownName, for: "the client's name", line)
        guard name != hello || reply != nil else { return }
        hello = name
        say(Array("\(verb) ".utf8) + name, line: line)
        answer(reply ?? assume("250"), line: line)
    }

    /// The client named a sender; the same again only after a message.
    mutating func send(from address: [UInt8]?, line: Int, _ reply: RecordedReply? = nil) {
        if hello == nil { greet(as: nil, line: line) }
        let address =
            address ?? sender ?? stand(in: Fragment.unknownSender, for: "the sender", line)
        guard address != sender || reply != nil else { return }
        if sender != nil {
            say(Array("RSET".utf8), line: line)
            answer(assume("250"), line: line)
        }
        hasRecipient = false
        sender = reply.map { $0.isAcceptance } ?? true ? address : nil
        say(Array("MAIL FROM:<".utf8) + address + Array(">".utf8), line: line)
        answer(reply ?? assume("250"), line: line)
    }

    /// The client named a recipient.
    mutating func send(to address: [UInt8]?, line: Int, _ reply: RecordedReply? = nil) {
        if sender == nil { send(from: nil, line: line) }
        let address = address ?? stand(in: Fragment.unknownRecipient, for: "the recipient", line)
        say(Array("RCPT TO:<".utf8) + address + Array(">".utf8), line: line)
        let reply = reply ?? assume("250")
        hasRecipient = hasRecipient || reply.isAcceptance
        answer(reply, line: line)
    }

    /// The client asked to send text, and sent it if the server agreed.
    mutating func sendText(octets: Int?, line: Int, refusal: RecordedReply?, verdict: RecordedReply?) {
        if !hasRecipient { send(to: nil, line: line) }
        say(Array("DATA".utf8), line: line)
        answer(refusal ?? assume("354"), line: line)
        guard let verdict else { return }
        conversation.turns.append(
            RecordedTurn(
                .sent(RecordedWrite(.leftOutText(lines: nil, octets: octets), [])), line: line))
        answer(verdict, line: line)
        sender = nil
        hasRecipient = false
    }

    /// The client sent a line that is known.
    mutating func say(_ text: [UInt8], line: Int) {
        let octets = text + [ASCII.carriageReturn, ASCII.lineFeed]
        conversation.turns.append(RecordedTurn(.sent(RecordedWrite(.line, octets)), line: line))
    }

    /// The server replied.
    mutating func answer(_ reply: RecordedReply, line: Int) {
        conversation.turns.append(RecordedTurn(.reply(reply), line: line))
    }

    /// Something is worth a comment.
    mutating func remark(_ text: String, line: Int) {
        conversation.turns.append(RecordedTurn(.remark(text), line: line))
    }

    /// The connection ended.
    mutating func close(_ side: RecordedSide?, line: Int) {
        conversation.turns.append(RecordedTurn(.closed(side), line: line))
    }

    /// The source lacks something.
    mutating func warn(_ text: String, line: Int?) {
        guard conversation.warnings.count < 50 else { return }
        conversation.warnings.append(RecordingWarning(text, line: line))
    }

    /// The conversation, with a word about what was put in.
    var finished: RecordedConversation? {
        guard conversation.turns.contains(where: \.isSaid) else { return nil }
        var result = conversation
        if assumed {
            result.warnings.append(
                RecordingWarning(
                    "the source has a part of the session only: replies with a code alone are those that "
                        + "must have come"))
        }
        return result
    }

    private mutating func assume(_ code: String) -> RecordedReply {
        assumed = true
        return RecordedReply([Array(code.utf8)], isCutShort: true)
    }

    private mutating func stand(in word: [UInt8], for what: String, _ line: Int) -> [UInt8] {
        let text = String(decoding: word, as: UTF8.self)
        warn("\(what) is not in the source; \(text) stands for it", line: line)
        return word
    }
}

extension RecordedTurn {
    /// Whether one of the two sides said something.
    fileprivate var isSaid: Bool {
        switch event {
        case .sent, .reply: true
        case .connected, .secured, .closed, .remark: false
        }
    }
}

extension RecordedReply {
    /// Whether it is a 2yz.
    var isAcceptance: Bool { code.map { (200..<300).contains($0) } ?? false }

    /// A reply as logs have it, its lines in a row: `550-5.1.1 One 550 5.1.1 two`.
    init?(row text: LineText, isCutShort: Bool = false) {
        let text = text.trimmed
        guard text.replyCode != nil else { return nil }
        let code = Array(text.prefix(3))
        var lines: [[UInt8]] = []
        var rest = text
        while rest.isContinuedReply, let next = RecordedReply.next(code, in: rest) {
            lines.append(Array(rest[..<next].withoutTrailingBlanks))
            rest = rest[(next + 1)...]
        }
        // What remains of a reply that was cut has no last line.
        var last = Array(rest)
        let isUnended = rest.isContinuedReply
        if isUnended { last[3] = ASCII.space }
        self.init(lines + [last], isCutShort: isCutShort || isUnended)
    }

    /// The blank before the next line of a reply in a row.
    private static func next(_ code: [UInt8], in text: LineText) -> Int? {
        var index = text.startIndex + 4
        while index + 4 < text.endIndex {
            if text[index] == ASCII.space, text[(index + 1)...].starts(with: code) {
                let mark = text[index + 4]
                if mark == ASCII.space || mark == ASCII.hyphen { return index }
            }
            index += 1
        }
        return nil
    }
}

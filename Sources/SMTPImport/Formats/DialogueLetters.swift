import SMTPGrammar

/// The letters or words that dialogues have before each line.
enum DialogueLetters {
    /// What follows a mark, and where the mark stood.
    struct Line {
        let text: LineText
        let indent: Int
    }

    static let client: [StaticString] = ["C:", "Client:", "CLIENT:", "client:", "c:", "C>"]
    static let server: [StaticString] = ["S:", "Server:", "SERVER:", "server:", "s:", "S>"]
    static let receiver: [StaticString] = ["R:", "Receiver:"]
    static let sender: [StaticString] = ["S:", "Sender:"]

    /// The text after a mark and one blank.
    static func line(_ line: LineText, after marks: [StaticString]) -> Line? {
        let text = line.withoutLeadingBlanks
        guard let rest = text.after(any: marks) else { return nil }
        let indent = text.startIndex - line.startIndex
        guard let first = rest.first else { return Line(text: rest, indent: indent) }
        guard first == ASCII.space || first == ASCII.tab else {
            // `S:220 mx` is meant so; `C:\mail` is not.
            guard rest.replyCode != nil || rest.isCommand else { return nil }
            return Line(text: rest, indent: indent)
        }
        return Line(text: rest.dropFirst(), indent: indent)
    }
}

/// Reads dialogues with letters, once it is clear which mark is whose.
///
/// Lines without a mark are what authors wrote around the dialogue; the rest of a line that was wrapped,
/// if they follow a marked line and stand further right; or message text, where the marks stop after 354.
struct DialogueReader {
    /// The line that may go on in the next one.
    private var pending: (side: RecordedSide, text: [UInt8], line: SourceLine, indent: Int)?
    /// Whether message text had marks.
    private var hasMarkedText = false
    /// Whether a page ended after it, and how many empty lines were there.
    private var crossesPage = false
    private var emptyLines = 0

    mutating func read(
        client: DialogueLetters.Line?, server: DialogueLetters.Line?, _ line: SourceLine,
        into sink: inout ConversationSink
    ) {
        if let client {
            flush(into: &sink)
            pending = (.client, Array(client.text), line, client.indent)
        } else if let server {
            flush(into: &sink)
            pending = (.server, Array(server.text), line, server.indent)
        } else {
            unmarked(line, into: &sink)
        }
    }

    mutating func finish(into sink: inout ConversationSink) { flush(into: &sink) }

    private mutating func unmarked(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets.withoutLeadingBlanks
        if PageBreak.isOne(line.octets) {
            crossesPage = true
            return
        }
        if text.isEmpty, pending != nil {
            emptyLines += 1
            return
        }
        if let pending, pending.side == .server, pending.text[...].isContinuedReply,
            text.starts(with: pending.text.prefix(3)), text.replyCode != nil
        {
            flush(into: &sink)
            self.pending = (.server, Array(text), line, pending.indent)
            return
        }
        if let pending, emptyLines == 0 || crossesPage,
            goesOn(pending.text, pending.indent, line.octets, text)
        {
            return join(text)
        }
        flush(into: &sink)
        if sink.expectation(of: line) == .text, !hasMarkedText { sink.client(line.octets, line) }
    }

    /// Whether a line is the rest of the one before: a backslash or its place says so.
    private func goesOn(
        _ last: [UInt8], _ indent: Int, _ line: LineText, _ text: LineText
    ) -> Bool {
        if last.last == ASCII.backslash { return true }
        if text.startIndex - line.startIndex > indent { return true }
        // A line that was too long for the page: the next word did not fit.
        let word = text.prefix { $0 != ASCII.space }
        return last.count >= 50 && last.count + word.count >= 62
    }

    private mutating func join(_ text: LineText) {
        guard var whole = pending?.text else { return }
        if whole.last == ASCII.backslash {
            whole.removeLast()
            while whole.last == ASCII.space { whole.removeLast() }
        }
        // Base64 and addresses have no blank where they were broken.
        let isBroken = whole[...].isBrokenWord(before: text)
        pending?.text = whole + (isBroken ? [] : [ASCII.space]) + text
    }

    private mutating func flush(into sink: inout ConversationSink) {
        emptyLines = 0
        crossesPage = false
        guard let (side, octets, line, _) = pending else { return }
        pending = nil
        let text = octets[...]
        if let act = StageDirection(text) { return act.perform(line, into: &sink) }
        switch side {
        case .client:
            if sink.expectation(of: line) == .text { hasMarkedText = true }
            sink.client(text.withoutWrittenLineEnd, line)
        case .server: sink.server(text.withoutWrittenLineEnd, line)
        }
    }
}

/// What an author says happens: `S: <wait for connection on TCP port 25>`.
struct StageDirection {
    private let text: LineText

    init?(_ line: LineText) {
        let text = line.trimmed
        guard text.first == ASCII.lessThan, text.last == ASCII.greaterThan, text.count > 2 else {
            return nil
        }
        let inside = text.dropFirst().dropLast()
        let verbs: [StaticString] = [
            "wait", "open", "connect", "negotiate", "check", "close", "start", "TLS", "establish",
            "continue", "client", "server",
        ]
        guard inside.contains(ASCII.space), verbs.contains(where: { inside.begins(with: $0) })
        else {
            return nil
        }
        self.text = inside
    }

    func perform(_ line: SourceLine, into sink: inout ConversationSink) {
        if text.has("TLS") || text.begins(with: "negotiate") {
            if text.has("negotiat") || text.begins(with: "start") { sink.secured(nil, line) }
        } else if text.begins(with: "close") {
            sink.closed(nil, line)
        }
    }
}

/// The foot of a page of an RFC, and the head of the next.
enum PageBreak {
    static func isOne(_ line: LineText) -> Bool {
        if line.first == 0x0C { return true }
        let text = line.trimmed
        if text.last == ASCII.rightBracket, let start = text.offset(of: "[Page "),
            start > text.startIndex
        {
            return true
        }
        return text.begins(with: "RFC ") && text.count > 50
    }
}

extension ArraySlice where Element == UInt8 {
    /// This without `<CR><LF>` at its end, as authors write it where it matters.
    var withoutWrittenLineEnd: LineText {
        for end in ["<CR><LF>", "<CRLF>"] as [StaticString] where ends(in: end) {
            // In a reply to DATA it is text.
            if replyCode != nil { return self }
            return dropLast(end.utf8CodeUnitCount)
        }
        return self
    }

    /// Whether a line was broken inside a word: base64, or a URL.
    func isBrokenWord(before next: LineText) -> Bool {
        let last = suffix(from: lastIndex(of: ASCII.space).map { $0 + 1 } ?? startIndex)
        let word = next.trimmed
        if last.has("://"), !last.contains(ASCII.greaterThan) { return true }
        return last.count >= 30 && last.allSatisfy(\.isBase64) && word.allSatisfy(\.isBase64)
    }
}

extension UInt8 {
    fileprivate var isBase64: Bool {
        isLetter || isDigit || self == ASCII.plus || self == UInt8(ascii: "/")
            || self == ASCII.equals
    }
}

import OctetText
import SMTPGrammar
import SMTPScript

extension ConversationWriter {
    /// Writes what the client sent in one go.
    mutating func send(_ write: RecordedWrite, at index: Int) {
        guard !isClosed else {
            return warn("the client went on after the connection was closed: left out", at: index)
        }
        prepare(for: write, at: index)
        switch write.kind {
        case .line, .response: sendLines(write, at: index)
        case .text: sendText(write, at: index)
        case .unstuffedText:
            begin(write, at: index)
            lines += ClientOctets.unstuffed(write.octets)
            continueText(isExact: false, lacksDot: true)
            finishText(before: event(after: index))
        case .leftOutText(let count, let octets): makeUp(count, octets, write, at: index)
        case .chunk:
            begin(write, at: index)
            lines += ScriptText.lines(sending: write.octets)
        case .leftOutChunk(let octets):
            begin(write, at: index)
            warn("a chunk of \(octets) octets was left out: made up in that size", at: index)
            lines += MadeUpText.script(octets: octets)
        }
        last = .write(isExact: write.isExact, joinsNext: write.joinsNext)
    }

    /// Puts everything in order that comes before a write.
    private mutating func prepare(for write: RecordedWrite, at index: Int) {
        implyHandshake()
        if !isConnected { connect(nil, isByClient: true) }
        if case .reply = last, !awaited.isEmpty {
            if write.isExact { pullReplies(from: index) }
            missReplies()
        }
        // Without the server's lines nobody knows what was pipelined, and text needs its 354.
        if !hasReplies || write.kind.isText && !write.isExact && awaited.last == .command("DATA") {
            missReplies()
        }
        if write.kind == .line { completeText(at: index) }
        if awaited.isEmpty { complete(before: write, at: index) }
    }

    /// Begins a write of its own where the source knows where writes began.
    private mutating func begin(_ write: RecordedWrite, at index: Int) {
        if case .write(true, joinsNext: false) = last, write.isExact { lines.append(":flush") }
        if case .write = last, case .text = write.kind { return }
        origin(index)
    }

    private mutating func sendLines(_ write: RecordedWrite, at index: Int) {
        begin(write, at: index)
        var shown: [UInt8] = []
        var rest = write.octets[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? rest.endIndex
            let line = rest[..<end]
            rest = rest[end...]
            shown += sent(line, write)
        }
        if write.isRedacted {
            warn("a secret was left out of the recording: a harmless one stands here", at: index)
        }
        lines += ScriptText.lines(sending: shown)
    }

    /// One line as it may be shown; notes which reply it waits for.
    private mutating func sent(_ line: ArraySlice<UInt8>, _ write: RecordedWrite) -> [UInt8] {
        let endsLine = line.last == ASCII.lineFeed
        let hasReturn = endsLine && line.dropLast().last == ASCII.carriageReturn
        let end = hasReturn ? line.suffix(2) : endsLine ? line.suffix(1) : []
        let content = Array(line.dropLast(end.count))
        let isResponse = write.kind == .response
        if hasReturn || endsLine && takesLineFeeds {
            awaited.append(
                isResponse || mask.expectsResponse ? .response : Awaited(toLine: content))
        }
        return mask.line(content, isResponse: isResponse, isRedacted: write.isRedacted) + end
    }

    private mutating func sendText(_ write: RecordedWrite, at index: Int) {
        begin(write, at: index)
        lines += ScriptText.lines(sending: write.octets)
        continueText(isExact: write.isExact)
        text?.add(write.octets)
        finishText(before: event(after: index))
    }

    private mutating func makeUp(
        _ count: Int?, _ octets: Int?, _ write: RecordedWrite, at index: Int
    ) {
        begin(write, at: index)
        let size =
            octets.map { "\($0) octets" } ?? count.map { "\($0) lines" } ?? "an unknown size"
        warn("message text of \(size) was left out: made up in that size", at: index)
        lines += MadeUpText.script(lines: count, octets: octets)
        continueText(isExact: false, lacksDot: true)
        finishText(before: event(after: index))
    }

    private mutating func continueText(isExact: Bool, lacksDot: Bool = false) {
        var tail = text ?? TextTail()
        tail.isExact = tail.isExact && isExact
        tail.lacksDot = tail.lacksDot || lacksDot
        text = tail
    }

    /// Ends message text, with a dot that the source does not have where the server is seen to have got it.
    private mutating func finishText(before next: RecordedEvent?) {
        guard let tail = text else { return }
        guard !tail.isComplete else { return endText() }
        guard case .reply(let reply) = next else {
            if case .sent(let write) = next, !write.kind.isText, tail.lacksDot || !tail.isExact {
                addDot(tail)
            }
            return
        }
        guard !tail.isExact || (reply.code ?? 0) / 100 == 2 else { return }
        addDot(tail)
    }

    private mutating func addDot(_ tail: TextTail) {
        if !tail.lacksDot {
            lines.append("# the dot that ends the text was not recorded")
            if !tail.endsLine { lines.append(#"C+ "\r\n""#) }
        }
        lines.append("C: .")
        endText()
    }

    private mutating func endText() {
        text = nil
        let count = isLMTP ? max(1, acceptedRecipients) : 1
        awaited += [Awaited](repeating: .message, count: count)
        acceptedRecipients = 0
    }
}

extension RecordedWrite.Kind {
    /// Whether it is message text, in whatever form.
    var isText: Bool {
        switch self {
        case .text, .unstuffedText, .leftOutText: true
        case .line, .response, .chunk, .leftOutChunk: false
        }
    }
}

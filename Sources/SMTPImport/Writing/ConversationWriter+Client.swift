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
            ClientOctets.append(unstuffed: write.octets, to: &script)
            continueText(isExact: false, lacksDot: true)
            finishText(before: event(after: index))
        case .leftOutText(let count, let octets): makeUp(count, octets, write, at: index)
        case .chunk:
            begin(write, at: index)
            ScriptText.append(sending: write.octets.span, to: &script)
        case .leftOutChunk(let octets):
            begin(write, at: index)
            warn("a chunk of \(octets) octets was left out: made up in that size", at: index)
            MadeUpText.append(octets: octets, to: &script)
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
        if !server.hasReplied
            || write.kind.isText && !write.isExact && awaited.last == .command(.data)
        {
            missReplies()
        }
        if write.kind == .line { completeText(at: index) }
        if awaited.isEmpty { complete(before: write, at: index) }
    }

    /// Begins a write of its own where the source knows where writes began.
    private mutating func begin(_ write: RecordedWrite, at index: Int) {
        if case .write(true, joinsNext: false) = last, write.isExact { add(":flush") }
        if case .write = last, case .text = write.kind { return }
        origin(index)
    }

    private mutating func sendLines(_ write: RecordedWrite, at index: Int) {
        begin(write, at: index)
        let octets = write.octets[...]
        var shown: [UInt8] = []
        // What is before it is shown, or hidden.
        var place = octets.startIndex
        var start = place
        while start < octets.endIndex {
            let end = octets[start...].firstIndex(of: ASCII.lineFeed).map { $0 + 1 }
            let line = octets[start..<(end ?? octets.endIndex)]
            let content = line.withoutLineEnd
            expectReply(to: line, content, write)
            if let hidden = mask.hidden(
                content, isResponse: write.kind == .response, isRedacted: write.isRedacted)
            {
                shown += octets[place..<start] + hidden
                place = content.endIndex
            }
            start = line.endIndex
        }
        if write.isRedacted {
            warn("a secret was left out of the recording: a harmless one stands here", at: index)
        }
        let isHidden = place > octets.startIndex || !shown.isEmpty
        if isHidden { shown += octets[place...] }
        ScriptText.append(sending: (isHidden ? shown : write.octets).span, to: &script)
    }

    /// Notes which reply a line waits for, if it is whole.
    private mutating func expectReply(
        to line: LineText, _ content: LineText, _ write: RecordedWrite
    ) {
        guard line.count - content.count == 2 || line.count > content.count && server.takesLineFeeds
        else {
            return
        }
        let isResponse = write.kind == .response || mask.expectsResponse
        awaited.append(isResponse ? .response : Awaited(toLine: content))
    }

    private mutating func sendText(_ write: RecordedWrite, at index: Int) {
        begin(write, at: index)
        ScriptText.append(sending: write.octets.span, to: &script)
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
        MadeUpText.append(lines: count, octets: octets, to: &script)
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
            add("# the dot that ends the text was not recorded")
            if !tail.endsLine { add(#"C+ "\r\n""#) }
        }
        add("C: .")
        endText()
    }

    private mutating func endText() {
        text = nil
        let count = server.speaksLMTP ? max(1, acceptedRecipients) : 1
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

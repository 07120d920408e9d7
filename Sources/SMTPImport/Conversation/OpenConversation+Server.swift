import SMTPGrammar

// What the server said: lines are joined to replies.

extension OpenConversation {
    /// Whether a line of the server begins another conversation: a greeting after other replies, or
    /// anything after the goodbye.
    func begins(with text: LineText) -> Bool {
        guard reply.isEmpty, text.replyCode == 220 || isOver else { return false }
        return isOver || (hasReply && !awaited.takesGreetingCode)
    }

    mutating func server(
        _ text: LineText, isCutShort: Bool = false, at line: Int, _ known: inout KnownLines
    ) {
        switch phase {
        case .command: break
        case .response: phase = .command
        case .text, .chunk:
            endContent(at: line)
            phase = .command
        }
        if text.isASCII {
            replyLine(text, isCutShort, at: line, &known)
        } else {
            replyLine(Typography.plainReply(text), isCutShort, at: line, &known)
        }
    }

    /// A line of a reply, with plain characters.
    private mutating func replyLine(
        _ text: LineText, _ isCutShort: Bool, at line: Int, _ known: inout KnownLines
    ) {
        let code = text.replyCode
        if !reply.isEmpty, code != replyCode {
            return goOn(text, code, isCutShort, at: line, &known)
        }
        if reply.isEmpty {
            guard !text.isEmpty else { return }
            if code == nil { warn("a reply without a code", at: line) }
            replyLine = line
            replyCode = code
        }
        let isLast = code == nil || !text.isContinuedReply
        if isLast, reply.isEmpty {
            reply = known.reply(text.span)
        } else {
            reply.append(known.line(text.span))
        }
        if isCutShort { replyIsCut = true }
        if isLast { endReply(isWhole: true) }
    }

    /// A line that does not have the code of the reply that is under way.
    private mutating func goOn(
        _ text: LineText, _ code: Int?, _ isCutShort: Bool, at line: Int, _ known: inout KnownLines
    ) {
        guard code == nil else {
            endReply()
            return server(text, isCutShort: isCutShort, at: line, &known)
        }
        // A line that was wrapped.
        warn("a line without a code: taken for the rest of the line before it", at: line)
        reply[reply.count - 1] += [ASCII.space] + text.trimmed
    }

    /// A reply that is under way ends; it lacks its last line unless it is whole.
    mutating func endReply(isWhole: Bool = false) {
        guard !reply.isEmpty else { return }
        if !isWhole, !partLines() {
            warn("the last line of this reply is not in the source", at: replyLine)
        }
        var lines: [[UInt8]] = []
        swap(&lines, &reply)
        let whole = RecordedReply(
            lines: lines, isCutShort: replyIsCut, isPattern: rules.hasPatterns)
        replyIsCut = false
        append(.reply(whole), at: replyLine)
        let code = replyCode
        replyCode = nil
        restoreSwallowedAddress(code)
        switch awaited.reply(code) {
        case .nothing: break
        case .text:
            phase = .text
            if rules.text == .leftOut, !showsText { leaveTextOut(at: replyLine) }
        case .response: phase = .response
        case .handshake: awaitsTLS = true
        case .end: isOver = true
        }
    }

    /// Parts the lines of a reply that stand in one, as web pages run them together; whether they did.
    private mutating func partLines() -> Bool {
        guard reply.count == 1, !replyIsCut else { return false }
        let lines = reply[0][...].joinedReplyLines
        guard let last = lines.last, lines.count > 1, !last.isContinuedReply else { return false }
        reply = lines.map(Array.init)
        warn("the lines of this reply were run together: they were parted", at: replyLine)
        return true
    }

    /// A log that never has message text may show the next command at once.
    private mutating func leaveTextOut(at line: Int) {
        content.leaveOut(lines: nil, octets: nil, at: line)
    }

    /// The line of the server that is whole with these octets, without its end; nil if it is not.
    mutating func wholeServerLine(_ octets: LineText) -> LineText? {
        guard octets.last == ASCII.lineFeed else {
            if cutServerLine.count < 1 << 16 { cutServerLine += octets }
            return nil
        }
        var text = octets.dropLast()
        if !cutServerLine.isEmpty {
            text = (cutServerLine + text)[...]
            cutServerLine = []
        }
        return text.last == ASCII.carriageReturn ? text.dropLast() : text
    }
}

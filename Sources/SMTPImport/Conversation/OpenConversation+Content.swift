import SMTPGrammar

// Message text and chunks: where they end, and what is left out of them.

extension OpenConversation {
    mutating func leftOut(lines: Int?, octets: Int?, at line: Int) {
        endReply()
        switch phase {
        case .text: content.leaveOut(lines: lines, octets: octets, at: line)
        case .chunk(_, let size):
            phase = .command
            append(.sent(RecordedWrite(.leftOutChunk(octets: size), [])), at: line)
            content = PendingContent()
        case .command, .response: break
        }
    }

    /// The text or chunk that is under way ends here, because something else begins.
    mutating func endContent(at line: Int) {
        switch phase {
        case .command: break
        case .response: phase = .command
        case .text:
            let hasEnd = content.holdsDot || content.isLeftOut || rules.text == .unstuffed
            endText(hasEnd: hasEnd, at: line)
        case .chunk: endChunk(at: line)
        }
    }

    /// The text ends with a dot, which is not shown; a line end before it, if it lacks one.
    mutating func endTextUnseen(at line: Int) {
        guard case .text = phase, !content.isEmpty else { return }
        if !content.isLeftOut {
            let end: [UInt8] = content.octets.last == ASCII.lineFeed ? [] : [0x0D, 0x0A]
            content.append(octets: (end + [0x2E, 0x0D, 0x0A])[...], at: line)
        }
        endText(hasEnd: true, at: line)
    }

    /// The text ends, with its dot or without.
    mutating func endText(hasEnd: Bool, at line: Int) {
        defer { content = PendingContent() }
        phase = .command
        let start = content.line ?? line
        if content.hasExactText {
            return warn("the end of the message text is not in the source", at: line)
        }
        guard !content.isLeftOut, !content.isEmpty else {
            if !content.isLeftOut {
                warn("the message text is not in the source", at: line)
            }
            let kind = RecordedWrite.Kind.leftOutText(lines: content.lines, octets: content.count)
            return append(.sent(RecordedWrite(kind, [])), at: start)
        }
        if !hasEnd { warn("the end of the message text is not in the source", at: line) }
        let kind: RecordedWrite.Kind =
            switch rules.text {
            case .asSent, .leftOut: .text
            case .unstuffed: .unstuffedText
            }
        append(.sent(RecordedWrite(kind, content.octets)), at: start)
    }

    /// The chunk ends: all of it was there, or something else begins.
    mutating func endChunk(at line: Int) {
        defer { content = PendingContent() }
        guard case .chunk(let left, let size) = phase else { return }
        phase = .command
        guard !content.isEmpty, !content.isLeftOut else {
            // The octets that a source has write by write are in the result already.
            guard left == size else {
                return warn("\(left) octets of the chunk are not in the source", at: line)
            }
            return append(.sent(RecordedWrite(.leftOutChunk(octets: size), [])), at: line)
        }
        let start = content.line ?? line
        if content.octets.count < left {
            warn(
                "\(left - content.octets.count) octets of the chunk are not in the source", at: line
            )
        }
        append(.sent(RecordedWrite(.chunk, Array(content.octets.prefix(left)))), at: start)
    }
}

import SMTPGrammar

// What the client sent, line by line as most sources have it.

extension OpenConversation {
    mutating func client(_ text: LineText, at line: Int) {
        endReply()
        switch phase {
        case .command: command(text, at: line)
        case .response:
            phase = .command
            let isRedacted = Redaction.isShown(by: text)
            append(.sent(RecordedWrite(.response, text + .crlf, isRedacted: isRedacted)), at: line)
        case .text: textLine(text, at: line)
        case .chunk: chunkLine(text, at: line)
        }
    }

    mutating func hiddenResponse(at line: Int) {
        endReply()
        if case .response = phase { phase = .command }
        append(.sent(RecordedWrite(.response, [], isRedacted: true)), at: line)
    }

    private mutating func command(_ text: LineText, at line: Int) {
        implyTLS(at: line)
        var text = text
        if rules.isHandwritten || !text.isASCII {
            text = Typography.plain(text)[...]
        }
        let isRedacted = take(text, at: line)
        let octets = UsualLine.octets(text) ?? text + .crlf
        append(.sent(RecordedWrite(kind: .line, octets: octets, isRedacted: isRedacted)), at: line)
        if rules.text == .leftOut, case .chunk(_, let size) = phase {
            phase = .command
            append(.sent(RecordedWrite(.leftOutChunk(octets: size), [])), at: line)
        }
    }

    /// Notes what a command leads to; whether a secret in it was replaced.
    mutating func take(_ text: LineText, at line: Int) -> Bool {
        let command = AwaitedReplies.Command(text)
        awaited.append(command)
        switch command {
        case .authentication: return Redaction.isShown(by: text)
        case .chunk:
            if let size = text.dropFirst(5).withoutLeadingBlanks.leadingNumber?.value, size > 0 {
                phase = .chunk(left: size, size: size)
            }
        case .sender, .other: noteSwallowedAddress(text, at: line)
        case .data, .startTLS, .quit, .identity: break
        }
        return false
    }

    /// A client that goes on after the server agreed to STARTTLS did the handshake.
    mutating func implyTLS(at line: Int) {
        guard awaitsTLS else { return }
        awaitsTLS = false
        append(.secured(version: nil), at: line)
    }

    private mutating func textLine(_ text: LineText, at line: Int) {
        if rules.isHandwritten, content.isEmpty, Typography.isPlaceholder(text) {
            warn(
                "the source has a placeholder in place of message text: \(text.trimmed.string)",
                at: line)
            return content.leaveOut(lines: nil, octets: nil, at: line)
        }
        let isDot = text.count == 1 && text.first == ASCII.dot
        switch showsText ? .asSent : rules.text {
        case .unstuffed:
            // A dot that is the last of the text ends it; one that more text follows was part of it.
            content.releaseDot()
            if isDot { content.holdDot(at: line) } else { content.append(text, at: line) }
        case .leftOut:
            // Such a source has no text, unless this one has: this is what came after it.
            let isKnown = content.lines != nil || content.count != nil
            guard isDot || isKnown || text.isCommand else { return showText(text, at: line) }
            endText(hasEnd: true, at: line)
            if !isDot { command(text, at: line) }
        case .asSent:
            if !(isDot && content.isLeftOut) { content.append(text, at: line) }
            if isDot { endText(hasEnd: true, at: line) }
        }
    }

    /// The source has message text all the same, though others of its format do not.
    private mutating func showText(_ text: LineText, at line: Int) {
        showsText = true
        content = PendingContent()
        textLine(text, at: line)
    }

    private mutating func chunkLine(_ text: LineText, at line: Int) {
        guard case .chunk(let left, let size) = phase else { return }
        if rules.isHandwritten, content.isEmpty, Typography.isPlaceholder(text) {
            phase = .command
            append(.sent(RecordedWrite(.leftOutChunk(octets: size), [])), at: line)
            return
        }
        content.append(text, at: line)
        if content.octets.count >= left { endChunk(at: line) }
    }
}

extension ArraySlice where Element == UInt8 {
    static func + (text: ArraySlice, end: LineEnd) -> [UInt8] {
        var octets: [UInt8] = []
        octets.reserveCapacity(text.count + 2)
        octets.append(contentsOf: text)
        octets.append(ASCII.carriageReturn)
        octets.append(ASCII.lineFeed)
        return octets
    }
}

/// Commands that are the same in every conversation, and are kept once.
enum UsualLine {
    private static let data = Array("DATA\r\n".utf8)
    private static let quit = Array("QUIT\r\n".utf8)
    private static let reset = Array("RSET\r\n".utf8)

    /// A line with its end; nil for any other.
    static func octets(_ text: LineText) -> [UInt8]? {
        guard text.count == 4 else { return nil }
        if text.begins(with: "DATA") { return data }
        if text.begins(with: "QUIT") { return quit }
        return text.begins(with: "RSET") ? reset : nil
    }
}

/// The end of a line that was sent.
enum LineEnd {
    case crlf
}

import SMTPGrammar

/// What nodemailer logs with `debug` and `logger`.
///
///     [2026-11-22 08:16:20] DEBUG [WGIbljsfQtU] S: 220 mx.example ESMTP
///     [2026-11-22 08:16:20] DEBUG [WGIbljsfQtU] C: EHLO client.example
///     [2026-11-22 08:16:20] DEBUG [WGIbljsfQtU] Subject: a line of message text
struct NodemailerLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "nodemailer", name: "a log of nodemailer",
        client: "`[ID] C: `; message text without `C: `",
        server: "`[ID] S: `",
        remark: "Connections are told apart by their ID. The password is replaced.",
        example: """
            [2026-11-22 08:16:20] DEBUG [Wq3bX9] S: 220 mx.example ESMTP
            [2026-11-22 08:16:20] DEBUG [Wq3bX9] C: EHLO client.example
            [2026-11-22 08:16:20] DEBUG [Wq3bX9] S: 250 mx.example
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        guard let entry = Entry(line) else { return .none }
        guard entry.id != nil else { return .fits }
        if let text = entry.text.after("S: ") { return text.replyCode != nil ? .certain : .fits }
        return entry.text.after("C: ")?.isCommand == true ? .certain : .fits
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let entry = Entry(line.octets), let id = entry.id else { return }
        let line = line.keyed(id)
        let text = entry.text
        if let said = text.after("S: ") {
            sink.server(said, line)
        } else if let said = text.after("C: ") ?? (text.equals("C:") ? text.suffix(0) : nil) {
            sink.client(said, line)
        } else if !entry.isDebug {
            note(text, line, into: &sink)
        } else if sink.expectation(of: line) == .text {
            sink.client(text, line)
        }
    }

    private func note(_ text: LineText, _ line: SourceLine, into sink: inout ConversationSink) {
        if let address = text.after("Connection established to ") {
            sink.connected(address.string, line)
        } else if text.begins(with: "Connection upgraded with STARTTLS") {
            sink.secured(nil, line)
        } else if text.begins(with: "Connection closed") {
            sink.closed(nil, line)
        } else if let (size, rest) = text.after("<")?.leadingNumber,
            rest.begins(with: " bytes encoded"),
            sink.expectation(of: line) == .text
        {
            sink.leftOut(octets: size, line)
        }
    }
}

/// An entry of the log: a time, a level, and an ID if it is about a connection.
private struct Entry {
    let isDebug: Bool
    let id: LineText?
    let text: LineText

    init?(_ line: LineText) {
        // The time, if nobody took it away with what stands before every line.
        var rest = line.withoutLeadingBlanks
        if let time = rest.after("["), let end = time.prefix(40).firstIndex(of: ASCII.rightBracket),
            time.first?.isDigit == true
        {
            rest = time[(end + 1)...].withoutLeadingBlanks
        }
        guard let level = rest.after(any: ["DEBUG ", "INFO ", "TRACE ", "WARN ", "ERROR "]) else {
            return nil
        }
        isDebug = rest.begins(with: "DEBUG") || rest.begins(with: "TRACE")
        rest = level
        while rest.first == ASCII.space, rest.dropFirst().first == ASCII.space || !isDebug {
            rest = rest.dropFirst()
        }
        guard let bracket = rest.after("["),
            let end = bracket.prefix(40).firstIndex(of: ASCII.rightBracket)
        else {
            id = nil
            text = rest
            return
        }
        id = bracket[..<end]
        let said = bracket[(end + 1)...]
        text = said.after(" ") ?? said
    }
}

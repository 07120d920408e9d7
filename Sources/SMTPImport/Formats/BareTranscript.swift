import SMTPGrammar

/// A session without marks: a terminal with telnet, or the log of a small server.
///
/// Whose a line is, is inferred: one that begins with a reply code is the server's, unless message text is under way.
///
///     220 mx.example ESMTP
///     HELO client.example
///     250 mx.example
struct BareTranscript: TranscriptFormat {
    static let description = FormatDescription(
        word: "bare", name: "a session without marks", client: "none", server: "its reply codes",
        remark: """
            Whose a line is, is inferred from reply codes: not in message text, which lasts from 354 to a dot. \
            Where the client's lines are missing, it is said.
            """,
        isHandwritten: true,
        example: """
            Connected to mx.example.
            220 mx.example ESMTP
            HELO client.example
            250 mx.example
            """)

    /// A greeting inside message text, which may belong to the next session.
    private var greeting: SourceLine?
    /// An empty line where a response is expected.
    private var emptyLine: SourceLine?
    private var hasClient = false
    private var isEnded = false

    static func vote(_ line: LineText) -> FormatVote {
        if line.replyCode != nil { return .direction }
        return line.isCommand || TerminalNoise(line) != nil ? .fits : .none
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        if let greeting { return decide(greeting, line, into: &sink) }
        switch sink.expectation(of: line) {
        case .text: text(line, into: &sink)
        case .chunk: sink.client(line.octets, line)
        case .response: response(line, into: &sink)
        case .command: command(line, into: &sink)
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        if let greeting { sink.client(greeting.octets, greeting) }
    }

    /// An empty line is a response if the server's next line follows; people leave lines empty too.
    private mutating func response(_ line: SourceLine, into sink: inout ConversationSink) {
        let empty = emptyLine
        emptyLine = line.octets.isEmpty ? line : nil
        if line.octets.replyCode != nil {
            if let empty { client(empty, into: &sink) }
            sink.server(line.octets, line)
        } else if !line.octets.isEmpty {
            client(line, into: &sink)
        }
    }

    private mutating func command(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if text.replyCode != nil || isRestOfReply(line, sink) {
            isEnded = false
            return sink.server(text, line)
        }
        if let noise = TerminalNoise(text) {
            isEnded = isEnded || noise.isEnd
            return noise.perform(line, into: &sink)
        }
        // What nobody says in SMTP is the terminal's, until the client is known to speak here.
        let isOver = isEnded || sink.isOver(line)
        if text.isCommand || (hasClient && !isOver && !text.isEmpty) { client(line, into: &sink) }
    }

    private func isRestOfReply(_ line: SourceLine, _ sink: ConversationSink) -> Bool {
        sink.isInReply(line) && !line.octets.isCommand && !line.octets.isEmpty
    }

    private mutating func client(_ line: SourceLine, into sink: inout ConversationSink) {
        hasClient = true
        sink.client(line.octets, line)
    }

    private mutating func text(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if let (count, rest) = text.leadingNumber, rest.equals(" lines sent") {
            return sink.leftOut(lines: max(0, count - 1), isWhole: true, line)
        }
        if TerminalNoise(text)?.isEnd == true { return sink.closed(nil, line) }
        if text.replyCode == 220 {
            greeting = line
        } else {
            sink.client(text, line)
        }
    }

    /// A greeting that a hello follows begins a session: the one before broke off inside its text.
    private mutating func decide(
        _ greeting: SourceLine, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        self.greeting = nil
        if line.octets.begins(withWord: "EHLO ") || line.octets.begins(withWord: "HELO ") {
            sink.closed(nil, greeting)
            sink.server(greeting.octets, greeting)
        } else {
            sink.client(greeting.octets, greeting)
        }
        read(line, into: &sink)
    }
}

/// What telnet and its kin say.
private struct TerminalNoise {
    private enum Kind {
        case connected(LineText)
        case ended(RecordedSide?)
        case other
    }

    private let kind: Kind

    var isEnd: Bool {
        if case .ended = kind { true } else { false }
    }

    init?(_ line: LineText) {
        if let host = line.after(any: ["Connected to ", "=== Connected to "]) {
            kind = .connected(host.last == ASCII.dot ? host.dropLast() : host)
        } else if line.begins(with: "Connection closed")
            || line.begins(with: "=== Connection closed")
            || line.begins(with: "Connection to host lost") || line.begins(with: "closed")
        {
            kind = .ended(line.has("by foreign host") ? .server : nil)
        } else if TerminalNoise.isOther(line) {
            kind = .other
        } else {
            return nil
        }
    }

    func perform(_ line: SourceLine, into sink: inout ConversationSink) {
        switch kind {
        case .connected(let host): sink.connected(host.string, line)
        case .ended(let side): sink.closed(side, line)
        case .other: break
        }
    }

    private static func isOther(_ line: LineText) -> Bool {
        let starts: [StaticString] = [
            "Trying ", "Escape character is", "=== ", "**** SMTP testing", "**** but without",
            "**** This is not for real", "telnet>", "Ncat: ",
        ]
        if starts.contains(where: { line.begins(with: $0) }) { return true }
        // A command of the shell.
        return ["$ ", "# ", "% "].contains { line.after($0) != nil } && !line.dropFirst(2).isCommand
            && line.count > 2
    }
}

extension Array where Element == StaticString {
    fileprivate func contains(_ fits: (StaticString) -> Bool) -> Bool { contains(where: fits) }
}

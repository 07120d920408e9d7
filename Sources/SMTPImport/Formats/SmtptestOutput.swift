import SMTPGrammar

/// What Cyrus' `smtptest` prints: marks until it is authenticated, then the server's lines without any.
///
///     S: 220 mx.example ESMTP
///     C: EHLO smtptest
///     Authenticated.
///     250 2.1.0 Sender OK
struct SmtptestOutput: TranscriptFormat {
    static let description = FormatDescription(
        word: "smtptest", name: "output of smtptest", client: "`C: `, later what was typed",
        server: "`S: `, later unmarked",
        remark:
            "After `Authenticated.` the client's lines are there only if a terminal was copied.",
        example: """
            S: 220 mx.example ESMTP
            C: EHLO smtptest
            S: 250 mx.example
            Authenticated.
            Security strength factor: 0
            250 2.1.0 Sender OK
            """)

    static let needsCertainLine = true

    static func vote(_ line: LineText) -> FormatVote {
        if line.equals("Authenticated.") { return .certain }
        if line.begins(with: "Security strength factor: ") { return .certain }
        if line.after(any: ["S: ", "C: "]) != nil { return LetterDialogue.vote(line) }
        return line.equals("Connection closed.") || line.replyCode != nil || line.isCommand
            ? .fits : .none
    }

    private var isMarked = true
    private var hasTyped = false

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if text.equals("Authenticated.") {
            isMarked = false
        } else if text.begins(with: "Security strength factor: ") {
            sink.remark(text.string, line)
        } else if text.equals("Connection closed.") {
            sink.closed(.server, line)
            self = SmtptestOutput()
        } else if let text = text.after("S: ") {
            if text.replyCode == 220 { isMarked = true }
            sink.server(text, line)
        } else if let text = text.after("C: ") {
            sink.client(text, line)
        } else if !isMarked {
            readUnmarked(text, line, into: &sink)
        }
    }

    /// Whoever begins with a code is the server, unless message text is under way.
    private mutating func readUnmarked(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let isText = sink.expectation(of: line) == .text && hasTyped
        if text.replyCode != nil, !isText {
            if !hasTyped {
                sink.lackClient(because: "they came from a pipe", line)
            }
            if text.replyCode == 221 { hasTyped = false }
            sink.server(text, line)
        } else if hasTyped || text.isCommand {
            hasTyped = true
            sink.client(text, line)
        }
    }
}

import SMTPGrammar

/// What `exim -bh ADDRESS` prints: the session, and how each decision was made.
///
///     **** SMTP testing session as if from host 192.0.2.10
///     220 mx.example ESMTP Exim 4.96
///     >>> using ACL "acl_check_rcpt"
///     550 relay not permitted
struct EximSession: TranscriptFormat {
    static let description = FormatDescription(
        word: "exim-session", name: "a session tested with exim -bh",
        client: "unmarked, if a terminal was copied", server: "unmarked, with a code",
        remark: "`>>>` and `LOG:` are Exim's own remarks; what it logged is kept as a remark.",
        example: """
            **** SMTP testing session as if from host 192.0.2.10
            220 mx.example ESMTP Exim 4.96
            EHLO client.example
            250 mx.example Hello client.example [192.0.2.10]
            >>> using ACL "acl_check_mail"
            """)

    static func vote(_ line: LineText) -> FormatVote {
        if line.begins(with: "**** SMTP testing") { return .certain }
        if let text = line.after(">>> ") { return isTrace(text) ? .certain : .none }
        if line.begins(with: "LOG: ") || line.begins(with: "**** ") { return .fits }
        return line.replyCode != nil || line.isCommand ? .direction : .none
    }

    private static func isTrace(_ text: LineText) -> Bool {
        text.after(any: [
            "host in ", "using ACL ", "processing \"", "check ", "end of ACL ", "looking up ",
            "IP address lookup", " using ACL ", " processing \"", " check ", " host in ",
            " end of ACL ",
        ]) != nil || text.has(" condition test ") || text.has("? yes (") || text.has("? no (")
    }

    private var hasTyped = false
    private var hasReplied = false
    private var hasWarned = false

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if let address = text.after("**** SMTP testing session as if from host ") {
            sink.connected(address.trimmed.string, line)
            hasTyped = false
        } else if text.begins(with: ">>> ") || text.begins(with: "**** ") {
            return
        } else if let logged = text.after("LOG: ") {
            sink.remark("Exim logged: \(logged.string)", line)
        } else {
            readTalk(text, line, into: &sink)
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        if !hasReplied {
            sink.warnOfSource(
                "it has Exim's remarks only (standard error): the session is on standard output; join both "
                    + "with 2>&1")
        }
    }

    /// Whoever begins with a code is the server, unless message text is under way.
    private mutating func readTalk(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let isText = sink.expectation(of: line) == .text && hasTyped
        if text.replyCode != nil, !isText {
            hasReplied = true
            if text.replyCode != 220, !hasTyped, !hasWarned {
                hasWarned = true
                sink.warn("the client's lines are not in the source: they came from a pipe", line)
            }
            sink.server(text, line)
        } else if isText || text.isCommand || (hasTyped && !text.isEmpty) {
            hasTyped = true
            sink.client(text, line)
        }
    }
}

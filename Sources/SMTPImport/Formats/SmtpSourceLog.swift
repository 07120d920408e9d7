import SMTPGrammar

/// What Postfix's `smtp-source -v` prints.
///
///     smtp-source: <<< 220 mx.example ESMTP
///     smtp-source: HELO client.example
struct SmtpSourceLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "smtp-source", name: "output of smtp-source", client: "`smtp-source: `",
        server: "`smtp-source: <<< `", text: .leftOut,
        example: """
            smtp-source: <<< 220 mx.example ESMTP
            smtp-source: HELO client.example
            smtp-source: <<< 250 mx.example
            """)

    static func vote(_ line: LineText) -> FormatVote {
        guard let text = text(of: line) else { return .none }
        return text.begins(with: "<<< ") || text.isCommand ? .certain : .fits
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let text = Self.text(of: line.octets) else { return }
        if let reply = text.after("<<< ") {
            sink.server(reply, line)
        } else if text.isCommand {
            sink.client(text, line)
        } else if text.begins(with: "fatal: ") || text.begins(with: "warning: ") {
            sink.remark(text.string, line)
        }
    }

    /// What follows the program's name, which may have a path before it.
    private static func text(of line: LineText) -> LineText? {
        guard let start = line.offset(of: "smtp-source: ", within: 160),
            !line[..<start].contains(ASCII.space)
        else { return nil }
        return line[(start + 13)...]
    }
}

import SMTPGrammar

/// What Postfix's `smtp-sink -v` prints: the client's commands, and nothing of what the server says.
///
///     smtp-sink: connect (AF_INET 192.0.2.7)
///     smtp-sink: EHLO client.example
struct SmtpSinkLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "smtp-sink", name: "output of smtp-sink", client: "`smtp-sink: `",
        server: "not in it", text: .leftOut,
        remark: "It has the client's commands only: what the server said is not known.",
        example: """
            smtp-sink: connect (AF_INET 192.0.2.7)
            smtp-sink: EHLO client.example
            smtp-sink: disconnect
            """)

    static func vote(_ line: LineText) -> FormatVote {
        guard let text = text(of: line) else {
            return line.begins(with: "sess=") ? .fits : .none
        }
        return text.isCommand || text.begins(with: "connect (") ? .certain : .fits
    }

    /// The conversation under way: it has no replies, which would tell text from commands.
    private var session: Fragment?

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let text = Self.text(of: line.octets) else { return }
        if let address = text.after("connect (") {
            finish(into: &sink)
            begin(line)
            session?.connect(address.past(" ")?.prefix { $0 != UInt8(ascii: ")") }.string)
        } else if text.equals("disconnect") {
            session?.close(nil, line: line.number)
            finish(into: &sink)
        } else if text.equals(".") {
            session?.leaveTextOut(line: line.number)
        } else if text.isCommand {
            if session == nil { begin(line) }
            session?.say(Array(text), line: line.number)
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        if let conversation = session?.finished { sink.add(conversation) }
        session = nil
    }

    private mutating func begin(_ line: SourceLine) {
        session = Fragment(label: nil, line: line.number)
        session?.warn("what the server said is not in the source", line: line.number)
    }

    /// What follows the program's name, which a counter may stand before.
    private static func text(of line: LineText) -> LineText? {
        line.past("smtp-sink: ", within: 120)
    }
}

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

    private var isInText = false

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let text = Self.text(of: line.octets) else { return }
        if let address = text.after("connect (") {
            sink.connected(address.past(" ")?.prefix { $0 != UInt8(ascii: ")") }.string, line)
            sink.warn("what the server said is not in the source", line)
            isInText = false
        } else if text.equals("disconnect") {
            sink.closed(nil, line)
        } else if text.equals(".") {
            // The text before it is not shown.
            sink.leftOut(line)
            isInText = false
        } else if text.isCommand, !isInText {
            sink.client(text, line)
            isInText = text.trimmed.count == 4 && text.begins(withWord: "DATA")
        }
    }

    /// What follows the program's name, which a counter may stand before.
    private static func text(of line: LineText) -> LineText? {
        line.past("smtp-sink: ", within: 120)
    }
}

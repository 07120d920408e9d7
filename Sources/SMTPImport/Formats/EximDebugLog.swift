import SMTPGrammar

/// The SMTP in what `exim -v` and `exim -d` print, as a server or as a client.
///
///     SMTP<< 250-mx.example Hello
///            250 HELP
///     SMTP>> MAIL FROM:<ann@client.example>
struct EximDebugLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "exim-debug", name: "a debugging log of Exim", client: "`SMTP>> ` or `SMTP<< `",
        server: "the other of the two, more lines of a reply indented", text: .leftOut,
        remark: "Arrows are from Exim's view: who has the replies, is the server.",
        example: """
            Connecting to mx.example [192.0.2.1]:25 ... connected
              SMTP<< 220 mx.example ESMTP
              SMTP>> EHLO client.example
              SMTP<< 250-mx.example Hello
                     250 HELP
            """)

    static func vote(_ line: LineText) -> FormatVote {
        guard let mark = Mark(line) else {
            return line.withoutLeadingBlanks.replyCode == nil ? .none : .fits
        }
        return mark.text.replyCode != nil || mark.text.isCommand ? .certain : .fits
    }

    /// An arrow, perhaps after the number of a process, and what follows.
    private struct Mark {
        var process: LineText?
        var isReceived: Bool
        var text: LineText
        var isClose = false

        init?(_ line: LineText) {
            var rest = line.withoutLeadingBlanks
            if let (_, after) = rest.leadingNumber, let word = after.after(" ") {
                process = rest[..<after.startIndex]
                rest = word.withoutLeadingBlanks
            }
            guard let arrow = rest.after("SMTP") else { return nil }
            if let text = arrow.after(any: ["<< ", "<<"]) {
                isReceived = true
                self.text = text
            } else if let text = arrow.after(any: [">> ", "|> ", "+> ", ">| ", ">>"]) {
                isReceived = false
                self.text = text
            } else if arrow.begins(with: "(close)>>") {
                isReceived = false
                isClose = true
                text = arrow.suffix(0)
            } else {
                return nil
            }
        }
    }

    /// Whether what Exim receives is from the server, once that is known.
    private var receivesReplies: Bool?
    private var process: LineText?

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let mark = Mark(line.octets) else { return readOther(line, into: &sink) }
        process = mark.process.map { Array($0)[...] }
        let line = line.keyed(process)
        if mark.isClose { return sink.closed(.client, line) }
        if mark.text.replyCode != nil, receivesReplies == nil { receivesReplies = mark.isReceived }
        if mark.text.isCommand, receivesReplies == nil { receivesReplies = !mark.isReceived }
        if mark.isReceived == (receivesReplies ?? false) {
            sink.server(mark.text, line)
        } else if mark.text.begins(with: "writing message") || mark.text.begins(with: "(writing") {
            sink.leftOut(line)
        } else {
            sink.client(mark.text, line)
        }
    }

    /// Further lines of a reply, and what Exim says about the connection.
    private mutating func readOther(_ line: SourceLine, into sink: inout ConversationSink) {
        var text = line.octets.withoutLeadingBlanks
        if process != nil, let (_, after) = text.leadingNumber, text.replyCode == nil || after.begins(with: "  ") {
            text = after.withoutLeadingBlanks
        }
        let line = line.keyed(process)
        if text.replyCode != nil, sink.isInReply(line) {
            sink.server(text, line)
        } else if text.begins(with: "Connecting to ") {
            if sink.hasBegun(line) { sink.closed(nil, line) }
            receivesReplies = true
            sink.connected(nil, line)
        } else if text.begins(with: "SMTP connection from "), !sink.hasBegun(line) {
            receivesReplies = false
        }
    }
}

import SMTPGrammar

/// What Ruby's Net::SMTP writes to `debug_output`: its arrows point at the program.
///
///     -> "220 mx.example ESMTP\r\n"
///     <- "EHLO client.example\r\n"
///     wrote 28 bytes
struct RubyLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "ruby", name: "a log of Ruby's Net::SMTP", client: "`<- \"…\"`", server: "`-> \"…\"`",
        text: .leftOut,
        remark:
            "The arrows are the other way round than those of swaks. The text is left out; its size is known.",
        example: """
            Connection opened: mx.example:25
            -> "220 mx.example ESMTP\\r\\n"
            <- "EHLO client.example\\r\\n"
            -> "250 mx.example\\r\\n"
            """)
    static let marksEveryLine = true

    static func vote(_ line: LineText) -> FormatVote {
        let text = line.withoutLeadingBlanks
        if let quoted = text.after("-> ").flatMap({ QuotedOctets($0.prefix(64)) }) {
            return quoted.octets[...].withoutLineEnd.replyCode != nil ? .certain : .none
        }
        if let quoted = text.after("<- "), QuotedOctets(quoted.prefix(64)) != nil {
            return .direction
        }
        if text.begins(with: "Connection opened: ") || text.begins(with: "writing message from") {
            return .fits
        }
        return size(text) != nil ? .fits : .none
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets.withoutLeadingBlanks
        if let quoted = text.after("-> ").flatMap({ QuotedOctets($0) }) {
            sink.server(
                octets: quoted.isWhole ? quoted.octets[...] : (quoted.octets + [0x0A])[...], line)
        } else if let quoted = text.after("<- ").flatMap({ QuotedOctets($0) }) {
            if !quoted.isWhole { sink.warn("the line is cut off: its quote does not end", line) }
            sink.client(write: quoted.octets[...], isExact: quoted.isWhole, line)
        } else if let size = RubyLog.size(text) {
            // The line with the dot is counted too.
            sink.leftOut(octets: max(0, size - 3), isWhole: true, line)
        } else if let host = text.after("Connection opened: ") {
            sink.connected(host.string, line)
        } else if text.begins(with: "TLS connection started") {
            sink.secured(nil, line)
        }
    }

    private static func size(_ text: LineText) -> Int? {
        guard let (size, rest) = text.after("wrote ")?.leadingNumber, rest.equals(" bytes") else {
            return nil
        }
        return size
    }
}

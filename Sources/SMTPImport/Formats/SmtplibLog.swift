import SMTPGrammar

/// What Python's smtplib prints after `set_debuglevel(1)` or `(2)`.
///
///     send: 'ehlo client.example\r\n'
///     reply: b'250-mx.example\r\n'
///     reply: retcode (250); Msg: b'mx.example\n…'
struct SmtplibLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "smtplib", name: "a log of Python's smtplib", client: "`send: '…'`",
        server: "`reply: b'…'`",
        remark: "All octets and the extent of each write are there.",
        example: """
            connect: to ('mx.example', 25) None
            reply: b'220 mx.example ESMTP\\r\\n'
            send: 'ehlo client.example\\r\\n'
            reply: b'250 mx.example\\r\\n'
            """)
    static let marksEveryLine = true

    static func vote(_ line: LineText) -> FormatVote {
        let text = line.withoutLeadingBlanks
        guard let first = text.first else { return .none }
        switch first {
        case UInt8(ascii: "s"):
            return text.after("send: ").map { QuotedOctets($0.prefix(24)) != nil } == true
                ? .direction : .none
        case UInt8(ascii: "r"):
            if text.begins(with: "reply: retcode (") { return .certain }
            return text.after("reply: ").map { QuotedOctets($0.prefix(24)) != nil } == true
                ? .direction : .none
        case UInt8(ascii: "c"): return text.begins(with: "connect: ") ? .fits : .none
        case UInt8(ascii: "d"): return text.begins(with: "data: (") ? .fits : .none
        default: return .none
        }
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets.withoutLeadingBlanks
        if let sent = text.after("send: ").flatMap({ QuotedOctets($0) }) {
            warn(sent, line, into: &sink)
            sink.client(write: sent.octets[...], isExact: sent.isWhole, line)
        } else if let reply = text.after("reply: ").flatMap({ QuotedOctets($0) }) {
            warn(reply, line, into: &sink)
            // A reply that was cut has no line end left.
            sink.server(
                octets: reply.isWhole ? reply.octets[...] : (reply.octets + [0x0A])[...], line)
        } else if let host = text.after("connect: to (") {
            sink.connected(HostAndPort.text(host.prefix { $0 != UInt8(ascii: ")") }), line)
        }
    }

    private func warn(_ read: QuotedOctets, _ line: SourceLine, into sink: inout ConversationSink) {
        if !read.isWhole { sink.warn("the line is cut off: its quote does not end", line) }
    }
}

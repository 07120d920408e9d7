import SMTPGrammar

/// What aiosmtpd logs with `-d -d`: the arrows are those of the server.
///
///     DEBUG:mail.log:('127.0.0.1', 39486) << b'220 mx.example Python SMTP 1.4.6'
///     INFO:mail.log:('127.0.0.1', 39486) >> b'EHLO client.example'
///     DEBUG:mail.log:DATA readline: b'Subject: x\r\n'
struct AiosmtpdLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "aiosmtpd", name: "a log of aiosmtpd", client: "`(host, port) >> b'…'`",
        server: "`(host, port) << b'…'`",
        remark:
            "Connections are told apart by the client's address; lines of message text do not have it.",
        example: """
            DEBUG:mail.log:('192.0.2.7', 39486) << b'220 mx.example Python SMTP 1.4.6'
            INFO:mail.log:('192.0.2.7', 39486) >> b'EHLO client.example'
            DEBUG:mail.log:('192.0.2.7', 39486) << b'250 HELP'
            """)

    /// The conversation that message text belongs to: the last one that got a 354.
    private var textKey: LineText?

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        let isMarked = line.withoutLeadingBlanks.offset(of: "mail.log:", within: 10) != nil
        guard let entry = Entry(text(line)) else {
            return isMarked || text(line).begins(with: "DATA readline: b") ? .fits : .none
        }
        if let quoted = entry.text.after("<< ").flatMap({ QuotedOctets($0) }) {
            return quoted.octets[...].replyCode != nil ? .certain : .fits
        }
        return entry.text.after(">> ").flatMap { QuotedOctets($0) } != nil ? .certain : .fits
    }

    /// A line without the words of Python's usual log.
    private static func text(_ line: LineText) -> LineText {
        let text = line.withoutLeadingBlanks
        let level = text.prefix(8).prefix { $0.isLetter }
        return text[level.endIndex...].after(":mail.log:") ?? text
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let octets = Self.text(line.octets)
        if let text = octets.after("DATA readline: ").flatMap({ QuotedOctets($0) }) {
            return sink.client(text.octets[...].withoutLineEnd, line.keyed(textKey))
        }
        guard let entry = Entry(octets) else { return }
        let line = line.keyed(entry.peer)
        if let said = entry.text.after("<< ").flatMap({ QuotedOctets($0) }) {
            sink.server(said.octets[...], line)
            if said.octets.starts(with: Array("354".utf8)) { textKey = entry.peer }
        } else if let said = entry.text.after(">> ").flatMap({ QuotedOctets($0) }) {
            sink.client(said.octets[...], line)
        } else if entry.text.begins(with: "handling connection") {
            sink.connected(HostAndPort.text(entry.peer), line)
        } else if entry.text.begins(with: "connection lost") {
            sink.closed(nil, line)
        }
    }

    /// An entry that names a client.
    private struct Entry {
        let peer: LineText
        let text: LineText

        init?(_ line: LineText) {
            guard line.begins(with: "('"),
                let end = line.prefix(80).firstIndex(of: UInt8(ascii: ")"))
            else { return nil }
            peer = line[(line.startIndex + 1)..<end]
            text = line[(end + 1)...].withoutLeadingBlanks
        }
    }
}

import SMTPGrammar

/// What PHPMailer prints with `SMTPDebug` 2 or more.
///
///     2026-11-22 08:16:20  SERVER -> CLIENT: 250-mx.example
///                                            250 HELP
///     2026-11-22 08:16:20  CLIENT -> SERVER: MAIL FROM:<ann@client.example>
struct PHPMailerLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "phpmailer", name: "a log of PHPMailer", client: "`CLIENT -> SERVER: `",
        server: "`SERVER -> CLIENT: `; further lines of a reply without a mark",
        remark:
            "Copied from a web page it lacks addresses in angle brackets; stand-ins are put there.",
        example: """
            2026-11-22 08:16:20\tSERVER -> CLIENT: 220 mx.example ESMTP
            2026-11-22 08:16:20\tCLIENT -> SERVER: EHLO client.example
            2026-11-22 08:16:20\tSERVER -> CLIENT: 250 mx.example
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        if mark(line) != nil { return .certain }
        let text = line.withoutLeadingBlanks
        let remark = withoutTime(text).withoutLeadingBlanks
        if remark.begins(with: "SMTP ERROR: ") || remark.begins(with: "Connection: ") {
            return .fits
        }
        return text.replyCode != nil ? .fits : .none
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        if let mark = Self.mark(line.octets) {
            switch mark.side {
            case .client: sink.client(mark.text, line)
            case .server: for text in mark.text.writtenLines { sink.server(text, line) }
            }
            return
        }
        let text = Self.withoutBreak(line.octets.withoutLeadingBlanks)
        if sink.isInReply(line), text.replyCode != nil { sink.server(text, line) }
    }

    private static let marks: [(side: RecordedSide, text: StaticString)] = [
        (.client, "CLIENT -> SERVER:"), (.server, "SERVER -> CLIENT:"),
        // Before 5.2.8.
        (.client, "CLIENT -> SMTP:"), (.server, "SMTP -> FROM SERVER:"),
    ]

    private static func mark(_ line: LineText) -> (side: RecordedSide, text: LineText)? {
        var rest = withoutTime(line).withoutLeadingBlanks
        if let level = rest.after("SMTP (level ") { rest = level.past("): ", within: 4) ?? level }
        for (side, mark) in marks {
            guard let text = rest.after(mark) else { continue }
            return (side, withoutLog(withoutBreak(text.after(" ") ?? text)))
        }
        return nil
    }

    /// A line without the date and time that it begins with.
    private static func withoutTime(_ line: LineText) -> LineText {
        guard line.first?.isDigit == true else { return line }
        return line.drop { $0.isDigit || "-: ".utf8.contains($0) }
    }

    /// A web server's log has line ends written out, and the page that the script was called from.
    private static func withoutLog(_ text: LineText) -> LineText {
        let text = text.offset(of: "\\r\\n, referer: ").map { text[..<$0] } ?? text
        return text.ends(in: "\\r\\n") ? text.dropLast(4) : text
    }

    /// Debug output for browsers has a break at the end of each line.
    private static func withoutBreak(_ line: LineText) -> LineText {
        for end in ["<br>", "<br/>", "<br />"] as [StaticString] where line.ends(in: end) {
            return line.dropLast(end.utf8CodeUnitCount)
        }
        return line
    }
}

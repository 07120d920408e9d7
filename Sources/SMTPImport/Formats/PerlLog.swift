import SMTPGrammar

/// What Perl's Net::SMTP prints with `Debug => 1`.
///
///     Net::SMTP=GLOB(0x55c2f53eb8c8)<<< 220 mx.example ESMTP
///     Net::SMTP=GLOB(0x55c2f53eb8c8)>>> EHLO client.example
struct PerlLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "perl", name: "a log of Perl's Net::SMTP", client: "`Net::SMTP=GLOB(0x…)>>> `",
        server: "`Net::SMTP=GLOB(0x…)<<< `", text: .unstuffed,
        remark: "Connections are told apart by the address of their object.",
        example: """
            Net::SMTP=GLOB(0x55d0c0ffee10)<<< 220 mx.example ESMTP
            Net::SMTP=GLOB(0x55d0c0ffee10)>>> EHLO client.example
            Net::SMTP=GLOB(0x55d0c0ffee10)<<< 250 mx.example
            """)
    static let marksEveryLine = true

    static func vote(_ line: LineText) -> FormatVote {
        guard let mark = mark(line) else {
            return line.withoutLeadingBlanks.begins(with: "Net::SMTP") && line.has(">>> ")
                ? .fits : .none
        }
        return mark.isServer && mark.text.replyCode == nil ? .fits : .direction
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let mark = Self.mark(line.octets) else { return }
        let line = line.keyed(mark.object)
        if mark.isServer { sink.server(mark.text, line) } else { sink.client(mark.text, line) }
    }

    private static func mark(
        _ line: LineText
    ) -> (object: LineText, isServer: Bool, text: LineText)? {
        guard let start = line.offset(of: "=GLOB(0x", within: 40), line.first?.isLetter == true,
            !line[..<start].contains(ASCII.space)
        else { return nil }
        let number = line[(start + 6)...]
        guard let end = number.prefix(24).firstIndex(of: UInt8(ascii: ")")) else { return nil }
        let rest = number[(end + 1)...]
        // What an object is written to is blank at the end of an empty line.
        guard let text = rest.after(any: ["<<<", ">>>"]) else { return nil }
        let isServer = rest.first == ASCII.lessThan
        return (number[..<end], isServer, text.after(" ") ?? text)
    }
}

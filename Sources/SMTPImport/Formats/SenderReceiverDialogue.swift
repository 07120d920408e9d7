import SMTPGrammar

/// A dialogue with `S:` for the sender, who is the client, and `R:` for the receiver, as RFC 821 has it.
///
///     R: 220 BBN-UNIX.ARPA Simple Mail Transfer Service Ready
///     S: HELO USC-ISIF.ARPA
struct SenderReceiverDialogue: TranscriptFormat {
    static let description = FormatDescription(
        word: "sender-receiver", name: "a dialogue of S: and R:", client: "`S: `, the sender",
        server: "`R: `, the receiver",
        remark:
            "As in RFC 821, 3030 and 3865: S: is the client. Chunks are written as text with `<CR><LF>`.",
        isHandwritten: true,
        example: """
            R: 220 mx.example Simple Mail Transfer Service Ready
            S: EHLO client.example
            R: 250 mx.example
            """)

    private var reader = DialogueReader()

    static func vote(_ line: LineText) -> FormatVote {
        if let client = DialogueLetters.line(line, after: DialogueLetters.sender) {
            return client.text.withoutLeadingBlanks.isCommand ? .direction : .fits
        }
        if let server = DialogueLetters.line(line, after: DialogueLetters.receiver) {
            return server.text.withoutLeadingBlanks.replyCode != nil ? .certain : .fits
        }
        return .none
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        reader.read(
            client: DialogueLetters.line(line.octets, after: DialogueLetters.sender),
            server: DialogueLetters.line(line.octets, after: DialogueLetters.receiver), line,
            into: &sink)
    }

    mutating func finish(into sink: inout ConversationSink) { reader.finish(into: &sink) }
}

import SMTPGrammar

/// A dialogue with `C:` and `S:`, as RFCs print them.
///
///     S: 220 foo.com Simple Mail Transfer Service Ready
///     C: EHLO bar.com
///     S: 250-foo.com greets bar.com
struct LetterDialogue: TranscriptFormat {
    static let description = FormatDescription(
        word: "dialogue", name: "a dialogue of C: and S:", client: "`C: `", server: "`S: `",
        remark: """
            It is a script of ours as it stands, unless other lines are among them. Page breaks, wrapped \
            lines, `<CR><LF>` and placeholders such as `(message goes here)` are seen through.
            """,
        isHandwritten: true,
        example: """
            As an example, this session succeeds:

               S: 220 mx.example ESMTP
               C: EHLO client.example
               S: 250 mx.example
            """)

    private var reader = DialogueReader()

    static func vote(_ line: LineText) -> FormatVote {
        if let client = DialogueLetters.line(line, after: DialogueLetters.client) {
            return client.text.withoutLeadingBlanks.isCommand ? .direction : .fits
        }
        if let server = DialogueLetters.line(line, after: DialogueLetters.server) {
            return server.text.withoutLeadingBlanks.replyCode != nil ? .direction : .fits
        }
        return .none
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        reader.read(
            client: DialogueLetters.line(line.octets, after: DialogueLetters.client),
            server: DialogueLetters.line(line.octets, after: DialogueLetters.server), line,
            into: &sink)
    }

    mutating func finish(into sink: inout ConversationSink) { reader.finish(into: &sink) }
}

import SMTPGrammar

/// What the `ProtocolLogger` of MailKit writes.
///
///     Connected to smtp://mx.example:25/?starttls=when-available
///     S: 220 mx.example ESMTP
///     C: EHLO client.example
struct MailKitLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "mailkit", name: "a log of MailKit", client: "`C: `", server: "`S: `",
        remark: "Secrets are replaced by asterisks.",
        example: """
            Connected to smtp://mx.example:25/?starttls=when-available
            S: 220 mx.example ESMTP
            C: EHLO client.example
            S: 250 mx.example
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        if line.withoutLeadingBlanks.begins(with: "Connected to smtp") { return .certain }
        return LetterDialogue.vote(line)
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        if let client = DialogueLetters.line(line.octets, after: ["C:"]) {
            sink.client(client.text, line)
        } else if let server = DialogueLetters.line(line.octets, after: ["S:"]) {
            sink.server(server.text, line)
        } else if let address = line.octets.withoutLeadingBlanks.after("Connected to ") {
            sink.connected(address.string, line)
            // Such an address says that TLS came before the greeting.
            if address.begins(with: "smtps://") { sink.secured(nil, line) }
        }
    }
}

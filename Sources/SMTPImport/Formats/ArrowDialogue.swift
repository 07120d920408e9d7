import SMTPGrammar

/// A dialogue with arrows, as RFC 3461 prints them.
///
///     <<< 220 mx.example SMTP server here
///     >>> EHLO client.example
///     >>> RCPT TO:<bob@mx.example> NOTIFY=SUCCESS \
///         ORCPT=rfc822;bob@mx.example
struct ArrowDialogue: TranscriptFormat {
    static let description = FormatDescription(
        word: "arrows", name: "a dialogue with arrows", client: "`>>> `, or another arrow",
        server: "`<<< `, or another arrow",
        remark: """
            Which arrow is whose is seen from the commands and codes after them: RFC 1846 has `<---` for the \
            client. A backslash joins the next line.
            """,
        isHandwritten: true,
        example: """
            <<< 220 mx.example SMTP server here
            >>> EHLO client.example
            <<< 250 mx.example
            """)

    private static let arrows: [StaticString] = [
        ">>> ", "<<< ", "---> ", "<--- ", ">> ", "<< ", "==> ", "<== ", "=> ", "<= ",
    ]
    /// The arrow of the server, once a code followed one.
    private var server: Int?
    private var reader = DialogueReader()

    static func vote(_ line: LineText) -> FormatVote {
        guard let (_, text) = mark(line) else { return .none }
        return text.text.isCommand || text.text.replyCode != nil ? .direction : .fits
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let (arrow, text) = Self.mark(line.octets) else {
            return reader.read(client: nil, server: nil, line, into: &sink)
        }
        if server == nil, text.text.replyCode != nil { server = arrow }
        if server == nil, text.text.isCommand { server = arrow ^ 1 }
        let isServer = server.map { $0 & 1 == arrow & 1 } ?? (arrow & 1 == 1)
        reader.read(
            client: isServer ? nil : text, server: isServer ? text : nil, line, into: &sink)
    }

    mutating func finish(into sink: inout ConversationSink) { reader.finish(into: &sink) }

    /// The arrow, and what follows it: those of one kind have numbers that differ in the last bit.
    private static func mark(_ line: LineText) -> (arrow: Int, line: DialogueLetters.Line)? {
        let text = line.withoutLeadingBlanks
        guard let first = text.first, "<>-=".utf8.contains(first) else { return nil }
        for (index, arrow) in arrows.enumerated() {
            let indent = text.startIndex - line.startIndex
            if let rest = text.after(arrow) {
                return (index, DialogueLetters.Line(text: rest, indent: indent))
            }
            // An empty line has no blank at its end.
            if text.count == arrow.utf8CodeUnitCount - 1,
                (text + [ASCII.space])[...].begins(with: arrow)
            {
                return (index, DialogueLetters.Line(text: text.suffix(0), indent: indent))
            }
        }
        return nil
    }
}

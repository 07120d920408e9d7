import SMTPScript
import SMTPSession

/// A line of a session as it is shown and saved, in the script language.
package enum TranscriptLine: Hashable, Sendable {
    /// What the client sent, as a whole script line: `C: EHLO client.example`, `C+ "NOOP\n"`.
    case client(String)
    /// What the person answered.
    case answer(String)
    /// A line of a reply, without CR LF.
    case server(String)
    /// A line that expects what the server said in other words than the reply's, as a whole script line.
    case expectation(String)
    /// Something the server did that is no reply.
    case event(ServerEvent)
    /// A command, as a whole script line: `:close`.
    case command(String)
    /// A comment, as a whole script line.
    case comment(String)
    /// What happened inside: `HELLO → MAIL   hello client.example: accept (default)`.
    case trace(String)
    /// Where a command departs from the grammar.
    case caret(CaretPicture)
    /// A question is open for the person.
    case asking(Question)

    /// The line with its mark, as a terminal shows it and a script holds it.
    ///
    /// Empty for an open question; a caret takes two lines.
    package var lines: [String] {
        switch self {
        case .client(let line), .expectation(let line), .command(let line), .comment(let line):
            [line]
        case .answer(let text): [ScriptText.line(answer: text)]
        case .server(let line): [ScriptText.line(expecting: line)]
        case .event(let event): [ScriptText.line(event)]
        case .trace, .caret: traced.map(ScriptText.line(trace:))
        case .asking: []
        }
    }

    /// What of the trace the line tells, without its mark.
    var traced: [String] {
        switch self {
        case .trace(let text): [text]
        case .caret(let picture): picture.lines.map { "  " + $0 }
        case .client, .answer, .server, .expectation, .event, .command, .comment, .asking: []
        }
    }
}

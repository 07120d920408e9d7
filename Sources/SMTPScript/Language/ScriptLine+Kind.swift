extension ScriptLine {
    /// What a line of a script means; the mark it begins with decides.
    public enum Kind: Hashable, Sendable {
        /// Nothing but blanks.
        case blank
        /// `# text`: a comment, or the tool speaking.
        case comment(String)
        /// `## title`: the title of a phase.
        case title(String)
        /// `#~ text`: trace, ignored when read, rewritten by update.
        case trace(String)
        /// `C: text`: text to send, CRLF not included, a doubled leading `:` already halved.
        case clientText(String)
        /// `C+ "bytes" *3`: exactly these bytes.
        case clientBytes(ClientBytes)
        /// `C| text`: a line of message text, not yet dot-stuffed, CRLF not included.
        case messageText(String)
        /// `C< file`: the bytes of a file or a section.
        case clientFile(ClientFile)
        /// `S: text`: one reply line.
        case expectLine(LinePattern)
        /// `S= 250`: a whole reply.
        case expectReply(ReplyPattern)
        /// `S? text`: a reply line that may be absent.
        case optionalLine(LinePattern)
        /// `S*`: any further lines of this reply.
        case anyFurtherLines
        /// `S{`: here begin reply lines in any order.
        case groupStart
        /// `S}`: here they end.
        case groupEnd
        /// `S! text`: a reply line that must not occur, inside `S{` … `S}`.
        case mustNotOccur(LinePattern)
        /// `S. close`: something the server does that is no reply.
        case serverEvent(ServerEvent)
        /// `A: answer`: the answer to the open question.
        case answer(String)
        /// `:command` or `C: :command`.
        case command(ScriptCommand)
    }
}

extension ScriptLine.Kind {
    /// Whether the line sends something: one of the `C` lines, a typed command excepted.
    package var sends: Bool {
        switch self {
        case .clientText, .clientBytes, .messageText, .clientFile: true
        case .blank, .comment, .title, .trace, .expectLine, .expectReply, .optionalLine,
            .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur, .serverEvent, .answer,
            .command:
            false
        }
    }

    /// Whether the line says what the server does: one of the `S` lines.
    package var expects: Bool {
        switch self {
        case .expectLine, .expectReply, .optionalLine, .anyFurtherLines, .groupStart, .groupEnd,
            .mustNotOccur, .serverEvent:
            true
        case .blank, .comment, .title, .trace, .clientText, .clientBytes, .messageText,
            .clientFile, .answer, .command:
            false
        }
    }

    /// Whether the line speaks to who watches the script: a comment or a title.
    package var isSpoken: Bool {
        switch self {
        case .comment, .title: true
        case .blank, .trace, .clientText, .clientBytes, .messageText, .clientFile, .expectLine,
            .expectReply, .optionalLine, .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur,
            .serverEvent, .answer, .command:
            false
        }
    }

    /// Whether the line is there for people only: a comment, a trace, or nothing.
    var isRemark: Bool {
        switch self {
        case .blank, .comment, .trace: true
        case .title, .clientText, .clientBytes, .messageText, .clientFile, .expectLine,
            .expectReply, .optionalLine, .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur,
            .serverEvent, .answer, .command:
            false
        }
    }
}

import OctetText

/// One line of a script: as it is written, and what it means.
public struct ScriptLine: Hashable, Sendable {
    /// The line number, from 1.
    public var number: Int
    /// The line exactly as written, with its indentation and trailing blanks, without its line end.
    public var text: String {
        get { source.string }
        set { source = SourceText(newValue) }
    }
    /// The same in octets, which is faster.
    var octets: ArraySlice<UInt8> { source.octets }
    private var source: SourceText
    /// How the line ends in the file.
    package var ending: LineEnd
    /// What the line means.
    public var kind: Kind

    /// What a line means; the mark it begins with decides.
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

extension ScriptLine {
    /// Reads one line, without its line end.
    package init(
        parsing text: String, number: Int = 1, ending: LineEnd = .lineFeed
    ) throws(LineFault) {
        try self.init(parsing: SourceText(text), number: number, ending: ending)
    }

    /// Reads one line, without its line end.
    init(parsing source: SourceText, number: Int, ending: LineEnd) throws(LineFault) {
        kind = try LineParser(source).kind()
        self.source = source
        self.number = number
        self.ending = ending
    }

    /// A line that means what is said.
    init(number: Int, text: String, ending: LineEnd, kind: Kind) {
        self.number = number
        source = SourceText(text)
        self.ending = ending
        self.kind = kind
    }

    /// Reads one line that a person types at the prompt, who may name any file.
    package init(typed text: String) throws(LineFault) {
        let kind = try LineParser(SourceText(text), isContained: false).kind()
        self.init(number: 1, text: text, ending: .lineFeed, kind: kind)
    }

    /// The blanks before the mark.
    package var indentation: String {
        String(decoding: octets.prefix(while: \.isBlank), as: UTF8.self)
    }

    /// What a person would have typed for a `C: text` line, to the letter; nil for other lines.
    ///
    /// In message content and AUTH exchanges the prompt reads its leading colons otherwise than
    /// ``kind`` does.
    package var typed: String? {
        let line = octets.drop(while: \.isBlank)
        let mark = line.dropFirst(PromptDecoration.length(in: line))
        guard mark.starts(with: "C:".utf8) else { return nil }
        return String(decoding: mark.dropFirst(3), as: UTF8.self)
    }
}

extension ScriptLine.Kind {
    /// What kinds of line have in common.
    enum Role {
        /// For people only: a comment, a trace, or nothing.
        case remark
        /// Sends something: a `C` line, a typed command excepted.
        case sent
        /// Part of a reply, and can be in a group.
        case reply
        case wholeReply
        case event
        case action
    }

    var role: Role {
        switch self {
        case .blank, .comment, .trace: .remark
        case .clientText, .clientBytes, .messageText, .clientFile: .sent
        case .expectLine, .optionalLine, .anyFurtherLines, .groupStart, .groupEnd, .mustNotOccur:
            .reply
        case .expectReply: .wholeReply
        case .serverEvent: .event
        case .title, .answer, .command: .action
        }
    }

    /// Whether the line sends something: one of the `C` lines, a typed command excepted.
    package var sends: Bool { role == .sent }

    /// Whether the line says what the server does: one of the `S` lines.
    package var expects: Bool { [.reply, .wholeReply, .event].contains(role) }

    /// Whether the line speaks to who watches the script: a comment or a title.
    package var isSpoken: Bool {
        if case .title = self { return true }
        return if case .comment = self { true } else { false }
    }

    var isTrace: Bool { if case .trace = self { true } else { false } }
}

import SMTPGrammar

/// A log that no format here is for, whose marks were learned from its lines.
///
///     [10:20:30] ESMTP< 220 mx.example ESMTP
///     [10:20:30] ESMTP> EHLO client.example
///     [10:20:30] ESMTP< 250 mx.example
///
/// Whose a line is, is known before the format sees it (`LearnedMarks`). Lines without a mark go on with a reply or
/// with message text, or they are of the side that has no marks.
struct MarkedLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "marks", name: "a log with marks of its own", client: "what stands before commands",
        server: "what stands before codes",
        remark: """
            For the logs of all other programs: whatever stands before each line of one side, and not before those of \
            the other, is learned. One side may have no mark at all.
            """,
        example: """
            [10:20:30] ESMTP< 220 mx.example ESMTP
            [10:20:30] ESMTP> EHLO client.example
            [10:20:30] ESMTP< 250 mx.example
            """)
    static let marksTurns = true

    private var hasClientMarks = false
    private var hasServerMarks = false
    /// Whether the lines of the message text have marks.
    private var marksText = false
    /// Whether message text without marks is under way.
    private var hasText = false

    /// Whether the client's lines have no mark: then the server's have one, and it speaks first.
    private var takesClient: Bool { hasServerMarks && !hasClientMarks }

    static func vote(_ line: LineText) -> FormatVote { .none }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        switch line.side {
        case .client?:
            hasClientMarks = true
            client(line, into: &sink)
        case .server?:
            hasServerMarks = true
            server(line, into: &sink)
        case nil: unmarked(line, into: &sink)
        }
    }

    private mutating func client(_ line: SourceLine, into sink: inout ConversationSink) {
        guard sink.expectation(of: line) == .text else { return sink.client(line.octets, line) }
        marksText = true
        // Some say what the dot means.
        let isDot = line.octets.equals(". (EOM)")
        sink.client(isDot ? line.octets.prefix(1) : line.octets, line)
    }

    /// A line with a mark and no code is no reply, unless one is under way.
    private func server(_ line: SourceLine, into sink: inout ConversationSink) {
        for text in line.octets.writtenLines
        where text.replyCode != nil || sink.isInReply(line) {
            sink.server(text, line)
        }
    }

    private mutating func unmarked(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        let isReply = text.replyCode != nil
        if isReply, sink.isInReply(line) { return sink.server(text, line) }
        let expectation = sink.expectation(of: line)
        if expectation == .command || expectation == .response { hasText = false }
        switch expectation {
        case .text, .chunk:
            // Text that was left out: what comes is the reply to it.
            if isReply, !hasServerMarks, !hasText { return sink.server(text, line) }
            hasText = true
            if !marksText { sink.client(text, line) }
        case .response:
            if isReply, !hasServerMarks { return sink.server(text, line) }
            if takesClient, !text.isEmpty { sink.client(text, line) }
        case .command:
            if isReply, !hasServerMarks { return sink.server(text, line) }
            if takesClient, text.isCommand { sink.client(text, line) }
        }
    }
}

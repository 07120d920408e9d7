import SMTPGrammar

/// Notes lines that a format has no place for, to say which of them another format would have read.
struct UnreadLines {
    /// So many lines say what they are.
    private static let mostLines = 60
    /// So many runs of lines are looked at.
    private static let mostRuns = 20
    private static let mostRests = 10

    private let format: any TranscriptFormat.Type
    /// Lines of one run, the number of its last, and how many runs there were.
    private var run: [SourceLine] = []
    private var last = 0
    private var runs = 0
    /// Lines that may be the rest of those before them.
    private var rests: [Int] = []
    private var moreRests = 0
    /// The line before, if one without a mark may be its rest.
    private var before: LineText?
    private let mayHaveRests: Bool

    init(_ format: any TranscriptFormat.Type) {
        self.format = format
        mayHaveRests = format.marksTurns
    }

    /// Whether a line that was read is nothing to it.
    var hasNothing: Bool { !mayHaveRests && run.isEmpty }

    /// Takes a line after the format had it, where the longest ones have a width.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - isRead: Whether the format had something to say of it.
    ///   - width: The width of the longest lines, in columns.
    ///   - sink: What hears of lines that were not read.
    mutating func take(
        _ line: SourceLine, isRead: Bool, width: Int, into sink: inout ConversationSink
    ) {
        defer { before = mayHaveRests && width >= 60 ? line.octets : nil }
        guard !isRead else { return flush(into: &sink) }
        let vote = format.vote(line.octets)
        if vote == .none, let before { noteRest(line, before, width) }
        if vote >= .direction {
            flush(into: &sink)
        } else if vote == .none, !line.octets.isEmpty, sink.expectation(of: line) == .command {
            last = line.number
            if run.count < UnreadLines.mostLines { run.append(line) }
        }
    }

    /// Takes a line that is the format's, and says nothing.
    mutating func pass(_ line: SourceLine, width: Int) {
        if mayHaveRests { before = width >= 60 ? line.octets : nil }
    }

    mutating func finish(into sink: inout ConversationSink) {
        flush(into: &sink)
        guard let first = rests.first else { return }
        let more = moreRests > 0 ? " and \(moreRests) more" : ""
        let numbers = rests.map(String.init).joined(separator: ", ")
        let what =
            rests.count == 1 && moreRests == 0
            ? "line \(numbers) has no mark, and may be the rest of the line before"
            : "lines \(numbers)\(more) have no mark, and may be the rest of the lines before"
        sink.warnOfSource("\(what): what is there was not read", line: first)
    }

    /// Notes a line without a mark whose first word did not fit in the line before.
    private mutating func noteRest(_ line: SourceLine, _ before: LineText, _ width: Int) {
        let word = line.octets.withoutLeadingBlanks.prefix { $0 != ASCII.space }
        guard !word.isEmpty, FoldedLines.columns(before) + word.count >= width,
            format.vote(before) != .none
        else { return }
        if rests.count < UnreadLines.mostRests { rests.append(line.number) } else { moreRests += 1 }
    }

    private mutating func flush(into sink: inout ConversationSink) {
        guard !run.isEmpty else { return }
        defer { run = [] }
        guard run.count >= 3, runs < UnreadLines.mostRuns, let first = run.first else { return }
        runs += 1
        let lines = run.map(\.octets)
        guard let found = FormatElection(lines).winner(among: KnownFormats.lines),
            found.format != format, found.percentage >= 60
        else { return }
        // Lines without marks are another's only where this format would have marked them.
        let hasMarks = format.marksTurns || format.marksEveryLine
        guard hasMarks || !(found.format is BareTranscript.Type) else { return }
        sink.warnOfSource(
            "lines \(first.number) to \(last) look like \(found.format.description.name), and were not read: "
                + "import them from a file of their own", line: first.number)
    }
}

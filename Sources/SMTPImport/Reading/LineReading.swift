import SMTPGrammar

/// Reads the lines of a source in a format: what stands before each is taken away, then the format has it.
struct LineReading {
    var sink: ConversationSink
    private var format: any TranscriptFormat
    private let search: PrefixSearch
    private var prefixes: [LinePrefix]
    private let unescapes: Bool
    /// What every line is quoted with.
    private let quote: QuoteMark?
    /// What the source was put into as a whole.
    private let wrapping: SourceWrapping
    /// Whether an empty line that comes next only follows the line before.
    private var awaitsSpacing = false
    private let isDoubleSpaced: Bool
    /// Whether some of the first lines have blanks that do not break.
    private let hasOtherBlanks: Bool
    /// How many lines had no mark though most have one after something else.
    private var unclear = 0
    /// Whether nothing was done to the source as a whole, nor to its lines.
    private var isPlain: Bool
    /// Joins lines that were wrapped, in formats where that can be seen.
    private let joinsLines: Bool
    private var joiner: WrappedLines
    /// Joins lines that were cut at a column, and says what is not read.
    private var folded: FoldedLines?
    private var unread: UnreadLines

    init(
        _ elected: FormatElection.Result, unescapes: Bool, hasOtherBlanks: Bool, quote: QuoteMark?,
        wrapping: SourceWrapping
    ) {
        self.quote = quote
        self.wrapping = wrapping
        // In the output of programs, empty lines may mean something.
        isDoubleSpaced = wrapping.isDoubleSpaced && elected.format.description.isHandwritten
        unread = UnreadLines(elected.format)
        sink = ConversationSink(elected.format.description)
        format = elected.format.init()
        search = PrefixSearch(format: elected.format)
        prefixes = elected.prefixes
        self.unescapes = unescapes
        self.hasOtherBlanks = hasOtherBlanks
        joinsLines = elected.format.marksEveryLine
        joiner = WrappedLines(elected.format)
        isPlain =
            !unescapes && !hasOtherBlanks && quote == nil && elected.prefixes.isEmpty
            && wrapping.isNone
        if unescapes {
            sink.warnOfSource("&lt; and &gt; of a web page were read as angle brackets")
        }
        if wrapping.hasBlanks {
            sink.warnOfSource("blanks at the end of each line were taken away")
        }
    }

    /// Reads the lines of octets from an offset on.
    mutating func read(
        _ octets: LineText, from start: inout Int, cutBy cutter: inout LineCutter
    ) {
        // One that began in earlier octets.
        if !cutter.isAtStart, let line = cutter.next(in: octets, from: &start) { read(line) }
        while let place = cutter.place(in: octets, from: &start) {
            read(cutter.line(octets, at: place))
            if isPlain, sink.awaitsText { readText(octets, from: &start, cutBy: &cutter) }
        }
        // One that goes on in later octets.
        if let line = cutter.next(in: octets, from: &start) { read(line) }
    }

    /// Reads lines of message text at once, as far as they can be nothing else.
    ///
    /// The last of them is left: what follows it may belong to it.
    private mutating func readText(
        _ octets: LineText, from start: inout Int, cutBy cutter: inout LineCutter
    ) {
        let source = octets.span
        let first = octets.startIndex
        guard cutter.isAtStart, var place = text(in: source, at: start - first) else { return }
        if let line = joiner.finish() { take(line) }
        while sink.awaitsText, let next = text(in: source, at: place.line.next) {
            cutter.skip()
            sink.takeText(source.extracting(place.start..<place.line.end), at: cutter.count)
            place = next
        }
        start = first + place.line.start
    }

    /// The line at an offset, and where its text begins, if it is one of message text and nothing else.
    @inline(__always)
    private func text(in octets: Span<UInt8>, at start: Int) -> (line: LinePlace, start: Int)? {
        guard let mark = format.startOfText(octets.extracting(start...)),
            let line = LinePlace(in: octets, at: start)
        else { return nil }
        let isDot = line.end - line.start == mark + 1 && octets[line.end - 1] == ASCII.dot
        return isDot ? nil : (line, line.start + mark)
    }

    mutating func read(_ line: SourceLine) {
        guard !isPlain else { return readWhole(line) }
        var line = line
        line.octets = plain(line.octets)
        if isDoubleSpaced {
            awaitsSpacing = !(awaitsSpacing && line.octets.isEmpty)
            guard awaitsSpacing else { return }
        }
        guard folded?.isCut == true else { return readStripped(line) }
        let hasMark = isMarked(line.octets)
        if let whole = folded?.next(line, isMarked: hasMark) { readStripped(whole) }
    }

    /// Looks at the first lines for where lines were cut, if that can be seen.
    mutating func findFolds(_ lines: [SourceLine]) {
        guard search.format.marksTurns || search.format.marksEveryLine else { return }
        folded = FoldedLines(lines.map { plain($0.octets) }, isMarked: isMarked)
        if folded?.isCut == true { isPlain = false }
    }

    /// A line without what was done to the source as a whole.
    private func plain(_ line: LineText) -> LineText {
        var line = wrapping.isNone ? line : wrapping.plain(line)
        if unescapes { line = WebText.unescaped(line) }
        if hasOtherBlanks { line = WebText.plainBlanks(line) }
        if let quote { line = quote.stripped(line) }
        return line
    }

    private func isMarked(_ line: LineText) -> Bool {
        search.format.vote(line) != .none || prefixes.contains { $0.match(line) != nil }
    }

    private mutating func readStripped(_ line: consuming SourceLine) {
        if !prefixes.isEmpty { strip(&line) }
        readWhole(line)
    }

    private mutating func readWhole(_ line: SourceLine) {
        guard joinsLines else { return perform(line) }
        var line = line
        if joiner.next(&line) { take(line) }
    }

    private mutating func perform(_ line: SourceLine) {
        let (said, passedOver) = (sink.said, sink.passedOver)
        format.read(line, into: &sink)
        if sink.said != said, unread.hasNothing { return }
        guard sink.passedOver == passedOver else {
            return unread.pass(line, width: folded?.width ?? 0)
        }
        unread.take(line, isRead: sink.said != said, width: folded?.width ?? 0, into: &sink)
    }

    private mutating func take(_ line: SourceLine) {
        perform(line)
        guard joiner.hasJoined(line) else { return }
        sink.warnOfSource(
            "a line was wrapped: the next ones were joined to it", line: line.number,
            isRepeated: true)
    }

    mutating func finish() {
        if let last = folded?.finish() { readWhole(last) }
        if let last = joiner.finish() { take(last) }
        unread.finish(into: &sink)
        format.finish(into: &sink)
        sink.finish()
        if let folded, let line = folded.firstJoined {
            sink.warnOfSource(
                "lines were cut at column \(folded.width): they were joined again", line: line)
        }
        if unclear > 0 {
            let lines = unclear == 1 ? "one line does" : "\(unclear) lines do"
            sink.warnOfSource("\(lines) not begin as most others do: read without what they share")
        }
    }

    mutating func takeCompleted() -> [RecordedConversation] { sink.takeCompleted() }

    /// Forgets the keys in what stands before the lines, if conversations by them have one side only.
    mutating func keepKeysThatFit(_ lines: [SourceLine]) {
        guard prefixes.contains(where: { $0.keyPart != nil }) else { return }
        var other = self
        for index in prefixes.indices { other.prefixes[index].keyPart = nil }
        if shareOfWhole(lines) < other.shareOfWhole(lines) { self = other }
    }

    /// How many of the conversations in these lines have both sides, in percent.
    private func shareOfWhole(_ lines: [SourceLine]) -> Int {
        var trial = self
        for line in lines { trial.read(line) }
        trial.finish()
        let found = trial.takeCompleted()
        return found.isEmpty ? 0 : found.count { $0.hasBothSides } * 100 / found.count
    }

    private mutating func strip(_ line: inout SourceLine) {
        for prefix in prefixes {
            guard let (rest, key) = prefix.match(line.octets) else { continue }
            line.octets = prefix.withoutTail(rest)
            line.key = key
            line.side = prefix.side
            return
        }
        // Where marks were learned, only lines with a mark have anything before them.
        guard prefixes.first?.side == nil else { return }
        guard !line.octets.isEmpty, search.format.vote(line.octets) < .direction else { return }
        if let start = search.mark(in: line.octets) {
            line.octets = line.octets[start...]
        } else {
            unclear += 1
        }
    }
}

extension RecordedConversation {
    fileprivate var hasBothSides: Bool {
        var hasClient = false
        var hasServer = false
        for turn in turns {
            switch turn.event {
            case .sent: hasClient = true
            case .reply: hasServer = true
            case .connected, .secured, .closed, .remark: break
            }
        }
        return hasClient && hasServer
    }
}

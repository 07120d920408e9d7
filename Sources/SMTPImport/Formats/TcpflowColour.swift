import SMTPGrammar

/// What `tcpflow -cg -C` prints: only the colour says who sent what.
///
///     ESC[0;31m220 mx.example ESMTP
///     ESC[0m
struct TcpflowColour: TranscriptFormat {
    static let description = FormatDescription(
        word: "tcpflow-colour", name: "coloured output of tcpflow", client: "a colour",
        server: "another colour",
        remark: """
            Only the colours tell the two sides apart, and connections not at all: without `-C` it is \
            better. Who greets, is the server.
            """,
        example: """
            \u{1B}[0;31m220 mx.example ESMTP
            \u{1B}[0m
            \u{1B}[0;34mEHLO client.example
            \u{1B}[0m
            """)

    static func vote(_ line: LineText) -> FormatVote {
        guard let (code, text) = colour(line) else {
            return line.withoutLeadingBlanks.isEmpty ? .none : .fits
        }
        if text.isEmpty { return code == 0 ? .direction : .fits }
        let isTalk = text.replyCode != nil || text.isCommand
        return code != 0 && isTalk && TcpflowOutput.Flow(text) == nil ? .certain : .fits
    }

    /// A line without the escape sequences for colours at its beginning.
    static func plain(_ line: LineText) -> LineText {
        var line = line
        while let (_, text) = colour(line) { line = text }
        return line
    }

    /// The colour that begins a line, as the last number of its escape sequence, and what follows.
    private static func colour(_ line: LineText) -> (code: Int, text: LineText)? {
        guard var rest = line.after("\u{1B}[") else { return nil }
        var code = 0
        while let (value, after) = rest.leadingNumber {
            code = value
            if let text = after.after("m") { return (code, text) }
            guard let next = after.after(";") else { return nil }
            rest = next
        }
        return nil
    }

    private var book = StreamBook()
    private var colours: [Int] = []
    private var block: (side: Int, octets: [UInt8], line: Int)?

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        var text = line.octets
        while let (code, rest) = TcpflowColour.colour(text) {
            endBlock(into: &sink)
            if code != 0 { begin(code, line) }
            text = rest
        }
        guard block != nil else { return }
        block?.octets += text
        if line.endsInReturn { block?.octets.append(ASCII.carriageReturn) }
        block?.octets.append(ASCII.lineFeed)
        if let size = block?.octets.count, size > StreamMeasure.longest { endBlock(into: &sink) }
    }

    mutating func finish(into sink: inout ConversationSink) {
        endBlock(into: &sink)
        book.finish(into: &sink)
    }

    private mutating func begin(_ code: Int, _ line: SourceLine) {
        if !colours.contains(code), colours.count < 2 { colours.append(code) }
        guard let side = colours.firstIndex(of: code) else { return }
        block = (side, [], line.number)
    }

    private mutating func endBlock(into sink: inout ConversationSink) {
        guard let (side, octets, line) = block else { return }
        block = nil
        guard !octets.isEmpty else { return }
        // The colour ends on a line of its own, so that no line feed is too many.
        book.take(
            TcpflowBlock.portion(octets + [ASCII.lineFeed], line: line), from: side,
            [StreamPair.End(), StreamPair.End()], into: &sink)
    }
}

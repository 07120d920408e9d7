import SMTPGrammar

/// The transcript that swaks prints.
///
///     === Connected to 127.0.0.1.
///     <-  220 mx.example ESMTP
///      -> EHLO client.example
///     <** 550 5.1.1 No such user
///      ~> DATA                          (inside TLS)
///      -> 11 lines sent                 (-n)
struct SwaksOutput: TranscriptFormat {
    static let description = FormatDescription(
        word: "swaks", name: "swaks output",
        client: "` -> `, ` ~> ` inside TLS, `**> ` with an error",
        server: "`<-  `, `<~  ` inside TLS, `<** ` with an error",
        remark:
            "With -n, the text is left out and its lines are counted. The dump of -raw is exact.",
        example: """
            === Connected to mx.example.
            <-  220 mx.example ESMTP
             -> EHLO client.example
            <-  250 mx.example
            """)
    static let marksEveryLine = true

    /// The octets of the dump that is under way, and whose they are.
    private var dump = OctetDump()
    private var side: RecordedSide?
    private var key: LineText?
    /// Where there are dumps, the lines that show the same are not read.
    private var hasDumps = false

    static func vote(_ line: LineText) -> FormatVote {
        switch mark(line) {
        case .client(let text): text.isCommand || isCount(text) ? .direction : .fits
        case .server(let text): text.replyCode != nil ? .direction : .fits
        case .dump: .fits
        case .hint(let text):
            text.begins(with: "Trying ") || text.begins(with: "Connected to ") ? .certain : .fits
        case nil: .none
        }
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let mark = Self.mark(line.octets)
        if case .dump(let side, let text) = mark { return take(text, of: side, line, into: &sink) }
        endDump(line, into: &sink)
        switch mark {
        case .client(let text): if !hasDumps { client(text, line, into: &sink) }
        case .server(let text): if !hasDumps { sink.server(text, line) }
        case .hint(let text): hint(text, line, into: &sink)
        case .dump, nil: break
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        endDump(SourceLine([], number: dump.line), into: &sink)
    }
}

extension SwaksOutput {
    private enum Mark {
        case client(LineText)
        case server(LineText)
        case dump(RecordedSide, LineText)
        case hint(LineText)
    }

    private static func mark(_ line: LineText) -> Mark? {
        let start = line.startOfText
        guard start < line.endIndex else { return nil }
        switch line[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "*"):
            return clientMark(line, at: start)
        case UInt8(ascii: "<"): return serverMark(line, at: start)
        case UInt8(ascii: "="): return line.after("=== ", at: start).map { .hint($0) }
        case UInt8(ascii: ">"):
            guard let rest = line.after("> ", at: start), OctetDump.offset(rest) != nil else {
                return nil
            }
            return .dump(.client, rest)
        default: return nil
        }
    }

    private static func clientMark(_ line: LineText, at start: Int) -> Mark? {
        let text =
            line.after("-> ", at: start) ?? line.after("~> ", at: start)
            ?? line.after("**> ", at: start) ?? line.after("*~> ", at: start)
        if let text {
            // Ruby has the same arrows with quotes after them, the other way round.
            let isRuby = text.first == ASCII.quote && text.dropFirst().replyCode != nil
            return isRuby ? nil : .client(text)
        }
        if let hint = line.after("*** ", at: start) { return .hint(hint) }
        let rest = line[start...]
        return rest.equals("->") || rest.equals("~>") ? .client(rest.suffix(0)) : nil
    }

    private static func serverMark(_ line: LineText, at start: Int) -> Mark? {
        let text =
            line.after("<-  ", at: start) ?? line.after("<~  ", at: start)
            ?? line.after("<** ", at: start) ?? line.after("<~* ", at: start)
            ?? line.after("<- ", at: start) ?? line.after("<~ ", at: start)
        if let text { return text.first == ASCII.quote ? nil : .server(text) }
        let rest = line[start...]
        if rest.equals("<-") || rest.equals("<~") { return .server(rest.suffix(0)) }
        guard let dump = rest.after("< ")?.withoutLeadingBlanks, OctetDump.offset(dump) != nil
        else { return nil }
        return .dump(.server, dump)
    }

    private static func isCount(_ text: LineText) -> Bool {
        text.leadingNumber.map { $0.rest.equals(" lines sent") } ?? false
    }

    private func client(_ text: LineText, _ line: SourceLine, into sink: inout ConversationSink) {
        if let (count, rest) = text.leadingNumber, rest.equals(" lines sent") {
            // The line with the dot is one of them.
            return sink.leftOut(lines: max(0, count - 1), isWhole: true, line)
        }
        sink.client(text, line)
    }

    private func hint(_ text: LineText, _ line: SourceLine, into sink: inout ConversationSink) {
        if let host = text.after("Connected to ") {
            sink.connected((host.last == ASCII.dot ? host.dropLast() : host).string, line)
        } else if let cipher = text.after("TLS started with cipher ") {
            sink.secured(cipher.prefix { $0 != ASCII.colon }.string, line)
        } else if text.begins(with: "Connection closed") {
            sink.closed(nil, line)
        }
    }
}

extension SwaksOutput {
    private mutating func take(
        _ text: LineText, of side: RecordedSide, _ line: SourceLine,
        into sink: inout ConversationSink
    ) {
        if self.side != side || OctetDump.offset(text) == 0 || key != line.key {
            endDump(line, into: &sink)
        }
        key = line.key
        self.side = side
        hasDumps = true
        dump.append(text, at: line.number)
    }

    private mutating func endDump(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let side else { return }
        let start = SourceLine([], number: dump.line, key: key)
        let octets = dump.take()
        self.side = nil
        switch side {
        case .client: sink.client(write: octets[...], start)
        case .server: sink.server(octets: octets[...], start)
        }
    }
}

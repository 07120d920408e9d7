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
        guard let mark = mark(line) else { return .none }
        let text = line[mark.text...]
        return switch mark.kind {
        case .client: text.isCommand || isCount(text) ? .direction : .fits
        case .server: text.replyCode != nil ? .direction : .fits
        case .dump: .fits
        case .hint:
            text.begins(with: "Trying ") || text.begins(with: "Connected to ") ? .certain : .fits
        }
    }

    static func hasMark(_ line: LineText) -> Bool { mark(line) != nil }

    func startOfText(_ octets: Span<UInt8>) -> Int? {
        guard !hasDumps, octets.count > 4, octets[0] == ASCII.space,
            octets[1] == ASCII.hyphen || octets[1] == UInt8(ascii: "~"),
            octets[2] == ASCII.greaterThan, octets[3] == ASCII.space
        else { return nil }
        // A digit may begin a count of lines, and a quote what Ruby writes.
        return octets[4].isDigit || octets[4] == ASCII.quote ? nil : 4
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let mark = Self.mark(line.octets)
        if let mark, case .dump(let side) = mark.kind {
            return take(line.octets[mark.text...], of: side, line, into: &sink)
        }
        if side != nil { endDump(line, into: &sink) }
        guard let mark else { return }
        let text = line.octets[mark.text...]
        switch mark.kind {
        case .client: if !hasDumps { client(text, line, into: &sink) }
        case .server: if !hasDumps { sink.server(text, line) }
        case .hint: hint(text, line, into: &sink)
        case .dump: break
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        endDump(SourceLine([], number: dump.line), into: &sink)
    }
}

extension SwaksOutput {
    /// What a line is, and where in it the text begins.
    private struct Mark {
        enum Kind {
            case client, server, hint
            case dump(RecordedSide)
        }

        let kind: Kind
        let text: Int
    }

    private static func mark(_ line: LineText) -> Mark? {
        let start = line.startOfText
        guard start < line.endIndex else { return nil }
        switch line[start] {
        case UInt8(ascii: "-"), UInt8(ascii: "~"), UInt8(ascii: "*"):
            return clientMark(line, at: start)
        case UInt8(ascii: "<"): return serverMark(line, at: start)
        case UInt8(ascii: "="):
            return line.has("=== ", at: start) ? Mark(kind: .hint, text: start + 4) : nil
        case UInt8(ascii: ">"):
            guard line.has("> ", at: start), OctetDump.offset(line[(start + 2)...]) != nil else {
                return nil
            }
            return Mark(kind: .dump(.client), text: start + 2)
        default: return nil
        }
    }

    private static func clientMark(_ line: LineText, at start: Int) -> Mark? {
        if line.has("*** ", at: start) { return Mark(kind: .hint, text: start + 4) }
        let text: Int
        if line.has("-> ", at: start) || line.has("~> ", at: start) {
            text = start + 3
        } else if line.has("**> ", at: start) || line.has("*~> ", at: start) {
            text = start + 4
        } else {
            let isEmpty = line.endIndex == start + 2 && line[start + 1] == ASCII.greaterThan
            return isEmpty && line[start] != UInt8(ascii: "*")
                ? Mark(kind: .client, text: line.endIndex) : nil
        }
        // Ruby has the same arrows with quotes after them, the other way round.
        let isQuoted = text < line.endIndex && line[text] == ASCII.quote
        guard !isQuoted || line[(text + 1)...].replyCode == nil else { return nil }
        return Mark(kind: .client, text: text)
    }

    private static func serverMark(_ line: LineText, at start: Int) -> Mark? {
        guard start + 1 < line.endIndex else { return nil }
        let arrow = line[start + 1]
        guard arrow == ASCII.hyphen || arrow == UInt8(ascii: "~") || arrow == UInt8(ascii: "*")
        else {
            return serverDumpMark(line, at: start)
        }
        let text: Int
        if line.has("<-  ", at: start) || line.has("<~  ", at: start)
            || line.has("<** ", at: start) || line.has("<~* ", at: start)
        {
            text = start + 4
        } else if line.has("<- ", at: start) || line.has("<~ ", at: start) {
            text = start + 3
        } else {
            let isEmpty = line.endIndex == start + 2 && arrow != UInt8(ascii: "*")
            return isEmpty ? Mark(kind: .server, text: line.endIndex) : nil
        }
        let isQuoted = text < line.endIndex && line[text] == ASCII.quote
        return isQuoted ? nil : Mark(kind: .server, text: text)
    }

    private static func serverDumpMark(_ line: LineText, at start: Int) -> Mark? {
        guard line.has("< ", at: start) else { return nil }
        let dump = line[(start + 2)...].withoutLeadingBlanks
        guard OctetDump.offset(dump) != nil else { return nil }
        return Mark(kind: .dump(.server), text: dump.startIndex)
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

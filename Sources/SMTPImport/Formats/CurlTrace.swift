import SMTPGrammar

/// What `curl --trace` and `curl --trace-ascii` write.
///
///     => Send header, 21 bytes (0x15)
///     0000: EHLO client.example
///     => Send header, 21 bytes (0x15)
///     0000: 45 48 4c 4f 20 63 6c 69 65 6e 74 2e 65 78 61 6d EHLO client.exam
struct CurlTrace: TranscriptFormat {
    static let description = FormatDescription(
        word: "curl-trace", name: "a trace of curl", client: "`=> Send header`, `=> Send data`",
        server: "`<= Recv header`",
        remark: """
            --trace has all octets but those of the dot that ends the text. --trace-ascii shows line feeds \
            as dots, so that text with lone line feeds is lost; its size is known.
            """,
        example: """
            == Info: Connected to mx.example (192.0.2.1) port 25 (#0)
            <= Recv header, 24 bytes (0x18)
            0000: 220 mx.example ESMTP
            => Send header, 21 bytes (0x15)
            0000: EHLO client.example
            """)

    private var block: TraceBlock?

    static func vote(_ line: LineText) -> FormatVote {
        if TraceBlock(line, number: 0) != nil { return .certain }
        return line.begins(with: "== Info: ") || OctetDump.offset(line) != nil ? .fits : .none
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        if block != nil, OctetDump.offset(line.octets) != nil {
            block?.append(line.octets)
            return
        }
        end(into: &sink)
        block = TraceBlock(line.octets, number: line.number)
        if let text = line.octets.after("== Info: ")?.withoutLeadingBlanks {
            CurlHint.read(text, line, into: &sink)
        }
    }

    mutating func finish(into sink: inout ConversationSink) { end(into: &sink) }

    private mutating func end(into sink: inout ConversationSink) {
        guard let block else { return }
        self.block = nil
        let line = SourceLine([], number: block.number)
        switch block.kind {
        case .other: break
        case .received:
            // curl does not show that it sent the dot.
            if sink.expectation(of: line) == .text { sink.endText(line) }
            sink.server(octets: block.octets[...], line)
        case .header: sink.client(write: block.octets[...], isExact: block.isHex, line)
        case .data: data(block, line, into: &sink)
        }
    }

    private func data(
        _ block: TraceBlock, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        guard sink.expectation(of: line) == .text else {
            return sink.client(write: block.octets[...], isExact: block.isHex, line)
        }
        if block.isHex || block.isCertain { return sink.text(block.octets[...], line) }
        sink.leftOut(octets: block.size, line)
        sink.warn(
            "--trace-ascii does not tell line feeds from dots: the message text is lost", line)
    }
}

/// Octets that curl sent or received at once.
private struct TraceBlock {
    enum Kind {
        case header, data, received, other
    }

    let kind: Kind
    let size: Int
    let number: Int
    private(set) var octets: [UInt8] = []
    /// Whether all octets are known: they are shown in hexadecimal.
    private(set) var isHex = true
    private var hasLineEnds = false
    private var hasDots = false
    /// Whether what is shown as text is it: lone line feeds are shown as dots, CR LF by the offsets.
    var isCertain: Bool { hasLineEnds || !hasDots }

    /// The line that begins a block.
    init?(_ line: LineText, number: Int) {
        guard let text = line.after(any: ["=> ", "<= "]), let size = text.past(", ", within: 24),
            let (count, rest) = size.leadingNumber, rest.begins(with: " bytes (0x")
        else { return nil }
        self.size = count
        self.number = number
        kind =
            text.begins(with: "Send header")
            ? .header
            : text.begins(with: "Send data")
                ? .data
                : text.begins(with: "Recv header") || text.begins(with: "Recv data")
                    ? .received : .other
    }

    mutating func append(_ line: LineText) {
        guard kind != .other, octets.count < size, let offset = OctetDump.offset(line),
            let colon = line.firstIndex(of: ASCII.colon)
        else { return }
        let left = size - offset
        if offset == 0 { isHex = OctetDump.octets(line)?.count == min(16, size) && size > 0 }
        if isHex, let octets = OctetDump.octets(line, most: min(16, left)) {
            self.octets += octets
            return
        }
        isHex = false
        endLine(before: offset)
        let text = line[(colon + 1)...].after(" ") ?? []
        hasDots = hasDots || text.contains(ASCII.dot)
        octets += text.prefix(max(0, left))
        // A line end at the end is not shown either.
        if octets.count + 2 == size { endLine(before: size) }
    }

    /// curl begins another line after each CR LF, and skips it.
    private mutating func endLine(before offset: Int) {
        guard offset == octets.count + 2 else { return }
        octets += [ASCII.carriageReturn, ASCII.lineFeed]
        hasLineEnds = true
    }
}

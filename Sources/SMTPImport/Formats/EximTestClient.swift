import SMTPGrammar

/// What the scripted client of Exim's test suite prints, or the script that it is given.
///
///     ??? 220
///     <<< 220 mx.example ESMTP
///     >>> EHLO client.example
struct EximTestClient: TranscriptFormat {
    static let description = FormatDescription(
        word: "exim-client", name: "output of Exim's test client", client: "`>>> `",
        server: "`<<< `",
        remark: """
            What the script expected (`???`) is left out. In the script alone, such as smtpsim export \
            writes, it stands for the replies.
            """,
        example: """
            Connecting to 192.0.2.1 port 25 ... connected
            ??? 220
            <<< 220 mx.example ESMTP
            >>> EHLO client.example
            """)

    static let needsCertainLine = true

    static func vote(_ line: LineText) -> FormatVote {
        if line.begins(with: "??? ") || line.begins(with: "???*") { return .certain }
        if line.begins(with: "<<< ") || line.begins(with: ">>> ") {
            return ArrowDialogue.vote(line)
        }
        let isOther =
            line.begins(with: "+++ ") || line.begins(with: "Connecting to ")
            || line.begins(with: "End of script") || line.has("ttempting to start TLS")
        return isOther ? .fits : .none
    }

    /// Whether replies are there, so that nothing needs to stand for them.
    private var hasReplies = false
    /// Whether anything says what the script expects.
    private var isScript = false
    /// What the script expects, since the client's last line.
    private var expected: [SourceLine] = []

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if text.equals(">>>") {
            client(text.suffix(0), line, into: &sink)
        } else if let text = text.after(">>> ") {
            client(text, line, into: &sink)
        } else if let text = text.after("<<< ") {
            hasReplies = true
            expected = []
            sink.server(text, line)
        } else if let text = text.after("??? ") {
            isScript = true
            expected.append(SourceLine(text, number: line.number, key: line.key))
        } else if text.equals("???*"), !hasReplies {
            takeExpected(into: &sink)
            sink.closed(.server, line)
        } else if text.equals("STARTTLS"), !hasReplies {
            client(text + Array("\\r\\n".utf8), line, into: &sink)
        } else {
            remark(line, into: &sink)
        }
    }

    mutating func finish(into sink: inout ConversationSink) { takeExpected(into: &sink) }

    private mutating func client(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        takeExpected(into: &sink)
        guard !hasReplies, isScript else { return sink.client(text, line) }
        sink.client(write: EximTestClient.octets(text)[...], line)
    }

    /// Lines of replies that stand only in the script.
    private mutating func takeExpected(into sink: inout ConversationSink) {
        guard !hasReplies else { return }
        for line in expected { sink.server(EximTestClient.octets(line.octets)[...], line) }
        expected = []
    }

    private func remark(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if text.begins(with: "Connecting to ") {
            if sink.hasBegun(line) { sink.closed(nil, line) }
            sink.connected(nil, line)
        } else if text.begins(with: "Succeeded in starting TLS") {
            sink.secured(nil, line)
        } else if text.begins(with: "+++ "), sink.hasBegun(line) {
            sink.remark("the script waited: \(text.string)", line)
        } else if text.begins(with: "End of script"), sink.hasBegun(line) {
            sink.closed(.client, line)
        }
    }

    /// The octets that the client sends for a text: `\\r \\n \\\\ \\xHH`.
    private static func octets(_ text: LineText) -> [UInt8] {
        var octets: [UInt8] = []
        var rest = text
        while let octet = rest.popFirst() {
            guard octet == UInt8(ascii: "\\"), let next = rest.popFirst() else {
                octets.append(octet)
                continue
            }
            switch next {
            case UInt8(ascii: "r"): octets.append(0x0D)
            case UInt8(ascii: "n"): octets.append(0x0A)
            case UInt8(ascii: "x"):
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                octets += UInt8(digits, radix: 16).map { [$0] } ?? Array("\\x".utf8)
                if UInt8(digits, radix: 16) != nil { rest = rest.dropFirst(2) }
            default: octets.append(next)
            }
        }
        return octets
    }
}

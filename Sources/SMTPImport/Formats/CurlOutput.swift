import SMTPGrammar

/// What `curl -v` prints.
///
///     * Connected to mx.example (192.0.2.1) port 25 (#0)
///     < 220 mx.example ESMTP
///     > EHLO client.example
///     } [86 bytes data]
struct CurlOutput: TranscriptFormat {
    static let description = FormatDescription(
        word: "curl", name: "output of curl -v", client: "`> `", server: "`< `", text: .leftOut,
        remark: "The text is left out; its size is that of the file, before dots were stuffed.",
        example: """
            * Connected to mx.example (192.0.2.1) port 25 (#0)
            < 220 mx.example ESMTP
            > EHLO client.example
            < 250 mx.example
            """)
    static let marksEveryLine = true

    /// The line before was about TLS: what is counted next is not message text.
    private var isAfterTLS = false

    static func vote(_ line: LineText) -> FormatVote {
        if let text = line.after("< ") { return text.replyCode != nil ? .direction : .none }
        if let text = line.after("> ") {
            // A response has no blank; a quoted session has this mark before anything.
            return text.isCommand ? .direction : text.contains(ASCII.space) ? .none : .fits
        }
        if let text = line.after("* ")?.withoutLeadingBlanks { return hint(text) }
        return dataSize(line) != nil || isProgress(line) ? .fits : .none
    }

    /// The meter that it shows unless it is silent.
    private static func isProgress(_ line: LineText) -> Bool {
        line.has("--:--:--") || line.begins(with: "  % Total") || line.trimmed.begins(with: "Dload")
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let octets = line.octets
        if let text = octets.after("< ") {
            sink.server(text, line)
        } else if let text = octets.after("> ") {
            sink.client(text, line)
        } else if let size = CurlOutput.dataSize(octets) {
            if octets.first == UInt8(ascii: "}"), !isAfterTLS, sink.expectation(of: line) == .text {
                sink.leftOut(octets: size, line)
            }
        } else if let text = octets.after("* ")?.withoutLeadingBlanks {
            isAfterTLS = text.begins(with: "TLS") || text.begins(with: "SSL")
            return CurlHint.read(text, line, into: &sink)
        }
        isAfterTLS = false
    }

    private static func hint(_ text: LineText) -> FormatVote {
        text.begins(with: "Trying ") || (text.begins(with: "Connected to ") && text.has(") port "))
            ? .certain : .fits
    }

    private static func dataSize(_ line: LineText) -> Int? {
        guard let (size, rest) = line.after(any: ["} [", "{ ["])?.leadingNumber,
            rest.equals(" bytes data]")
        else { return nil }
        return size
    }
}

/// What curl says beside the conversation, with `*` or `== Info:` in front.
enum CurlHint {
    static func read(_ text: LineText, _ line: SourceLine, into sink: inout ConversationSink) {
        if let host = text.after("Connected to ") {
            let address = host.past("(").map { $0.prefix { $0 != UInt8(ascii: ")") } } ?? host
            sink.connected(address.string, line)
        } else if let cipher = text.after("SSL connection using ") {
            sink.secured(cipher.prefix { $0 != ASCII.space }.string, line)
        } else if text.begins(with: "Connection #") || text.begins(with: "Closing connection")
            || text.begins(with: "shutting down connection")
        {
            // It does not show its QUIT: nobody knows who closed.
            sink.closed(nil, line)
        }
    }
}

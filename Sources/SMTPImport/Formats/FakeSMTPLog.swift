import SMTPGrammar

/// The log of SubEthaSMTP, which FakeSMTP shows.
///
///     09:41:12 AM - Server: 250-mx.example
///     250 OK
///     09:41:12 AM - Client: MAIL FROM:<ann@client.example>
struct FakeSMTPLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "fakesmtp", name: "a log of SubEthaSMTP or FakeSMTP", client: "`Client: `",
        server: "`Server: `, more lines of a reply unmarked", text: .leftOut,
        remark: "Responses to AUTH are left out.",
        example: """
            09:41:12 AM - Server: 220 mx.example ESMTP SubEthaSMTP
            09:41:12 AM - Client: EHLO client.example
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        guard let (isServer, text) = mark(line) else {
            return line.replyCode == nil ? .none : .fits
        }
        return isServer == (text.replyCode != nil) ? .certain : .fits
    }

    private static func mark(_ line: LineText) -> (isServer: Bool, text: LineText)? {
        let text = line.afterTime
        if let text = text.after("Server: ") { return (true, text) }
        if let text = text.after("Client: ") { return (false, text) }
        return nil
    }

    /// The code of the last reply.
    private var code: [UInt8] = []

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let (isServer, text) = Self.mark(line.octets) else {
            if sink.isInReply(line), let text = line.octets.replyLine(of: code) {
                sink.server(text, line)
            }
            return
        }
        guard isServer else { return sink.client(text, line) }
        if sink.expectation(of: line) == .response { sink.hiddenResponse(line) }
        code = Array(text.prefix(3))
        sink.server(text, line)
    }
}

extension ArraySlice where Element == UInt8 {
    /// What follows `09:41:12 AM - `, or all of it.
    fileprivate var afterTime: LineText {
        let time = prefix(16).prefix { $0.isDigit || $0 == ASCII.colon }
        let rest = self[time.endIndex...]
        guard time.count >= 7 else { return self }
        return rest.after(any: [" AM - ", " PM - ", " - "]) ?? self
    }
}

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

    static func vote(_ line: LineText) -> FormatVote {
        guard let (isServer, text) = mark(line) else {
            return line.replyCode == nil ? .none : .fits
        }
        return isServer == (text.replyCode != nil) ? .certain : .fits
    }

    private static func mark(_ line: LineText) -> (isServer: Bool, text: LineText)? {
        if let text = line.after("Server: ") { return (true, text) }
        if let text = line.after("Client: ") { return (false, text) }
        if let text = line.past(" Server: ", within: 120) { return (true, text) }
        if let text = line.past(" Client: ", within: 120) { return (false, text) }
        return nil
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let (isServer, text) = Self.mark(line.octets) else {
            if line.octets.replyCode != nil, sink.isInReply(line) { sink.server(line.octets, line) }
            return
        }
        guard isServer else { return sink.client(text, line) }
        if sink.expectation(of: line) == .response { sink.hiddenResponse(line) }
        sink.server(text, line)
    }
}

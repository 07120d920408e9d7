import SMTPGrammar

/// What the scripted client of Exim's test suite prints.
///
///     ??? 220
///     <<< 220 mx.example ESMTP
///     >>> EHLO client.example
struct EximTestClient: TranscriptFormat {
    static let description = FormatDescription(
        word: "exim-client", name: "output of Exim's test client", client: "`>>> `",
        server: "`<<< `", remark: "What the script expected (`???`) is left out.",
        example: """
            Connecting to 192.0.2.1 port 25 ... connected
            ??? 220
            <<< 220 mx.example ESMTP
            >>> EHLO client.example
            """)

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

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        if text.equals(">>>") {
            sink.client(text.suffix(0), line)
        } else if let text = text.after(">>> ") {
            sink.client(text, line)
        } else if let text = text.after("<<< ") {
            sink.server(text, line)
        } else if text.begins(with: "Connecting to ") {
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
}

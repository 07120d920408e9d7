import SMTPGrammar

/// The part of a session that sendmail puts into a bounce.
///
///     ... while talking to mx.example.:
///     >>> RCPT TO:<bob@mx.example>
///     <<< 550 5.1.1 User unknown
struct SendmailBounce: TranscriptFormat {
    static let description = FormatDescription(
        word: "bounce", name: "the transcript in a bounce", client: "`>>> `", server: "`<<< `",
        text: .leftOut,
        remark: "It has the last commands only: what came before is not known.",
        example: """
               ----- Transcript of session follows -----
            ... while talking to mx.example.:
            >>> RCPT TO:<bob@mx.example>
            <<< 550 5.1.1 User unknown
            """)

    static func vote(_ line: LineText) -> FormatVote {
        let text = line.withoutLeadingBlanks
        if text.begins(with: "... while talking to ") { return .certain }
        if text.begins(with: "----- Transcript of session follows") { return .certain }
        if text.begins(with: "----- The following addresses had") { return .certain }
        if let text = text.after(">>> ") { return text.isCommand ? .direction : .none }
        if let text = text.after("<<< ") { return text.replyCode == nil ? .none : .direction }
        return text.replyCode == nil && !text.begins(with: "(reason: ") ? .none : .fits
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets.withoutLeadingBlanks
        if let host = text.after("... while talking to ") {
            if sink.hasBegun(line) { sink.closed(nil, line) }
            sink.connected(nil, line)
            let name = host.prefix { $0 != ASCII.colon }
            sink.remark("sendmail was talking to \(name.string)", line)
            sink.warn("it has the end of a session only: what came before is not in the source", line)
        } else if let text = text.after(">>> ") {
            sink.client(text, line)
        } else if let text = text.after("<<< ") {
            sink.server(text, line)
        }
    }
}

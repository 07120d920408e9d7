import SMTPGrammar

/// The transcript that Postfix mails to the postmaster (`notify_classes = protocol, policy, …`).
///
///     Transcript of session follows.
///
///      Out: 220 mx.example ESMTP Postfix
///      In:  EHLO client.example
struct PostfixTranscript: TranscriptFormat {
    static let description = FormatDescription(
        word: "postfix-transcript", name: "a transcript that Postfix mailed", client: "` In:  `",
        server: "` Out: `", text: .leftOut,
        example: """
            Transcript of session follows.

             Out: 220 mx.example ESMTP Postfix
             In:  EHLO client.example
             Out: 250 mx.example
            """)

    static func vote(_ line: LineText) -> FormatVote {
        let text = line.withoutLeadingBlanks
        if let text = text.after("Out: ") { return text.replyCode == nil ? .fits : .certain }
        if let text = text.after("In:") {
            return text.withoutLeadingBlanks.isCommand ? .certain : .fits
        }
        if text.begins(with: "Transcript of session follows.") { return .fits }
        return isEnd(text) ? .fits : .none
    }

    private static func isEnd(_ text: LineText) -> Bool {
        text.begins(with: "Session aborted, reason: ") || text.begins(with: "For other details")
            || text.begins(with: "No message was collected successfully.")
            || text.begins(with: "The message was not accepted.")
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets.withoutLeadingBlanks
        if let text = text.after("Out: ") {
            sink.server(text, line)
        } else if let text = text.after("In:") {
            sink.client(text.after("  ") ?? text.withoutLeadingBlanks, line)
        } else if text.begins(with: "Session aborted, reason: "), sink.hasBegun(line) {
            sink.remark(text.string, line)
            sink.closed(text.has("lost connection") ? .client : nil, line)
        } else if text.begins(with: "Transcript of session follows."), sink.hasBegun(line) {
            sink.closed(nil, line)
        }
    }
}

import SMTPGrammar

/// A line, or many, of a mail server's log: Postfix, Exim, sendmail, OpenSMTPD.
///
///     … postfix/smtpd[4711]: NOQUEUE: reject: RCPT from client.example[192.0.2.7]: 554 5.7.1 …
///     … H=(client.example) [192.0.2.7] F=<ann@client.example> rejected RCPT <bob@mx.example>: …
struct MailLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "mail-log", name: "a mail server's log", client: "named in refusals and deliveries",
        server: "its refusals; those of other servers", text: .leftOut,
        remark: """
            It has the end of a session only. What must have come before is put in: its replies have a code \
            alone. Names and addresses that are not in the log get a stand-in.
            """,
        example: """
            Nov 22 08:00:00 mx postfix/smtpd[4711]: NOQUEUE: reject: RCPT from client.example[192.0.2.7]: \
            554 5.7.1 <bob@else.example>: Relay access denied; from=<ann@client.example> \
            to=<bob@else.example> proto=ESMTP helo=<client.example>
            """)

    static func vote(_ line: LineText) -> FormatVote {
        if PostfixRefusal(line) != nil || PostfixDelivery(line) != nil { return .certain }
        if EximLogLine(line) != nil || SendmailLogLine(line) != nil { return .certain }
        if OpenSMTPDLogLine(line) != nil { return .certain }
        return SyslogLine(line) != nil || EximLogLine.isDated(line) ? .fits : .none
    }

    private var sessions = LoggedSessions()

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets
        let number = line.number
        if let entry = SyslogLine(text) {
            if let conversation = sessions.note(entry, line: number) { sink.add(conversation) }
        }
        if let refusal = PostfixRefusal(text) {
            if let conversation = sessions.add(refusal, line: number) { sink.add(conversation) }
        } else if let delivery = PostfixDelivery(text) {
            add(sessions.fragment(of: delivery, line: number), into: &sink)
        } else if let entry = EximLogLine(text) {
            add(entry.fragment(line: number), into: &sink)
        } else if let entry = SendmailLogLine(text) {
            add(entry.fragment(line: number), into: &sink)
        } else if let entry = OpenSMTPDLogLine(text) {
            add(entry.fragment(line: number), into: &sink)
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        for conversation in sessions.finish() { sink.add(conversation) }
    }

    private func add(_ fragment: Fragment, into sink: inout ConversationSink) {
        if let conversation = fragment.finished { sink.add(conversation) }
    }
}

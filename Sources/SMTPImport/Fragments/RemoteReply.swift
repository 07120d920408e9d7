import SMTPGrammar

/// What a mail server writes when another one refused: in its log, and in the bounce.
///
///     host mx.example[192.0.2.1] said: 550 5.1.1 No such user (in reply to RCPT TO command)
///     SMTP error from remote mail server after RCPT TO:<bob@mx.example>: 550 5.1.1 No such user
struct RemoteReply {
    /// The command that it answers; nil if that is not said.
    var command: LoggedCommand?
    /// What the server said.
    var reply: RecordedReply
    /// The recipient, if the command is a RCPT with its address.
    var recipient: [UInt8]?
    /// The name of the server.
    var host: String

    /// Finds one in a text in which line ends are blanks.
    init?(_ text: LineText) {
        guard let found = RemoteReply(postfix: text) ?? RemoteReply(exim: text) else { return nil }
        self = found
    }

    /// `host HOST[IP] said: REPLY (in reply to COMMAND command)`.
    private init?(postfix text: LineText) {
        guard let start = text.past("host "), let said = start.offset(of: " said: ", within: 300)
        else { return nil }
        let answer = start[(said + 7)...]
        let end = answer.offset(of: " (in reply to ")
        guard let reply = RecordedReply(row: answer[..<(end ?? answer.endIndex)], isCutShort: end == nil)
        else { return nil }
        self.reply = reply
        command = end.flatMap { LoggedCommand(answer[($0 + 14)...]) }
        host = start[..<said].string
    }

    /// `SMTP error from remote mail server after COMMAND: [host HOST [IP]:] REPLY`.
    private init?(exim text: LineText) {
        guard let rest = text.past("SMTP error from remote mail server after ")
            ?? text.past("SMTP error from remote mailer after ")
        else { return nil }
        command = LoggedCommand(rest)
        recipient = RemoteReply.address(in: rest.prefix { $0 != ASCII.space })
        host = text.past(" H=", within: 400).map { $0.prefix { $0 != ASCII.space }.string } ?? ""
        var search = rest
        while let colon = search.past(": ") {
            search = colon
            let answer = colon.after("host ").flatMap { $0.past(": ") } ?? colon.withoutLeadingBlanks
            if let reply = RecordedReply(row: answer) {
                self.reply = reply
                return
            }
        }
        return nil
    }

    /// The address between angle brackets.
    static func address(in text: LineText) -> [UInt8]? {
        guard let open = text.firstIndex(of: ASCII.lessThan),
            let close = text[open...].firstIndex(of: ASCII.greaterThan)
        else { return nil }
        return Array(text[(open + 1)..<close])
    }
}

import SMTPGrammar

/// A refusal in sendmail's log.
///
///     sm-mta[4711]: 4F2: ruleset=check_rcpt, arg1=<bob@else.example>, relay=client.example [192.0.2.7],
///     reject=550 5.7.1 <bob@else.example>... Relaying denied
struct SendmailLogLine {
    private let line: LineText
    private let command: LoggedCommand
    private let reply: RecordedReply

    /// Finds one in a line.
    init?(_ line: LineText) {
        guard let rules = line.past("ruleset=check_"), let said = line.past(" reject="),
            let reply = RecordedReply(row: said)
        else { return nil }
        self.line = line
        self.reply = reply
        command =
            if rules.begins(with: "mail") {
                .mail
            } else if rules.begins(with: "relay") {
                .connect
            } else if rules.begins(with: "eom") || rules.begins(with: "data") {
                .endOfData
            } else {
                .recipient
            }
    }

    /// The session as far as it is known.
    func fragment(line number: Int) -> Fragment {
        var fragment = Fragment(label: nil, line: number)
        fragment.connect(line.past(" relay=")?.past("[", within: 200).map {
            $0.prefix { $0 != ASCII.rightBracket }.string
        })
        let address = line.past(" arg1=").flatMap { RemoteReply.address(in: $0.prefix(400)) }
        fragment.add(
            command, sender: command == .mail ? address : nil,
            recipient: command == .recipient ? address : nil, reply, line: number)
        return fragment
    }
}

/// A refusal in OpenSMTPD's log.
///
///     smtpd[4711]: 5ab smtp failed-command command="RCPT TO:<bob@else.example>" result="550 Invalid
///     recipient"
struct OpenSMTPDLogLine {
    private let session: LineText
    private let command: LineText
    private let reply: RecordedReply

    /// Finds one in a line.
    init?(_ line: LineText) {
        guard let start = line.offset(of: " smtp failed-command ", within: 200),
            let command = line.past("command=\""),
            let end = command.offset(of: "\" result=\"")
        else { return nil }
        let result = command[(end + 10)...].prefix { $0 != ASCII.quote }
        guard let reply = RecordedReply(row: result) else { return nil }
        let before = line[..<start]
        session = before.lastIndex(of: ASCII.space).map { before[($0 + 1)...] } ?? before
        self.command = command[..<end]
        self.reply = reply
    }

    /// The session as far as it is known.
    func fragment(line number: Int) -> Fragment {
        var fragment = Fragment(label: session.string, line: number)
        fragment.connect(nil)
        let address = RemoteReply.address(in: command)
        if let known = LoggedCommand(command), known == .recipient || known == .mail {
            fragment.add(
                known, sender: known == .mail ? address : nil,
                recipient: known == .recipient ? address : nil, reply, line: number)
        } else {
            fragment.greet(line: number)
            fragment.say(Array(command), line: number)
            fragment.answer(reply, line: number)
        }
        return fragment
    }
}

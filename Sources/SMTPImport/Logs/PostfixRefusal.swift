import SMTPGrammar

/// A refusal in the log of Postfix's server.
///
///     NOQUEUE: reject: RCPT from client.example[192.0.2.7]: 554 5.7.1 <bob@else.example>: Relay access
///     denied; from=<ann@client.example> to=<bob@else.example> proto=ESMTP helo=<client.example>
struct PostfixRefusal {
    /// The process; nil if the line does not have it.
    let process: String?
    private let command: LoggedCommand?
    private let commandName: String
    private let address: String
    private let reply: RecordedReply?
    private let text: LineText
    private let isWarning: Bool

    /// Finds one in a line.
    init?(_ line: LineText) {
        guard let start = PostfixRefusal.start(line) else { return nil }
        isWarning = start.isWarning
        guard let from = start.rest.offset(of: " from ", within: 40),
            let host = PostfixHost(start.rest[(from + 6)...]), let rest = host.rest.after(": ")
        else { return nil }
        command = LoggedCommand(start.rest)
        commandName = start.rest[..<from].string
        address = host.address.string
        let entry = SyslogLine(line)
        process = entry.map { $0.isProgram("smtpd") ? $0.process.string : nil } ?? nil
        let end = PostfixRefusal.fields(in: rest)
        reply = RecordedReply(row: rest[..<end]) ?? PostfixRefusal.milterReply(rest[..<end])
        text = rest[end...]
    }

    private static let marks: [(mark: StaticString, isWarning: Bool)] = [
        (": reject: ", false), (": reject_warning: ", true), (": milter-reject: ", false),
        (": milter-hold: ", true), (": warn: ", true),
    ]

    private static func start(_ line: LineText) -> (rest: LineText, isWarning: Bool)? {
        for (mark, isWarning) in marks {
            if let rest = line.past(mark, within: 200) { return (rest, isWarning) }
        }
        // A line that was copied from the word on.
        return line.after("reject: ").map { ($0, false) }
    }

    /// Where `; from=<…>` begins, or the end.
    private static func fields(in text: LineText) -> Int {
        for mark in ["; from=<", "; to=<", "; proto=", "; helo=<", "; client="] as [StaticString] {
            if let end = text.offset(of: mark) { return end }
        }
        return text.endIndex
    }

    /// A filter's verdict has no code of three digits: `5.7.1 Blocked`.
    private static func milterReply(_ text: LineText) -> RecordedReply? {
        guard text.count > 5, let first = text.first, first == 0x34 || first == 0x35,
            text[text.startIndex + 1] == ASCII.dot
        else { return nil }
        let code = first == 0x34 ? "451 " : "550 "
        return RecordedReply([Array(code.utf8) + text])
    }

    private func field(_ name: StaticString) -> [UInt8]? {
        text.past(name).map { Array($0.prefix { $0 != ASCII.greaterThan }) }
    }

    /// A session that begins with it.
    func newFragment(line: Int) -> Fragment {
        var fragment = Fragment(label: process, line: line)
        fragment.connect(address)
        return fragment
    }

    /// Adds it, and what must have come before it.
    func add(to fragment: inout Fragment, line: Int) {
        guard let reply else {
            fragment.remark(text.string, line: line)
            return
        }
        let verb = text.past(" proto=")?.begins(with: "SMTP") == true ? "HELO" : "EHLO"
        if command != .connect, command != .hello {
            fragment.greet(as: field(" helo=<"), verb: verb, line: line)
        }
        if isWarning {
            let said = reply.lines.map { $0[...].string }.joined(separator: " ")
            fragment.remark("Postfix would have refused \(commandName): \(said)", line: line)
            return
        }
        switch command {
        case .hello: fragment.greet(as: field(" helo=<"), verb: verb, line: line, reply)
        case .some(let command):
            fragment.add(
                command, sender: field("from=<"), recipient: field(" to=<"), reply, line: line)
        case nil:
            fragment.say(Array(commandName.utf8), line: line)
            fragment.answer(reply, line: line)
        }
    }
}

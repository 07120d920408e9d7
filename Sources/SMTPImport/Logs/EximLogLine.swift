import SMTPGrammar

/// A refusal in Exim's main or reject log, or another server's refusal of a delivery.
///
///     H=(client.example) [192.0.2.7] F=<ann@client.example> rejected RCPT <bob@mx.example>: Relay not
///     permitted
///     1xV2Jw-0002gL-28 ** bob@mx.example R=dnslookup T=remote_smtp H=mx.example [192.0.2.1]: SMTP error
///     from remote mail server after RCPT TO:<bob@mx.example>: 550 5.1.1 No such user
struct EximLogLine {
    private let kind: Kind
    private let line: LineText

    private enum Kind {
        case refusal(Refusal)
        case delivery(RemoteReply, recipient: [UInt8]?)
        case badCommand(LineText)
    }

    /// What Exim refused as a server.
    private struct Refusal {
        var command: LoggedCommand
        var isTemporary: Bool
        var address: [UInt8]?
        var text: LineText
    }

    /// Finds one in a line.
    init?(_ line: LineText) {
        self.line = line
        if let rest = line.past(" rejected ") ?? line.after("rejected "), line.has("H="),
            let refusal = EximLogLine.refusal(rest, isTemporary: line.has("temporarily rejected "))
        {
            kind = .refusal(refusal)
        } else if line.has(" ** ") || line.has(" == ") || line.has(" T="),
            let remote = RemoteReply(line)
        {
            let mark = line.past(" ** ") ?? line.past(" == ")
            let address = mark.map { Array($0.prefix { $0 != ASCII.space }) }
            kind = .delivery(remote, recipient: remote.recipient ?? address)
        } else if let command = line.past("SMTP syntax error in \""),
            let end = command.firstIndex(of: ASCII.quote)
        {
            kind = .badCommand(command[..<end])
        } else {
            return nil
        }
    }

    /// Whether a line begins with a date as Exim writes it: `2026-11-22 08:00:00 `.
    static func isDated(_ line: LineText) -> Bool {
        guard line.count > 20 else { return false }
        let shape = Array("dddd-dd-dd dd:dd:dd".utf8)
        return zip(line, shape).allSatisfy { octet, mark in
            mark == UInt8(ascii: "d") ? octet.isDigit : octet == mark
        }
    }

    /// `RCPT <bob@mx.example>: Relay not permitted`, `after DATA: …`, `EHLO or HELO x: …`.
    private static func refusal(_ rest: LineText, isTemporary: Bool) -> Refusal? {
        let place = rest.after("after ") ?? rest
        let isEnd = rest.begins(with: "after DATA") || rest.begins(with: "by ")
        let isConnection = rest.begins(with: "connection")
        guard isEnd || isConnection || LoggedCommand(place) != nil else { return nil }
        let command: LoggedCommand =
            isEnd ? .endOfData : isConnection ? .connect : LoggedCommand(place) ?? .recipient
        let text = rest.past(": ").map { $0.withoutTrailingBlanks }
        return Refusal(
            command: command, isTemporary: isTemporary,
            address: RemoteReply.address(in: rest.prefix { $0 != ASCII.colon })
                ?? RemoteReply.address(in: rest),
            text: text ?? rest.suffix(0))
    }

    /// The session as far as it is known.
    func fragment(line number: Int) -> Fragment {
        var fragment = Fragment(label: nil, line: number)
        fragment.connect(address)
        switch kind {
        case .refusal(let refusal): add(refusal, to: &fragment, number)
        case .delivery(let remote, let recipient):
            let host = remote.host.isEmpty ? "another server" : remote.host
            fragment.remark("Exim delivering to \(host)", line: number)
            fragment.add(
                remote.command ?? .recipient, recipient: recipient, remote.reply, line: number)
        case .badCommand(let command):
            fragment.greet(as: hello, line: number)
            fragment.say(Array(command), line: number)
            fragment.answer(
                RecordedReply([Array("500".utf8)], isCutShort: true), line: number)
            warnOfCode("500", &fragment, number)
        }
        return fragment
    }

    private func add(_ refusal: Refusal, to fragment: inout Fragment, _ number: Int) {
        let said = RecordedReply(row: refusal.text)
        let code = refusal.isTemporary ? "451" : "550"
        let reply = said ?? RecordedReply([Array("\(code) ".utf8) + refusal.text])
        if refusal.command != .connect, refusal.command != .hello {
            fragment.greet(as: hello, line: number)
        }
        if said == nil { warnOfCode(code, &fragment, number) }
        let isMail = refusal.command == .mail
        fragment.add(
            refusal.command, sender: isMail ? refusal.address ?? sender : sender,
            recipient: refusal.command == .recipient ? refusal.address : nil, reply, line: number)
    }

    private func warnOfCode(_ code: String, _ fragment: inout Fragment, _ number: Int) {
        fragment.warn(
            "Exim does not log the code of its reply: \(code) is what it says unless an ACL says otherwise",
            line: number)
    }

    /// `H=name [192.0.2.7]`, `H=(helo) [192.0.2.7]`, `H=name (helo) [192.0.2.7]:40000`.
    private var host: LineText? { line.past("H=").map { $0.prefix(300) } }

    private var address: String? {
        switch kind {
        case .delivery: return nil
        case .refusal, .badCommand: break
        }
        guard let host, let open = host.firstIndex(of: ASCII.leftBracket),
            let close = host[open...].firstIndex(of: ASCII.rightBracket)
        else { return nil }
        // A name after EHLO can be an address in brackets too; the client's own comes last.
        if open > host.startIndex, host[open - 1] == UInt8(ascii: "("),
            let next = host[close...].past(" [", within: 40)
        {
            return next.prefix { $0 != ASCII.rightBracket }.string
        }
        return host[(open + 1)..<close].string
    }

    private var hello: [UInt8]? {
        guard let host else { return nil }
        if let open = host.prefix(200).firstIndex(of: UInt8(ascii: "(")) {
            return Array(host[(open + 1)...].prefix { $0 != UInt8(ascii: ")") })
        }
        let name = host.prefix { $0 != ASCII.space }
        return name.isEmpty || name.first == ASCII.leftBracket ? nil : Array(name)
    }

    private var sender: [UInt8]? {
        line.past(" F=<").map { Array($0.prefix { $0 != ASCII.greaterThan }) }
    }
}

import SMTPGrammar

/// What a log of Postfix says of sessions, put together by process, and of messages, by queue identifier.
struct LoggedSessions {
    private var sessions: [String: Fragment] = [:]
    private var messages: [String: Message] = [:]

    /// What the queue manager says of a message.
    private struct Message {
        var sender: [UInt8]
        var octets: Int?
    }

    /// As many are kept.
    private static let most = 10_000

    /// Takes note of what a line says beside refusals and deliveries.
    ///
    /// - Returns: a session that is over.
    mutating func note(_ entry: SyslogLine, line: Int) -> RecordedConversation? {
        if entry.isProgram("qmgr") {
            noteMessage(entry.text)
        } else if entry.isProgram("smtpd") {
            let process = entry.process.string
            if entry.text.begins(with: "connect from ") {
                return sessions.removeValue(forKey: process)?.finished
            }
            if entry.text.begins(with: "disconnect from "), var session = sessions[process] {
                sessions[process] = nil
                session.close(nil, line: line)
                LoggedSessions.compare(&session, entry.text, line: line)
                return session.finished
            }
        }
        return nil
    }

    /// Adds a refusal to the session of its process.
    ///
    /// - Returns: a session that is over.
    mutating func add(_ refusal: PostfixRefusal, line: Int) -> RecordedConversation? {
        let key = refusal.process ?? "line \(line)"
        var session = sessions.removeValue(forKey: key) ?? refusal.newFragment(line: line)
        refusal.add(to: &session, line: line)
        guard refusal.process != nil, sessions.count < LoggedSessions.most else {
            return session.finished
        }
        sessions[key] = session
        return nil
    }

    /// The end of a delivery to another server.
    func fragment(of delivery: PostfixDelivery, line: Int) -> Fragment {
        let message = messages[delivery.queue]
        return delivery.fragment(
            sender: message?.sender, octets: message?.octets, line: line)
    }

    /// The sessions whose end is not in the log.
    mutating func finish() -> [RecordedConversation] {
        defer { sessions = [:] }
        return sessions.values.sorted { $0.line < $1.line }.compactMap(\.finished)
    }

    /// `QUEUE: from=<ann@client.example>, size=1234, nrcpt=1 (queue active)`.
    private mutating func noteMessage(_ text: LineText) {
        guard let colon = text.prefix(32).firstIndex(of: ASCII.colon),
            let from = text[colon...].after(": from=<"),
            let end = from.firstIndex(of: ASCII.greaterThan)
        else { return }
        if messages.count >= LoggedSessions.most { messages = [:] }
        messages[text[..<colon].string] = Message(
            sender: Array(from[..<end]),
            octets: from[end...].past("size=", within: 40)?.leadingNumber?.value)
    }

    /// `disconnect from … rcpt=0/2 commands=3/5`: how many of the recipients are in the log.
    private static func compare(_ session: inout Fragment, _ text: LineText, line: Int) {
        guard let (accepted, rest) = text.past(" rcpt=")?.leadingNumber else { return }
        let all = rest.after("/")?.leadingNumber?.value ?? accepted
        let found = session.conversation.turns.filter(\.isRecipient).count
        guard all != found else { return }
        session.warn("the client named \(all) recipients; the log has \(found) of them", line: line)
    }
}

extension RecordedTurn {
    fileprivate var isRecipient: Bool {
        guard case .sent(let write) = event else { return false }
        return write.octets.starts(with: Array("RCPT ".utf8))
    }
}

import SMTPGrammar

/// Postfix's log of `smtpd -v`, `smtp -v` or `debug_peer_list`, in which the program says who is who.
///
///     … postfix/smtpd[4711]: < client.example[192.0.2.7]: EHLO client.example
///     … postfix/smtpd[4711]: > client.example[192.0.2.7]: 250 mx.example
struct PostfixDebugLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "postfix-debug", name: "a debugging log of Postfix",
        client: "`smtpd[…]: < `, `smtp[…]: > `", server: "`smtpd[…]: > `, `smtp[…]: < `",
        text: .leftOut,
        remark: """
            Processes tell conversations apart. A client's log (smtp) has the first 100 octets of a line. \
            The counts at `disconnect` are compared with what was read.
            """,
        example: """
            Nov 22 07:55:33 mx postfix/smtpd[4711]: connect from client.example[192.0.2.7]
            Nov 22 07:55:33 mx postfix/smtpd[4711]: > client.example[192.0.2.7]: 220 mx.example ESMTP
            Nov 22 07:55:33 mx postfix/smtpd[4711]: < client.example[192.0.2.7]: EHLO client.example
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        guard let entry = SyslogLine(line), Side(entry.program) != nil else { return .none }
        return Talk(entry.text) == nil ? .fits : .certain
    }

    /// Which side of the conversation a program is.
    private enum Side {
        case server, client

        init?(_ program: LineText) {
            if program.equals("smtpd") {
                self = .server
            } else if program.equals("smtp") || program.equals("lmtp") {
                self = .client
            } else {
                return nil
            }
        }
    }

    /// A line of the conversation: who it goes to, and what it says.
    private struct Talk {
        /// Whether the program received it.
        let isReceived: Bool
        let text: LineText

        init?(_ entry: LineText) {
            guard let start = Talk.startOfText(entry.span) else { return nil }
            isReceived = entry.first == ASCII.lessThan
            text = entry[(entry.startIndex + start)...]
        }

        private static func startOfText(_ entry: Span<UInt8>) -> Int? {
            guard entry.count > 2, entry[1] == ASCII.space,
                entry[0] == ASCII.lessThan || entry[0] == ASCII.greaterThan,
                let end = PostfixHost.places(in: entry.extracting(2...))?.end,
                end + 2 < entry.count, entry[end + 2] == ASCII.colon
            else { return nil }
            let text = end + 3
            return text < entry.count && entry[text] == ASCII.space ? text + 1 : text
        }
    }

    /// How many commands a process received, by its number.
    private var commands: [Int: Int] = [:]

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let entry = SyslogLine(line.octets), let side = Side(entry.program) else { return }
        let line = line.keyed(entry.process)
        guard let talk = Talk(entry.text) else { return readEvent(entry, side, line, into: &sink) }
        switch (side, talk.isReceived) {
        case (.server, true):
            if sink.expectation(of: line) != .response { count(entry) }
            sink.client(talk.text, line)
        case (.client, false): sink.client(talk.text, line)
        case (.server, false): sink.server(talk.text, line)
        case (.client, true):
            // `%.100s` of what came.
            sink.server(talk.text, isCutShort: talk.text.count == 100, line)
        }
    }

    private mutating func count(_ entry: SyslogLine) {
        guard let process = entry.process.leadingNumber?.value else { return }
        if commands.count > 10_000 { commands = [:] }
        commands[process, default: 0] += 1
    }

    private mutating func readEvent(
        _ entry: SyslogLine, _ side: Side, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let text = entry.text
        if let host = text.after("connect from ").flatMap({ PostfixHost($0) }) {
            commands[entry.process.leadingNumber?.value ?? 0] = nil
            sink.connected(host.address.string, line)
        } else if text.begins(with: "disconnect from ") {
            compare(entry, line, into: &sink)
            sink.closed(nil, line)
        } else if sink.hasBegun(line) {
            readAside(text, line, into: &sink)
        }
    }

    private func readAside(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        if let established = text.past(" TLS connection established ", within: 40) {
            let version = established.past(": ")?.prefix { $0 != ASCII.space }
            sink.secured(version?.string, line)
        } else if text.begins(with: "lost connection after ")
            || text.begins(with: "timeout after ") || text.begins(with: "SSL_accept error ")
            || text.begins(with: "too many errors after ") || text.begins(with: "NOQUEUE: ")
            || text.begins(with: "warning: ")
        {
            sink.remark(text.string, line)
        }
    }

    /// `disconnect from … ehlo=1 mail=1 unknown=0/1 commands=2/3`: the second number counts all commands.
    private mutating func compare(
        _ entry: SyslogLine, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let process = entry.process.leadingNumber?.value ?? 0
        let found = commands.removeValue(forKey: process) ?? 0
        guard found > 0, let (accepted, rest) = entry.text.past(" commands=")?.leadingNumber
        else { return }
        let count = rest.after("/")?.leadingNumber?.value ?? accepted
        guard count != found else { return }
        sink.warn("the log counts \(count) commands, and has \(found) of them", line)
    }
}

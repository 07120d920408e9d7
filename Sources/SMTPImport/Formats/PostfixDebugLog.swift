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
        let octets = line.span
        guard let entry = SyslogPlaces(octets), Side(entry, in: octets) != nil else { return .none }
        return Talk(octets, from: entry.text) == nil ? .fits : .certain
    }

    /// Which side of the conversation a program is.
    private enum Side {
        case server, client

        init?(_ entry: SyslogPlaces, in line: Span<UInt8>) {
            if entry.isProgram("smtpd", in: line) {
                self = .server
            } else if entry.isProgram("smtp", in: line) || entry.isProgram("lmtp", in: line) {
                self = .client
            } else {
                return nil
            }
        }
    }

    /// A line of the conversation: who it goes to, and where in it begins what it says.
    private struct Talk {
        /// Whether the program received it.
        let isReceived: Bool
        let text: Int

        init?(_ line: Span<UInt8>, from start: Int) {
            guard line.count - start > 2, line[start + 1] == ASCII.space,
                line[start] == ASCII.lessThan || line[start] == ASCII.greaterThan,
                let host = PostfixHost.places(in: line.extracting((start + 2)...))
            else { return nil }
            let colon = start + 2 + host.end
            guard colon < line.count, line[colon] == ASCII.colon else { return nil }
            isReceived = line[start] == ASCII.lessThan
            let isBlank = colon + 1 < line.count && line[colon + 1] == ASCII.space
            text = colon + (isBlank ? 2 : 1)
        }
    }

    /// How many commands a process received, by its number.
    private var commands: [Int: Int] = [:]

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let octets = line.octets.span
        guard let entry = SyslogPlaces(octets), let side = Side(entry, in: octets) else { return }
        guard let talk = Talk(octets, from: entry.text) else {
            return readEvent(entry, line, into: &sink)
        }
        let start = line.octets.startIndex
        let key = line.octets[start + entry.process..<start + entry.end]
        let line = SourceLine(
            octets: line.octets[(start + talk.text)...], endsInReturn: line.endsInReturn,
            number: line.number, key: key)
        switch (side, talk.isReceived) {
        case (.server, true):
            if sink.expectation(of: line) != .response { count(key) }
            sink.client(line.octets, line)
        case (.client, false): sink.client(line.octets, line)
        case (.server, false): sink.server(line.octets, line)
        case (.client, true):
            // `%.100s` of what came.
            sink.server(line.octets, isCutShort: line.octets.count == 100, line)
        }
    }

    private mutating func count(_ process: LineText) {
        guard let process = process.leadingNumber?.value else { return }
        if commands.count > 10_000 { commands = [:] }
        commands[process, default: 0] += 1
    }

    private mutating func readEvent(
        _ entry: SyslogPlaces, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let start = line.octets.startIndex
        let text = line.octets[(start + entry.text)...]
        // Nearly all that is no talk says nothing of it.
        guard let event = Event(text) else { return sink.passOver() }
        let process = line.octets[start + entry.process..<start + entry.end]
        let line = line.keyed(process)
        switch event {
        case .connection:
            guard let host = PostfixHost(text.dropFirst(13)) else { return sink.passOver() }
            commands[process.leadingNumber?.value ?? 0] = nil
            sink.connected(host.address.string, line)
        case .disconnection:
            compare(text, process, line, into: &sink)
            sink.closed(nil, line)
        case .secured(let version): if sink.hasBegun(line) { sink.secured(version, line) }
        case .remark: if sink.hasBegun(line) { sink.remark(text.string, line) }
        }
    }

    /// What is worth knowing beside the talk.
    private enum Event {
        case connection, disconnection, remark
        case secured(version: String?)

        init?(_ text: LineText) {
            if text.begins(with: "connect from ") {
                self = .connection
            } else if text.begins(with: "disconnect from ") {
                self = .disconnection
            } else if let established = text.past(" TLS connection established ", within: 40) {
                let version = established.past(": ")?.prefix { $0 != ASCII.space }
                self = .secured(version: version?.string)
            } else if Event.remarks.contains(where: { text.begins(with: $0) }) {
                self = .remark
            } else {
                return nil
            }
        }

        private static let remarks: [StaticString] = [
            "lost connection after ", "timeout after ", "SSL_accept error ",
            "too many errors after ", "NOQUEUE: ", "warning: ",
        ]
    }

    /// `disconnect from … ehlo=1 mail=1 unknown=0/1 commands=2/3`: the second number counts all commands.
    private mutating func compare(
        _ text: LineText, _ process: LineText, _ line: SourceLine,
        into sink: inout ConversationSink
    ) {
        let process = process.leadingNumber?.value ?? 0
        let found = commands.removeValue(forKey: process) ?? 0
        guard found > 0, let (accepted, rest) = text.past(" commands=")?.leadingNumber
        else { return }
        let count = rest.after("/")?.leadingNumber?.value ?? accepted
        guard count != found else { return }
        sink.warn("the log counts \(count) commands, and has \(found) of them", line)
    }
}

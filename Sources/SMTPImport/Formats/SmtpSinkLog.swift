import SMTPGrammar

/// What Postfix's `smtp-sink -v` prints: the client's commands, and nothing of what the server says.
///
///     smtp-sink: connect (AF_INET 192.0.2.7)
///     smtp-sink: EHLO client.example
struct SmtpSinkLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "smtp-sink", name: "output of smtp-sink", client: "`smtp-sink: `",
        server: "not in it", text: .leftOut,
        remark: "It has the client's commands only: what the server said is not known.",
        example: """
            smtp-sink: connect (AF_INET 192.0.2.7)
            smtp-sink: EHLO client.example
            smtp-sink: disconnect
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        guard let text = text(of: line) else {
            return line.begins(with: "sess=") ? .fits : .none
        }
        return text.isCommand || text.begins(with: "connect (") ? .certain : .fits
    }

    /// The conversations under way: they have no replies, which would tell text from commands.
    private var sessions: [[UInt8]: Fragment] = [:]

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let text = Self.text(of: line.octets) else { return }
        let key = line.key.map { Array($0) } ?? []
        if let address = text.after("connect (") {
            end(key, into: &sink)
            sessions[key] = SmtpSinkLog.session(key, line)
            sessions[key]?.connect(address.past(" ")?.prefix { $0 != UInt8(ascii: ")") }.string)
        } else if text.equals("disconnect") {
            sessions[key]?.close(nil, line: line.number)
            end(key, into: &sink)
        } else if text.equals(".") {
            sessions[key]?.leaveTextOut(line: line.number)
        } else if text.isCommand {
            sessions[key, default: SmtpSinkLog.session(key, line)].say(
                Array(text), line: line.number)
        }
    }

    mutating func finish(into sink: inout ConversationSink) {
        for key in sessions.keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            end(key, into: &sink)
        }
    }

    private mutating func end(_ key: [UInt8], into sink: inout ConversationSink) {
        guard let session = sessions.removeValue(forKey: key) else { return }
        if let conversation = session.finished { sink.add(conversation) }
    }

    private static func session(_ key: [UInt8], _ line: SourceLine) -> Fragment {
        var session = Fragment(label: key.isEmpty ? nil : key[...].string, line: line.number)
        session.warn("what the server said is not in the source", line: line.number)
        return session
    }

    /// What follows the program's name, which a counter may stand before.
    private static func text(of line: LineText) -> LineText? {
        guard let start = line.offset(of: "smtp-sink: ", within: 160) else { return nil }
        let name = line[..<start]
        let path = name.lastIndex(of: ASCII.carriageReturn).map { name[($0 + 1)...] } ?? name
        return path.contains(ASCII.space) ? nil : line[(start + 11)...]
    }
}

import SMTPGrammar

/// Haraka's log at the level PROTOCOL or below.
///
///     [PROTOCOL] [9C5E…-1] [core] S: 220 mx.example ESMTP Haraka ready
///     [PROTOCOL] [9C5E…-1] [core] C: EHLO client.example state=1
struct HarakaLog: TranscriptFormat {
    static let description = FormatDescription(
        word: "haraka", name: "a log of Haraka", client: "`[PROTOCOL] [UUID] [core] C: `",
        server: "`[PROTOCOL] [UUID] [core] S: `", text: .leftOut,
        remark: "The identifiers tell connections apart. What the hooks returned is a remark.",
        example: """
            [PROTOCOL] [9C5E16A3-0001] [core] S: 220 mx.example ESMTP Haraka ready
            [PROTOCOL] [9C5E16A3-0001] [core] C: EHLO client.example state=1
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        guard let entry = Entry(line) else { return .none }
        let isTalk = entry.isProtocol && entry.text.after(any: ["S: ", "C: "]) != nil
        return isTalk ? .certain : .fits
    }

    /// A line of the log: `[LEVEL] [UUID] [origin] text`, or `level=… uuid=… source=… message="…"`.
    private struct Entry {
        var isProtocol = false
        var connection: LineText
        var text: LineText

        init?(_ line: LineText) {
            guard let entry = Entry(bracketed: line) ?? Entry(pairs: line) else {
                return nil
            }
            self = entry
        }

        private init?(bracketed line: LineText) {
            // Another log's brackets may come first.
            for start in line.indices.prefix(160) where line[start] == ASCII.leftBracket {
                var rest = line[start...]
                guard let level = Entry.bracket(&rest), level.allSatisfy(\.isUpperLetter),
                    level.count >= 4, let connection = Entry.bracket(&rest),
                    Entry.bracket(&rest) != nil
                else { continue }
                isProtocol = level.equals("PROTOCOL")
                self.connection = Entry.connection(connection)
                text = rest
                return
            }
            return nil
        }

        private init?(pairs line: LineText) {
            guard let level = line.past("level=", within: 60),
                let uuid = line.past(" uuid=", within: 100),
                let message = line.past("message=", within: 240)
            else { return nil }
            isProtocol = level.begins(with: "PROTOCOL")
            connection = Entry.connection(uuid.prefix { $0 != ASCII.space })
            guard let quoted = message.after("\"") else {
                text = message
                return
            }
            let end = quoted.lastIndex(of: ASCII.quote) ?? quoted.endIndex
            text = Entry.unescaped(quoted[..<end])
        }

        /// The next word in brackets, and the blank after it.
        private static func bracket(_ text: inout LineText) -> LineText? {
            guard let inner = text.after("["),
                let end = inner.prefix(80).firstIndex(of: ASCII.rightBracket)
            else { return nil }
            let after = inner[(end + 1)...]
            text = after.after(" ") ?? after
            return inner[..<end]
        }

        /// A transaction is a connection's, with a number after a dot.
        private static func connection(_ uuid: LineText) -> LineText {
            uuid.prefix { $0 != ASCII.dot }
        }

        private static func unescaped(_ text: LineText) -> LineText {
            guard text.contains(ASCII.backslash) else { return text }
            var octets: [UInt8] = []
            var isEscaped = false
            for octet in text {
                if !isEscaped, octet == ASCII.backslash {
                    isEscaped = true
                } else {
                    octets.append(octet)
                    isEscaped = false
                }
            }
            return octets[...]
        }
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        guard let entry = Entry(line.octets) else { return }
        let line = line.keyed(entry.connection)
        if entry.isProtocol, let text = entry.text.after("S: ") {
            sink.server(text, line)
        } else if entry.isProtocol, let text = entry.text.after("C: ") {
            sink.client(HarakaLog.withoutState(text), line)
        } else {
            readEvent(entry.text, line, into: &sink)
        }
    }

    private func readEvent(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        if let rest = text.after("connect ip=") {
            sink.connected(rest.prefix { $0 != ASCII.space }.string, line)
        } else if text.begins(with: "disconnect ip="), sink.hasBegun(line) {
            sink.closed(nil, line)
        } else if text.begins(with: "hook="), text.has("retval="), sink.hasBegun(line) {
            sink.remark(text.string, line)
        } else if let rest = text.after("secured:"), sink.hasBegun(line) {
            sink.secured(rest.past("version=").map { $0.prefix { $0 != ASCII.space }.string }, line)
        }
    }

    /// A command without the state of the connection that follows it.
    private static func withoutState(_ text: LineText) -> LineText {
        guard let blank = text.lastIndex(of: ASCII.space),
            let number = text[blank...].after(" state=")?.leadingNumber, number.rest.isEmpty
        else { return text }
        return text[..<blank]
    }
}

extension UInt8 {
    fileprivate var isUpperLetter: Bool { self &- 0x41 < 26 }
}

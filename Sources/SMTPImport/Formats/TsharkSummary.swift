import SMTPGrammar

/// What `tshark` prints of each packet: the SMTP in it, shortened.
///
///     4   0.001413  192.0.2.1 → 192.0.2.7  SMTP 95 S: 220 mx.example ESMTP
///     6   0.001623  192.0.2.7 → 192.0.2.1  SMTP 87 C: EHLO client.example
struct TsharkSummary: TranscriptFormat {
    static let description = FormatDescription(
        word: "tshark-summary", name: "tshark's list of packets", client: "`SMTP 87 C: `",
        server: "`SMTP 95 S: `", text: .leftOut,
        remark:
            "It has no octets: long lines are shortened, and message text is left out. Read the capture itself.",
        example: """
            4   0.001413    192.0.2.1 → 192.0.2.7    SMTP 95 S: 220 mx.example ESMTP
            6   0.001623    192.0.2.7 → 192.0.2.1    SMTP 87 C: EHLO client.example
            """)

    static let marksTurns = true

    static func vote(_ line: LineText) -> FormatVote {
        if isFlow(line) { return line.has("  |Seq = ") ? .certain : .fits }
        guard let packet = Packet(line) else { return .none }
        switch packet.kind {
        case .mail: return packet.info.after(any: ["S: ", "C: "]) != nil ? .certain : .fits
        case .text: return .fits
        case .other: return .fits
        }
    }

    /// Whether it is a line of a flow graph: `|0.001413 |         PSH, ACK - Len: 29 …`.
    private static func isFlow(_ line: LineText) -> Bool {
        guard let text = line.after("|") else { return false }
        return text.leadingNumber != nil || text.begins(with: "Time ")
            || text.begins(with: "      ")
    }

    /// A line of the list.
    private struct Packet {
        enum Kind { case mail, text, other }
        var kind: Kind
        var info: LineText
        var length: Int
        var source: LineText
        var destination: LineText

        init?(_ line: LineText) {
            guard let (_, rest) = line.withoutLeadingBlanks.leadingNumber,
                let arrow = rest.offset(of: "\u{2192}", within: 160)
                    ?? rest.offset(of: "->", within: 160)
            else { return nil }
            let words = rest[..<arrow].split(separator: ASCII.space)
            guard let last = words.last else { return nil }
            source = last
            var after = rest[arrow...].dropFirst(rest[arrow] == ASCII.hyphen ? 2 : 3)
                .withoutLeadingBlanks
            destination = Packet.word(&after)
            let name = Packet.word(&after)
            guard !name.isEmpty, let (size, info) = after.leadingNumber else { return nil }
            length = size
            self.info = info.withoutLeadingBlanks
            kind = name.equals("SMTP") ? .mail : name.begins(with: "SMTP") ? .text : .other
            if name.equals("TCP") || name.begins(with: "TLS") || name.begins(with: "SSL") { return }
            guard kind != .other else { return nil }
        }

        private static func word(_ text: inout LineText) -> LineText {
            let word = text.prefix { $0 != ASCII.space && $0 != ASCII.tab }
            text = text[word.endIndex...].withoutLeadingBlanks
            return word
        }
    }

    private var hasWarned = false

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        if TsharkSummary.isFlow(line.octets) {
            return sink.warnOfSource(
                "a flow graph has no octets at all: read the capture itself, or `tshark -z follow,tcp,yaml,0`"
            )
        }
        guard let packet = Packet(line.octets) else { return }
        if !hasWarned {
            hasWarned = true
            sink.warnOfSource(
                "a list of packets has no octets: long lines are shortened and message text is left out; "
                    + "read the capture itself, or `tshark -z follow,tcp,yaml,0`")
        }
        switch packet.kind {
        case .other: readOther(packet, line, into: &sink)
        case .text: sink.leftOut(keyed(packet, line))
        case .mail: readMail(packet, line, into: &sink)
        }
    }

    /// The two addresses tell conversations apart, whichever comes first.
    private func keyed(_ packet: Packet, _ line: SourceLine) -> SourceLine {
        let one = Array(packet.source)
        let other = Array(packet.destination)
        let isInOrder = one.lexicographicallyPrecedes(other)
        return line.keyed((isInOrder ? one + [0x2D] + other : other + [0x2D] + one)[...])
    }

    private func readMail(
        _ packet: Packet, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let line = keyed(packet, line)
        if let text = packet.info.after("S: ") {
            for reply in TsharkSummary.replyLines(text) { sink.server(reply, line) }
        } else if let text = packet.info.after("C: ") {
            readClient(text, line, into: &sink)
        }
    }

    private func readClient(
        _ text: LineText, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        if let size = text.after("DATA fragment, ")?.leadingNumber?.value {
            return sink.leftOut(octets: size, line)
        }
        if let secret = text.after(any: ["User: ", "Pass: "]) { return sink.client(secret, line) }
        var rest = text
        while let bar = rest.offset(of: " | ") {
            sink.client(rest[..<bar], line)
            rest = rest[(bar + 3)...]
        }
        sink.client(rest, line)
    }

    /// The lines of a reply, which stand in a row: `250-mx.example | SIZE 1000 | 250 HELP`.
    private static func replyLines(_ text: LineText) -> [LineText] {
        var parts: [LineText] = []
        var rest = text
        while let bar = rest.offset(of: " | ") {
            parts.append(rest[..<bar])
            rest = rest[(bar + 3)...]
        }
        parts.append(rest)
        guard let first = parts.first, first.isContinuedReply else { return parts }
        let code = Array(first.prefix(3))
        let hasCodes = parts.dropFirst().contains { $0.starts(with: code) }
        guard !hasCodes, parts.count > 1 else { return parts }
        return parts.enumerated().map { index, part in
            guard index > 0 else { return part }
            let mark = index == parts.count - 1 ? ASCII.space : ASCII.hyphen
            return (code + [mark] + part)[...]
        }
    }

    private mutating func readOther(
        _ packet: Packet, _ line: SourceLine, into sink: inout ConversationSink
    ) {
        let keyed = keyed(packet, line)
        guard packet.info.begins(with: "Client Hello"), sink.hasBegun(keyed) else { return }
        sink.secured(nil, keyed)
        sink.warn("from here on it is encrypted by TLS, and cannot be read", keyed)
    }
}

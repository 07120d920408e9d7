import SMTPGrammar

/// A script of the Mailet Protocol Tester: what the server says is a regular expression.
///
///     C: EHLO client.example
///     S: 250\-mx\.example.*
///     S: 250 .*
struct TestScript: TranscriptFormat {
    static let description = FormatDescription(
        word: "mpt", name: "a script of the Mailet Protocol Tester", client: "`C: `",
        server: "`S: `, a regular expression",
        remark: "Lines between `SUB {` and `}` come in any order.", isHandwritten: true,
        hasPatterns: true,
        example: """
            S: 220.*
            C: EHLO client.example
            S: 250 mx\\.example.*
            """)

    static func vote(_ line: LineText) -> FormatVote {
        let text = line.withoutLeadingBlanks
        guard let server = text.after("S: ") else {
            if text.equals("SUB {") || text.equals("}") { return .fits }
            return text.begins(with: "C: ") ? LetterDialogue.vote(line) : .none
        }
        // Our own patterns stand in braces and brackets.
        guard let found = pattern(server), !server.has("{{"), !server.has("[[") else {
            return .none
        }
        let signs: [StaticString] = [".*", "\\d", "\\.", "\\-", "[^", "\\w", "(.", ".+"]
        return signs.contains { found.rest.has($0) } ? .certain : .direction
    }

    mutating func read(_ line: SourceLine, into sink: inout ConversationSink) {
        let text = line.octets.withoutLeadingBlanks
        if let client = text.after("C:") {
            sink.client(client.after(" ") ?? client, line)
        } else if let server = text.after("S: ") {
            guard let found = Self.pattern(server) else { return sink.server(server, line) }
            let separator: [UInt8] = [found.isLast ? ASCII.space : ASCII.hyphen]
            sink.server((Array(server.prefix(3)) + separator + found.rest)[...], line)
        } else if text.begins(with: "SUB {") {
            sink.warn("the lines of this group may come in any order", line)
        }
    }

    /// What follows the code: whether the reply ends there, and the pattern of the text.
    private static func pattern(_ text: LineText) -> (isLast: Bool, rest: LineText)? {
        guard text.prefix(3).replyCode != nil else { return nil }
        let rest = text.dropFirst(3)
        if let more = rest.after(any: ["-", "\\-"]) { return (false, more) }
        guard
            rest.isEmpty || rest.first == ASCII.space || rest.first == ASCII.dot
                || rest.first == ASCII.leftBracket || rest.first == UInt8(ascii: "(")
        else { return nil }
        return (true, rest.after(" ") ?? rest)
    }
}

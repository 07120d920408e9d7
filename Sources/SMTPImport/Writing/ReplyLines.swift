import SMTPGrammar
import SMTPScript
import SMTPSession

/// A recorded reply as the `S` lines that expect it.
///
///     250 2.0.0 Ok: queued as 4XyzAB1234      →  S: 250 2.0.0 Ok: queued as {{\S+}}
///
/// What names the moment or the client (queue ids, dates, addresses in brackets) is a hole; refusals stay as they
/// are, since their words are adopted.
struct ReplyLines {
    let reply: RecordedReply
    /// Whether it is the greeting, or the reply to EHLO, which say the date and the client's address.
    let isWelcome: Bool

    /// Appends the `S` lines; a reply that has no code is one of any lines.
    func append(to script: inout [UInt8]) {
        guard let code = reply.code else { return script.append(text: "S*\n") }
        guard reply.lines.allSatisfy(ReplyLines.isPlain), !isCutInside else {
            return script.append(text: "S= \(code)\n")
        }
        if reply.isPattern {
            return script.append(text: ReplyLines.patterns(reply.lines) ?? "S= \(code)\n")
        }
        // A challenge is what the client's response is to.
        let isRefusal = code >= 400 || code == 334
        for (index, line) in reply.lines.enumerated() {
            let isCut = reply.isCutShort && index == reply.lines.count - 1
            let end: StaticString = isCut ? "{{.*}}\n" : "\n"
            // Only the first line of a reply to EHLO is prose.
            if isRefusal || isWelcome && index > 0 {
                ScriptText.append(expecting: line.span, mark: "S: ", end: end, to: &script)
            } else {
                var words = ReplyWords(line)
                words.append(to: &script, end: end)
            }
        }
    }

    /// Whether the source cut it short where further lines may have followed.
    private var isCutInside: Bool {
        guard reply.isCutShort, !reply.isPattern, let last = reply.lines.last else { return false }
        return last.count <= 3 || last[3] == ASCII.hyphen
    }

    /// Lines that are regular expressions already; nil if they are none of ours.
    private static func patterns(_ lines: [[UInt8]]) -> String? {
        let script = lines.map { line -> String in
            let text = String(decoding: line, as: UTF8.self)
            let rest = text.dropFirst(4)
            return "S: \(text.prefix(4))" + (rest.isEmpty ? "" : "{{\(rest)}}") + "\n"
        }.joined()
        return (try? ScriptParser.parse(script, name: "")) == nil ? nil : script
    }

    /// A reply's line has a code that is that of the others, and is not longer than lines are compared.
    private static func isPlain(_ line: [UInt8]) -> Bool {
        line.count >= 3 && line.count <= 2_000
            && line[0].isDigit && line[1].isDigit && line[2].isDigit
            && (line.count == 3 || line[3] == ASCII.space || line[3] == ASCII.hyphen)
    }
}

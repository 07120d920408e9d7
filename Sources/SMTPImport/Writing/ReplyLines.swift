import OctetText
import SMTPGrammar
import SMTPScript

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

    /// The `S` lines; a reply that has no code is one of any lines.
    var script: [String] {
        guard reply.code != nil, reply.lines.allSatisfy(ReplyLines.isPlain) else { return anyLines }
        if reply.isPattern { return ReplyLines.patterns(reply.lines) ?? anyLines }
        // A challenge is what the client's response is to.
        let isRefusal = (reply.code ?? 0) >= 400 || reply.code == 334
        var lines = reply.lines.enumerated().map { index, line in
            let text = String(decoding: line, as: UTF8.self)
            // Only the first line of a reply to EHLO is prose.
            let isFixed = isRefusal || isWelcome && index > 0
            return isFixed ? ScriptText.line(expecting: text) : "S: " + ReplyLines.pattern(text)
        }
        if reply.isCutShort, let last = reply.lines.last {
            // What follows was not recorded, perhaps further lines too.
            guard last.count > 3, last[3] != ASCII.hyphen else { return anyLines }
            lines[lines.count - 1] += "{{.*}}"
        }
        return lines
    }

    /// Lines that are regular expressions already; nil if they are none of ours.
    private static func patterns(_ lines: [[UInt8]]) -> [String]? {
        let written = lines.map { line -> String in
            let text = String(decoding: line, as: UTF8.self)
            let rest = text.dropFirst(4)
            return "S: \(text.prefix(4))" + (rest.isEmpty ? "" : "{{\(rest)}}")
        }
        let source = written.map { $0 + "\n" }.joined()
        return (try? ScriptParser.parse(source, name: "")) == nil ? nil : written
    }

    private var anyLines: [String] {
        guard let code = reply.code else { return ["S*"] }
        return ["S= \(code)"]
    }

    /// A reply's line has a code that is that of the others, and is not longer than lines are compared.
    private static func isPlain(_ line: [UInt8]) -> Bool {
        line.count >= 3 && line.count <= 2_000
            && line.prefix(3).allSatisfy { $0 &- ASCII.zero < 10 }
            && (line.count == 3 || line[3] == ASCII.space || line[3] == ASCII.hyphen)
    }

    /// A line with holes where it says something of the moment.
    private static func pattern(_ text: String) -> String {
        var pattern = ""
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)[
            ...]
        var previous = ""
        while let word = words.popFirst() {
            if !pattern.isEmpty { pattern += " " }
            if let date = date(word, words) {
                words = words.dropFirst(date)
                pattern += #"{{\w\w\w, .*\d\d:\d\d:\d\d( [-+]\d{4})?( \(\w+\))?}}"#
            } else {
                pattern += hole(word, after: previous) ?? ScriptText.text(expecting: word)
            }
            previous = word.lowercased()
        }
        return pattern
    }

    /// How many further words belong to a date such as `Sun, 22 Nov 2026 07:49:08 +0000`.
    private static func date(_ word: String, _ rest: ArraySlice<String>) -> Int? {
        let days = ["Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,"]
        guard days.contains(word), rest.count >= 4 else { return nil }
        let next = Array(rest)
        guard Int(next[0]) != nil, next[3].split(separator: ":").count == 3 else { return nil }
        var count = 4
        if next.count > count, let sign = next[count].first, "+-".contains(sign) { count += 1 }
        if next.count > count, next[count].hasPrefix("("), next[count].hasSuffix(")") { count += 1 }
        return count
    }

    /// A hole for a word that is an id, a message id, an address or a time.
    private static func hole(_ word: String, after previous: String) -> String? {
        if word.hasPrefix("id="), word.utf8.count > 3 { return #"id={{\S+}}"# }
        if word.hasPrefix("["), word.hasSuffix("]"), word.utf8.count > 2 { return #"{{\[\S+\]}}"# }
        if word.hasPrefix("<"), word.hasSuffix(">"), word.contains("@") { return "{{<.*>}}" }
        if previous == "as" || previous == "id" || isIdentifier(word) { return #"{{\S+}}"# }
        return nil
    }

    /// At least eight letters and digits mixed, as queue ids and session names are.
    private static func isIdentifier(_ word: String) -> Bool {
        let isPlain = word.utf8.allSatisfy {
            ASCIISet.letterDigitHyphen.contains($0) || $0 == UInt8(ascii: "_")
        }
        guard isPlain, word.utf8.count >= 8 else { return false }
        let digits = word.utf8.count { $0 &- ASCII.zero < 10 }
        let capitals = word.utf8.count { (0x41...0x5A).contains($0) }
        return digits >= 2 && (digits + capitals) * 2 >= word.utf8.count && word != "8BITMIME"
    }
}

extension ScriptText {
    /// A part of a reply's line, as an `S:` line has it.
    fileprivate static func text(expecting part: String) -> String {
        String(line(expecting: part).dropFirst(3))
    }
}

import OctetText
import SMTPPolicy
import SMTPScript
import SMTPSession

extension ScriptCheck {
    /// The words that begin a check.
    static let names = [
        "state", "sender", "recipients", "messages", "message", "hook", "buffer", "closed", "rule",
        "note",
    ]

    init(parsing words: inout CommandWords) throws(CommandError) {
        let word = try words.required("what to expect")
        switch word.text.lowercased() {
        case "state": self = .state(try words.last("the name of a state").text)
        case "sender": self = .sender(try ScriptCheck.sender(&words))
        case "recipients": self = .recipients(try ScriptCheck.paths(&words))
        case "messages":
            self = .messages(try CommandWords.number(try words.last("a number"), 0...Int.max))
        case "message":
            let number = try CommandWords.number(
                try words.required("a message's number"), 1...Int.max)
            self = .message(number, try MessageCheck(parsing: &words))
        case "hook": self = try ScriptCheck.hook(&words)
        case "buffer": self = .buffer(try ScriptCheck.octets(&words))
        case "closed":
            try words.end()
            self = .closed
        case "rule": self = .rule(try ScriptCheck.rule(&words))
        case "note": self = .note(try ScriptCheck.rule(&words))
        default:
            throw CommandError(
                "unknown expectation \(EscapedText.inLine(word.text.utf8))", at: word.column,
                suggestion: nearestName(to: word.text, among: ScriptCheck.names))
        }
    }

    /// A path without its brackets, as messages and envelopes hold it.
    static func path(_ word: CommandWords.Word) -> String {
        guard word.text.hasPrefix("<"), word.text.hasSuffix(">") else { return word.text }
        return String(word.text.dropFirst().dropLast())
    }

    private static func sender(_ words: inout CommandWords) throws(CommandError) -> String? {
        let word = try words.last("a path, or none")
        return word.text.lowercased() == "none" ? nil : path(word)
    }

    static func paths(_ words: inout CommandWords) throws(CommandError) -> [String] {
        let first = try words.required("paths, or none")
        guard first.text.lowercased() != "none" else {
            try words.end()
            return []
        }
        var paths = [path(first)]
        while let word = try words.next() { paths.append(path(word)) }
        return paths
    }

    private static func hook(_ words: inout CommandWords) throws(CommandError) -> ScriptCheck {
        let word = try words.required("a hook")
        let hook = try CommandWords.hook(word)
        let count = try words.required("count")
        guard count.text.lowercased() == "count" else {
            throw CommandError("expected count and a number", at: count.column)
        }
        return .hook(hook, count: try CommandWords.number(try words.last("a number"), 0...Int.max))
    }

    private static func octets(_ words: inout CommandWords) throws(CommandError) -> Int {
        let word = try words.last("empty, or a number of octets")
        return word.text.lowercased() == "empty" ? 0 : try CommandWords.number(word, 0...Int.max)
    }

    private static func rule(_ words: inout CommandWords) throws(CommandError) -> Rule {
        let word = try words.last("the name of a rule")
        return try CommandWords.choice(word, "rule", Rule.allCases.map { ($0.id, $0) })
    }
}

extension ScriptCheck.MessageCheck {
    init(parsing words: inout CommandWords) throws(CommandError) {
        let word = try words.required("size, body, sha256, sender or recipients")
        switch word.text.lowercased() {
        case "size":
            let size = try words.last("a number of octets")
            self = .size(UInt64(try CommandWords.number(size, 0...Int.max)))
        case "body": self = .body(try words.last("the name of a section").text)
        case "sha256": self = .digest(try ScriptCheck.MessageCheck.digest(&words))
        case "sender": self = .sender(ScriptCheck.path(try words.last("a path")))
        case "recipients": self = .recipients(try ScriptCheck.paths(&words))
        default:
            throw CommandError(
                "expected size, body, sha256, sender or recipients", at: word.column)
        }
    }

    private static func digest(_ words: inout CommandWords) throws(CommandError) -> String {
        let word = try words.last("a digest")
        let digest = word.text.lowercased()
        guard digest.utf8.count == 64, digest.utf8.allSatisfy({ $0.hexadecimalValue != nil }) else {
            throw CommandError("expected 64 hexadecimal digits", at: word.column)
        }
        return digest
    }
}

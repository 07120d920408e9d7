import OctetText
import SMTPGrammar
import SMTPPolicy
import SMTPScript
import SMTPSession

/// What `:expect` checks: something that replies do not show.
enum ScriptCheck: Hashable, Sendable {
    /// `state RCPT`: the machine's state.
    case state(String)
    /// `sender <a@b>`, or nil for `sender none`.
    case sender(String?)
    /// `recipients <c@d> <e@f>`, in order; `recipients none` if there are none.
    case recipients([String])
    /// `messages 1`: how many are in the mailbox.
    case messages(Int)
    /// `message 1 …`
    case message(Int, MessageCheck)
    /// `hook recipient count 2`: how many such questions were decided.
    case hook(Hook, count: Int)
    /// `buffer empty`, or `buffer 12` octets.
    case buffer(Int)
    /// `closed`: the connection is closed.
    case closed
    /// `rule order.hello-first`: what the last reply was by.
    case rule(Rule)
    /// `note tls.discarded`: that the last thing the client did gave this note.
    case note(Rule)

    /// What is checked of one message.
    enum MessageCheck: Hashable, Sendable {
        /// `size 120`: its octets.
        case size(UInt64)
        /// `body NAME`: its octets are those of a section or a file.
        case body(String)
        /// `sha256 …`: the digest of its octets, in lower-case hexadecimal.
        case digest(String)
        /// `sender <a@b>`
        case sender(String)
        /// `recipients <c@d> <e@f>`
        case recipients([String])
    }
}

extension ScriptCheck: CustomStringConvertible {
    var description: String {
        switch self {
        case .state(let name): "state \(name)"
        case .sender(let path): "sender \(path.map { "<\($0)>" } ?? "none")"
        case .recipients(let paths): "recipients \(ScriptCheck.list(paths))"
        case .messages(let count): "messages \(count)"
        case .message(let number, let check): "message \(number) \(check)"
        case .hook(let hook, let count): "hook \(hook.rawValue) count \(count)"
        case .buffer(let count): count == 0 ? "buffer empty" : "buffer \(count)"
        case .closed: "closed"
        case .rule(let rule): "rule \(rule.id)"
        case .note(let rule): "note \(rule.id)"
        }
    }

    static func list(_ paths: [String]) -> String {
        paths.isEmpty ? "none" : paths.map { "<\($0)>" }.joined(separator: " ")
    }
}

extension ScriptCheck.MessageCheck: CustomStringConvertible {
    var description: String {
        switch self {
        case .size(let octets): "size \(octets)"
        case .body(let name): "body \(EscapedText.word(name))"
        case .digest(let digest): "sha256 \(digest)"
        case .sender(let path): "sender <\(path)>"
        case .recipients(let paths): "recipients \(ScriptCheck.list(paths))"
        }
    }
}

extension ScriptCheck {
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
        case "messages": self = .messages(try words.count("a number"))
        case "message":
            let number = try words.required("a message's number")
            self = .message(
                try CommandWords.number(number, 1...Int.max), try MessageCheck(parsing: &words))
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
        let hook = try CommandWords.hook(try words.required("a hook"))
        let count = try words.required("count")
        guard count.text.lowercased() == "count" else {
            throw CommandError("expected count and a number", at: count.column)
        }
        return .hook(hook, count: try words.count("a number"))
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
        case "size": self = .size(UInt64(try words.count("a number of octets")))
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

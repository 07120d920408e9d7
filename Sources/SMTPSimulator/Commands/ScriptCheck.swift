import Crypto
import OctetText
import SMTPDriver
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

/// What a check needs to know beside the simulator.
struct CheckContext {
    var events: [Event]
    /// Sections and files, and the bound on their size in octets.
    var files: any ScriptFiles
    var limit = ScriptLimits().fileSize
}

extension ScriptCheck {
    /// What is there instead; nil if the check holds.
    func difference(_ simulator: Simulator, _ context: CheckContext) -> String? {
        switch self {
        case .state: unlike(.state(simulator.phaseName))
        case .sender: unlike(.sender(ScriptCheck.sender(simulator.envelope)))
        case .recipients: unlike(.recipients(ScriptCheck.recipients(simulator.envelope)))
        case .messages: unlike(.messages(simulator.mailbox.acceptedCount))
        case .message(let number, let check): difference(number, check, simulator.mailbox, context)
        case .hook(let hook, _):
            unlike(.hook(hook, count: simulator.world.questionCounts[hook] ?? 0))
        case .buffer: unlike(.buffer(simulator.machine.bufferedOctets.count))
        case .closed: simulator.expectation == .nothing ? nil : "open, state \(simulator.phaseName)"
        case .rule: simulator.lastReply.map { unlike(.rule($0.reply.rule)) } ?? "no reply yet"
        case .note(let rule): ScriptCheck.noteDifference(rule, context.events)
        }
    }

    /// Octets of a path as a check is written.
    static func shown(_ octets: [UInt8]) -> String { EscapedText.inLine(octets) }

    private func unlike(_ actual: ScriptCheck) -> String? { actual == self ? nil : "\(actual)" }

    private static func sender(_ envelope: Envelope) -> String? {
        envelope.sender.map { EscapedText.inLine($0.octets) }
    }

    private static func recipients(_ envelope: Envelope) -> [String] {
        envelope.recipients.map { EscapedText.inLine($0.octets) }
    }

    private static func noteDifference(_ rule: Rule, _ events: [Event]) -> String? {
        let notes = events.compactMap { if case .note(let note) = $0 { note.rule } else { nil } }
        guard !notes.contains(rule) else { return nil }
        return notes.isEmpty ? "no note" : "note \(notes.map(\.id).joined(separator: ", "))"
    }

    private func difference(
        _ number: Int, _ check: MessageCheck, _ mailbox: Mailbox, _ context: CheckContext
    ) -> String? {
        guard let message = mailbox["m\(number)"] else {
            return "\(ScriptCheck.messages(mailbox.acceptedCount))"
        }
        let envelope = message.envelope
        switch check {
        case .size: return unlike(.message(number, .size(message.octets)))
        case .sender:
            return unlike(.message(number, .sender(ScriptCheck.sender(envelope) ?? "")))
        case .recipients:
            return unlike(.message(number, .recipients(ScriptCheck.recipients(envelope))))
        case .digest, .body:
            guard let octets = message.content?.octets else {
                return "message \(number) without its text"
            }
            if case .body(let name) = check {
                return bodyDifference(octets, name, context).map { "message \(number) \($0)" }
            }
            let digest = SHA256.hash(data: octets).map(\.hexadecimal).joined().lowercased()
            return unlike(.message(number, .digest(digest)))
        }
    }

    private func bodyDifference(
        _ actual: [UInt8], _ name: String, _ context: CheckContext
    ) -> String? {
        do throws(ScriptFileError) {
            let expected = try context.files.read(name, limit: context.limit)
            guard actual != expected else { return nil }
            let place = zip(actual, expected).prefix { $0 == $1 }.count
            let line = actual.prefix(place).count { $0 == 0x0A } + 1
            return "body of \(actual.count) octets, which differs from \(name) in octet "
                + "\(place + 1), line \(line)"
        } catch {
            return "body; \(error)"
        }
    }
}

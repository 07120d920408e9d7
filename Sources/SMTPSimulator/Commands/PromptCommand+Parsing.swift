import OctetText
import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession

extension PromptCommand {
    /// Reads a command line.
    ///
    /// - Parameter text: what stands behind the colon
    /// - Returns: the command
    /// - Throws: an unknown name, or an argument that is wrong, with its column
    public static func parse(_ text: String) throws(CommandError) -> PromptCommand {
        let indent = text.prefix { $0 == " " || $0 == "\t" }.count
        let line = text.dropFirst(indent)
        let typed = String(line.prefix { $0 != " " && $0 != "\t" })
        let name = try wholeName(typed, column: indent)
        let arguments = String(line.dropFirst(typed.count))
        var words = CommandWords(arguments, column: indent + typed.count)
        return try parse(name, &words)
    }

    /// The name that was meant by a name or an unambiguous beginning of one.
    private static func wholeName(_ typed: String, column: Int) throws(CommandError) -> String {
        guard !typed.isEmpty else { throw CommandError("expected a command", at: column) }
        let meant = definitions(prefix: typed)
        if meant.count == 1 { return meant[0].name }
        let shown = EscapedText.clipped(EscapedText.inLine(typed.utf8), to: 40)
        guard meant.isEmpty else {
            let names = meant.map { ":" + $0.name }.joined(separator: ", ")
            throw CommandError(":\(shown) could be \(names)", at: column)
        }
        let nearest = nearestName(to: typed, among: all.map(\.name))
        throw CommandError(
            "unknown command :\(shown)", at: column, suggestion: nearest.map { ":" + $0 })
    }

    private static func parse(
        _ name: String, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand {
        if let plain = plain[name] {
            try words.end()
            return plain
        }
        if let command = try parseLook(name, &words) { return command }
        if let command = try parseTime(name, &words) { return command }
        if let command = try parsePolicy(name, &words) { return command }
        if let command = try parseBytes(name, &words) { return command }
        if let command = try parseSimulation(name, &words) { return command }
        if let command = try parseFiles(name, &words) { return command }
        preconditionFailure("the table has a command that nobody reads: \(name)")
    }

    /// The commands without arguments.
    private static let plain: [String: PromptCommand] = [
        "quit": .quit, "state": .state, "can": .can, "envelope": .envelope, "messages": .messages,
        "log": .log, "hooks": .hooks, "buffer": .buffer, "paste": .paste, "flush": .flush,
        "close": .close,
    ]
}

extension PromptCommand {
    static func parseLook(
        _ name: String, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand? {
        switch name {
        case "help": return .help(optional(words.rest))
        case "settings": return .settings(optional(words.rest))
        case "why": return .why(try count(&words))
        case "explain":
            guard !words.rest.isEmpty else {
                throw CommandError("expected a code, verb or extension", at: words.column)
            }
            return .explain(words.rest)
        case "message": return .message(try words.last("a message's number").text)
        case "compare": return .compare(try profile(&words))
        case "expect": return .expect(try ScriptCheck(parsing: &words))
        case "require": return .require(try words.last("an extension or a client").text)
        default: return nil
        }
    }

    static func parseTime(
        _ name: String, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand? {
        switch name {
        case "undo": return .undo(try count(&words))
        case "redo": return .redo(try count(&words))
        case "goto":
            return .goTo(try CommandWords.number(try words.last("a step's number"), 0...Int.max))
        case "checkpoint": return .checkpoint(try readName(&words))
        case "restore": return .restore(try words.last("the name of a checkpoint").text)
        case "fork": return .fork(try readName(&words))
        case "sessions":
            let name = try words.next()?.text
            try words.end()
            return .sessions(name)
        default: return nil
        }
    }

    private static func readName(_ words: inout CommandWords) throws(CommandError) -> String {
        let word = try words.last("a name")
        guard !word.text.isEmpty else { throw CommandError("expected a name", at: word.column) }
        return word.text
    }

    private static func parseFiles(
        _ name: String, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand? {
        switch name {
        case "save": return .save(try words.last("a file").text)
        case "run": return .run(try words.last("a file").text)
        case "open": return .open(try words.last("a file").text)
        case "include": return .include(try words.last("a file").text)
        default: return nil
        }
    }

    private static func optional(_ text: String) -> String? { text.isEmpty ? nil : text }

    private static func count(_ words: inout CommandWords) throws(CommandError) -> Int {
        guard let word = try words.next() else { return 1 }
        try words.end()
        return try CommandWords.number(word, 1...Int.max)
    }

    static func profile(_ words: inout CommandWords) throws(CommandError) -> Profile {
        let word = try words.last("a profile")
        guard let profile = Profile(rawValue: word.text.lowercased()) else {
            throw CommandError(
                "unknown profile \(EscapedText.inLine(word.text.utf8))", at: word.column,
                suggestion: nearestName(to: word.text, among: Profile.allCases.map(\.rawValue)))
        }
        return profile
    }
}

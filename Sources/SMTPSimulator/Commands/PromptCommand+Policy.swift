import OctetText
import SASL
import SMTPPolicy
import SMTPScript
import SMTPSession

extension PromptCommand {
    static func parsePolicy(
        _ name: String, _ words: inout CommandWords
    ) throws(CommandError) -> PromptCommand? {
        switch name {
        case "on":
            return .on(
                try policyText(words) { text throws(PolicySyntaxError) in
                    try PolicyRule(parsing: text)
                })
        case "next":
            return .next(
                try policyText(words) { text throws(PolicySyntaxError) in
                    try NextAction(parsing: text)
                })
        case "off": return try parseOff(&words)
        case "ask": return try parseAsk(&words)
        case "user":
            let user = try words.required("a user's name").text
            return .user(user, Secret(try words.password().text))
        case "set": return try parseSet(&words)
        case "profile": return .profile(try profile(&words))
        case "seed":
            let word = try words.last("a number")
            guard let seed = UInt64(word.text) else {
                throw CommandError("expected a number, 0 or more", at: word.column)
            }
            return .seed(seed)
        default: return nil
        }
    }

    private static func policyText<Value>(
        _ words: CommandWords, _ read: (String) throws(PolicySyntaxError) -> Value
    ) throws(CommandError) -> Value {
        let column = words.column
        do {
            return try read(words.rest)
        } catch {
            let expected =
                error.suggestion == nil && !error.expected.isEmpty
                ? "; expected " + error.expected.joined(separator: ", ") : ""
            throw CommandError(
                error.message + expected, at: column + error.column, suggestion: error.suggestion)
        }
    }

    private static func parseOff(_ words: inout CommandWords) throws(CommandError) -> PromptCommand
    {
        let word = try words.last("the number of a rule, or all")
        if word.text.lowercased() == "all" { return .off(nil) }
        return .off(try CommandWords.number(word, 1...Int.max))
    }

    private static func parseAsk(_ words: inout CommandWords) throws(CommandError) -> PromptCommand
    {
        let names = Hook.allCases.map(\.rawValue)
        var hooks: HookSet = []
        var word = try words.required("a hook, or credentials")
        var isCredentials = false
        if word.text.lowercased() == "credentials" {
            isCredentials = true
        } else {
            hooks = HookSet(try hook(word, names))
        }
        while let next = try words.next() {
            word = next
            if word.text.lowercased() == "off" {
                try words.end()
                return isCredentials ? .askCredentials(isOn: false) : .ask(hooks, isOn: false)
            }
            guard !isCredentials else {
                throw CommandError("expected off or the end", at: word.column)
            }
            hooks.formUnion(HookSet(try hook(word, names)))
        }
        return isCredentials ? .askCredentials(isOn: true) : .ask(hooks, isOn: true)
    }

    private static func hook(
        _ word: CommandWords.Word, _ names: [String]
    ) throws(CommandError) -> Hook {
        guard let hook = Hook(rawValue: word.text.lowercased()) else {
            throw CommandError(
                "unknown hook \(EscapedText.inLine(word.text.utf8))", at: word.column,
                suggestion: nearestName(to: word.text, among: names))
        }
        return hook
    }

    /// The value is checked here already, in a configuration that is thrown away.
    private static func parseSet(_ words: inout CommandWords) throws(CommandError) -> PromptCommand
    {
        let key = try words.required("the name of a setting")
        let column = words.column
        let isQuoted = words.rest.hasPrefix("\"")
        let value = isQuoted ? try words.last("a value").text : words.rest
        // RFC 5321 §4.1.1.1: what begins with an X is a server's own, and only the server knows it.
        guard !key.text.lowercased().hasPrefix("x-") else {
            return .set(key: key.text.lowercased(), value: value)
        }
        do throws(SettingError) {
            let setting = try Setting.named(key.text)
            var configuration = Configuration()
            guard isQuoted || !value.isEmpty else {
                throw SettingError.missingValue(setting)
            }
            try setting.set(&configuration, value)
            return .set(key: setting.name, value: value)
        } catch {
            throw CommandError(
                error.message, at: error.isValue ? column : key.column,
                suggestion: error.suggestion)
        }
    }
}

extension SettingError {
    fileprivate static func missingValue(_ setting: Setting) -> SettingError {
        var configuration = Configuration()
        // No setting but a text takes an empty value, and what one does not take, it says best.
        do {
            try setting.set(&configuration, "\u{0}")
        } catch {
            return error
        }
        preconditionFailure("a setting took a NUL")
    }
}

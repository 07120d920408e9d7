import SMTPPolicy
import SMTPSession

extension LineCompletion {
    /// Commands of the prompt and their arguments.
    func command(_ word: WordAtCursor, mark: String) -> Suggestions {
        guard let first = word.before.first else {
            return word.suggestions(
                context.commands.map { Suggestions.Candidate(mark + $0.name, $0.summary) })
        }
        let arguments = Array(word.before.dropFirst())
        guard let name = command(named: String(first.dropFirst(mark.count))) else { return .none }
        return arguments.isEmpty
            ? firstArgument(of: name, word) : laterArgument(of: name, arguments, word)
    }

    /// The command that a word means: its name, or the only one that begins so.
    private func command(named word: String) -> String? {
        let names = context.commands.map(\.name)
        if names.contains(word) { return word }
        let fitting = names.filter { $0.hasPrefix(word) }
        return fitting.count == 1 ? fitting[0] : nil
    }

    private func firstArgument(of command: String, _ word: WordAtCursor) -> Suggestions {
        switch command {
        case "help": word.suggestions(helpTopics)
        case "explain": word.suggestions(Reference.words)
        case "on", "ask": word.suggestions(hooks)
        case "next": word.suggestions(hooks + actions(for: nil))
        case "off": word.suggestions(["all"] + (1...max(1, context.ruleCount)).map { "\($0)" })
        case "set", "settings": word.suggestions(settings)
        case "profile", "compare": word.suggestions(profiles)
        case "restore": word.suggestions(context.checkpoints)
        case "sessions", "switch": word.suggestions(context.sessions)
        case "message": word.suggestions(context.messages)
        case "auth": word.suggestions(context.mechanisms)
        case "connect":
            word.suggestions([
                Suggestions.Candidate("ip=", "the client's address", isWhole: false),
                Suggestions.Candidate("port=", "the client's port", isWhole: false),
            ])
        case "save", "run", "open", "file": files(word)
        case _: .none
        }
    }

    private func laterArgument(
        of command: String, _ arguments: [String], _ word: WordAtCursor
    ) -> Suggestions {
        switch command {
        case "on": ruleArgument(arguments, word)
        case "next": nextArgument(arguments, word)
        case "ask": word.suggestions(hooks)
        case "set": value(of: arguments, word)
        case "auth": arguments.count == 1 ? word.suggestions(context.users) : .none
        case "explain": word.suggestions(Reference.words)
        case _: .none
        }
    }

    /// An action behind the hook or the pattern; a qualifier behind the action.
    private func ruleArgument(_ arguments: [String], _ word: WordAtCursor) -> Suggestions {
        let hook = Hook(rawValue: arguments[0].lowercased())
        let hasAction = arguments.dropFirst().contains { ActionName(rawValue: $0) != nil }
        return word.suggestions(hasAction ? qualifiers : actions(for: hook))
    }

    private func nextArgument(_ arguments: [String], _ word: WordAtCursor) -> Suggestions {
        guard let hook = Hook(rawValue: arguments[0].lowercased()), arguments.count == 1 else {
            return .none
        }
        return word.suggestions(actions(for: hook))
    }

    private func value(of arguments: [String], _ word: WordAtCursor) -> Suggestions {
        guard arguments.count == 1, let setting = try? Setting.named(arguments[0]) else {
            return .none
        }
        return word.suggestions(setting.choices)
    }

    private func files(_ word: WordAtCursor) -> Suggestions {
        let candidates = paths(word.word).map {
            Suggestions.Candidate($0, isWhole: !$0.hasSuffix("/"))
        }
        return Suggestions(replaceFrom: word.start, candidates: candidates)
    }
}

extension LineCompletion {
    private var helpTopics: [Suggestions.Candidate] {
        context.commands.map { Suggestions.Candidate($0.name, $0.summary) }
            + HelpTopic.allCases.map { Suggestions.Candidate($0.rawValue, $0.title) }
    }

    private var hooks: [Suggestions.Candidate] {
        Hook.allCases.map { Suggestions.Candidate($0.rawValue, $0.summary) }
    }

    private func actions(for hook: Hook?) -> [Suggestions.Candidate] {
        ActionName.allCases.filter { hook.map($0.suits) ?? true }
            .map { Suggestions.Candidate($0.rawValue, $0.summary) }
    }

    private var qualifiers: [Suggestions.Candidate] {
        [
            Suggestions.Candidate("once", "the first time only"),
            Suggestions.Candidate("times", "so many times"),
            Suggestions.Candidate("after", "after so many times"),
            Suggestions.Candidate("every", "every so many times"),
        ]
    }

    private var settings: [Suggestions.Candidate] {
        Setting.all.map { Suggestions.Candidate($0.name, $0.summary) }
    }

    private var profiles: [Suggestions.Candidate] {
        Profile.allCases.map { Suggestions.Candidate($0.rawValue, $0.summary) }
    }
}

import SMTPPolicy
import SMTPSession
import SMTPSimulator

extension LineCompletion {
    /// Commands of the prompt and their arguments.
    func command(_ word: WordAtCursor, mark: String) -> Suggestions {
        guard let first = word.before.first else {
            return word.suggestions(
                context.commands.filter(\.isForPrompt).map {
                    Suggestions.Candidate(mark + $0.name, $0.summary)
                })
        }
        let arguments = Array(word.before.dropFirst())
        guard let name = command(named: String(first.dropFirst(mark.count))) else { return .none }
        return arguments.isEmpty
            ? firstArgument(of: name, word) : laterArgument(of: name, arguments, word)
    }

    /// The command that a word means: its name, or the only one that begins so.
    private func command(named word: String) -> CommandDefinition? {
        let fitting = PromptCommand.definitions(prefix: word)
        return fitting.count == 1 ? fitting[0] : nil
    }

    private func firstArgument(of command: CommandDefinition, _ word: WordAtCursor) -> Suggestions {
        switch command.argument {
        case .topic:
            command.name == "help"
                ? word.suggestions(helpTopics) : word.suggestions(reference)
        case .hook: word.suggestions(hooks)
        case .action: word.suggestions(hooks + actions(for: nil))
        case .ruleNumber: word.suggestions((0..<context.ruleCount).map { "\($0 + 1)" } + ["all"])
        case .setting: word.suggestions(settings)
        case .profile: word.suggestions(profiles)
        case .checkpoint: word.suggestions(names: context.checkpoints)
        case .sessionName: word.suggestions(names: context.sessions)
        case .message: word.suggestions(context.messages)
        case .mechanism: word.suggestions(context.mechanisms)
        case .user: word.suggestions(names: context.users)
        case .check: word.suggestions(checks)
        case .path: files(word)
        case .nothing: command.name == "connect" ? word.suggestions(peer) : .none
        case .number, .text: .none
        }
    }

    private func laterArgument(
        of command: CommandDefinition, _ arguments: [String], _ word: WordAtCursor
    ) -> Suggestions {
        switch command.name {
        case "on": ruleArgument(arguments, word)
        case "next": nextArgument(arguments, word)
        case "ask": word.suggestions(hooks + [Suggestions.Candidate("off", "asks no more")])
        case "set": value(of: arguments, word)
        case "auth": arguments.count == 1 ? word.suggestions(names: context.users) : .none
        case "explain": word.suggestions(reference)
        case "connect": word.suggestions(peer)
        case "file": word.suggestions(["raw", "stuff"])
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
        guard arguments.count == 1,
            let setting = try? Setting.named(arguments[0], in: context.configuration)
        else {
            return .none
        }
        return word.suggestions(setting.choices)
    }

    private func files(_ word: WordAtCursor) -> Suggestions {
        guard let prefix = word.meaning else { return .none }
        return word.suggestions(names: paths(prefix).map { ($0, !$0.hasSuffix("/")) })
    }
}

extension LineCompletion {
    private var helpTopics: [Suggestions.Candidate] {
        context.commands.map { Suggestions.Candidate($0.name, $0.summary) }
            + HelpTopic.allCases.map { Suggestions.Candidate($0.rawValue, $0.title) }
    }

    private var reference: [String] { Reference.words(in: context.configuration) }

    private var peer: [Suggestions.Candidate] {
        [
            Suggestions.Candidate("ip=", "the client's address", isWhole: false),
            Suggestions.Candidate("port=", "the client's port", isWhole: false),
            Suggestions.Candidate("tls", "the connection begins with a handshake"),
        ]
    }

    private var checks: [String] {
        [
            "state", "sender", "recipients", "messages", "message", "hook", "buffer", "closed",
            "rule",
            "note",
        ]
    }

    private var hooks: [Suggestions.Candidate] {
        Hook.allCases.map { Suggestions.Candidate($0.rawValue, $0.summary) }
    }

    private func actions(for hook: Hook?) -> [Suggestions.Candidate] {
        ActionName.all(for: hook).map { Suggestions.Candidate($0.rawValue, $0.summary) }
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
        Setting.all(in: context.configuration).filter { $0.counts(in: context.profile) }.map {
            Suggestions.Candidate($0.name, $0.summary)
        }
    }

    private var profiles: [Suggestions.Candidate] {
        Profile.allCases.map { Suggestions.Candidate($0.rawValue, $0.summary) }
    }
}

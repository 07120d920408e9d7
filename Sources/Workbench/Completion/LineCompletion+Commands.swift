import SMTPPolicy
import SMTPSession
import SMTPSimulator

extension LineCompletion {
    /// Commands of the prompt and their arguments.
    func command(_ word: WordAtCursor, mark: String) -> Suggestions {
        guard let first = word.before.first else {
            return word.suggestions(
                offered.map {
                    Suggestions.Candidate(mark + $0.name, $0.summary)
                } + aliases(mark: mark))
        }
        let words = simulator.expandingAlias(String(first.dropFirst(mark.count)))
            .split(separator: " ").map(String.init)
        let meant = PromptCommand.types(prefix: words.first ?? "")
        guard meant.count == 1 else { return .none }
        let before = words.dropFirst() + word.before.dropFirst()
        return suggestions(meant[0].completions(after: Array(before)), word)
    }

    /// The commands that are of use here.
    private var offered: [CommandDefinition] {
        PromptCommand.all.filter { $0.isForPrompt && (context.isLive || !$0.isForLive) }
    }

    /// The names that the person made, with what they stand for.
    func aliases(mark: String) -> [Suggestions.Candidate] {
        simulator.aliases.sorted { $0.key < $1.key }.map {
            Suggestions.Candidate(mark + $0.key, ":" + AliasCommand.masked($0.value))
        }
    }

    /// What several kinds of words come to.
    func suggestions(_ kinds: [ArgumentKind], _ word: WordAtCursor) -> Suggestions {
        let offers = kinds.map { suggestions($0, word) }
        guard let start = offers.first?.replaceFrom else { return .none }
        return Suggestions(replaceFrom: start, candidates: offers.flatMap(\.candidates))
    }

    private func suggestions(_ kind: ArgumentKind, _ word: WordAtCursor) -> Suggestions {
        switch kind {
        case .topics: word.suggestions(topics)
        case .references: word.suggestions(Reference.words(in: context.configuration))
        case .hooks:
            word.suggestions(
                Hook.allCases.map { Suggestions.Candidate($0.rawValue, $0.summary) })
        case .actions(let hook): word.suggestions(actions(for: hook))
        case .handlers:
            word.suggestions((0..<context.handlerCount).map { "\($0 + 1)" } + ["all"])
        case .settings where word.word.contains("="): word.suggestions(assignments(word.word))
        case .settings: word.suggestions(settings)
        case .values(let name): word.suggestions(values(of: name))
        case .profiles where ProfileFile.isPath(word.word) || word.word.hasPrefix("."): files(word)
        case .profiles:
            word.suggestions(
                Profile.allCases.map { Suggestions.Candidate($0.rawValue, $0.summary) })
        case .checkpoints: word.suggestions(names: context.checkpoints)
        case .sessions: word.suggestions(names: context.sessions)
        case .messages: word.suggestions(context.messages)
        case .mechanisms: word.suggestions(context.mechanisms)
        case .users: word.suggestions(names: context.users)
        case .paths: files(word)
        case .newPaths, .freshName, .addresses, .clientNames, .aliases, .patterns, .codes,
            .enhancedCodes, .keywords, .replies, .steps, .undoable, .redoable, .checks:
            word.suggestions(found(kind, word))
        case .choices(let choices):
            word.suggestions(
                choices.map { Suggestions.Candidate($0.word, $0.meaning, isWhole: $0.isWhole) })
        }
    }

    private func files(_ word: WordAtCursor) -> Suggestions {
        guard let prefix = word.meaning else { return .none }
        return word.suggestions(names: paths(prefix).map { ($0, !$0.hasSuffix("/")) })
    }

    private var topics: [Suggestions.Candidate] {
        PromptCommand.all.map { Suggestions.Candidate($0.name, $0.summary) }
            + HelpTopic.allCases.map { Suggestions.Candidate($0.rawValue, $0.title) }
    }

    private func actions(for hook: Hook?) -> [Suggestions.Candidate] {
        ActionName.all(for: hook).map { Suggestions.Candidate($0.rawValue, $0.summary) }
    }

    private var settings: [Suggestions.Candidate] {
        Setting.all(in: context.configuration).filter { $0.counts(in: context.profile) }.map {
            Suggestions.Candidate($0.name, $0.summary)
        } + DisplaySetting.all.map { Suggestions.Candidate($0.name, $0.summary) }
    }
}

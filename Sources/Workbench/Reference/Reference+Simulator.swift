import SMTPGrammar
import SMTPPolicy
import SMTPSession
import SMTPSimulator

// The simulator's own words: what it declares is all that is said here.

extension Reference {
    /// Hooks, answers, rules, settings, profiles and commands.
    static func simulatorWords(in configuration: Configuration) -> [ReferenceEntry] {
        Hook.allCases.map(entry) + ActionName.allCases.map(entry) + Rule.allCases.map(entry)
            + settings(in: configuration) + Profile.allCases.map(entry)
            + DisplaySetting.all.map(entry) + PromptCommand.all.map(entry)
    }

    /// Those that switch an extension are explained with it.
    private static func settings(in configuration: Configuration) -> [ReferenceEntry] {
        let switches = Set(configuration.allExtensions.map(\.keyword).map { $0.lowercased() })
        return Setting.all(in: configuration).filter { !switches.contains($0.name) }
            .map { entry(for: $0, in: configuration) }
    }

    private static func entry(for hook: Hook) -> ReferenceEntry {
        let actions = ActionName.all(for: hook).map(\.rawValue)
        let paragraphs = [
            hook.summary, "A pattern is matched against \(hook.subject).",
            "Default: \(AnswerText.print(hook.defaultAnswer)).",
            "Actions: \(actions.joined(separator: ", ")).",
        ]
        return ReferenceEntry(
            "hook \(hook.rawValue)", .hook, "", paragraphs, names: [hook.rawValue])
    }

    private static func entry(for action: ActionName) -> ReferenceEntry {
        let hooks = Hook.allCases.filter(action.suits).map(\.rawValue)
        return ReferenceEntry(
            "answer \(action.rawValue)", .answer, "",
            [action.summary, "For the hooks: \(hooks.joined(separator: ", "))."],
            examples: [action.row.0], names: [action.rawValue])
    }

    package static func entry(for rule: Rule) -> ReferenceEntry {
        entry(for: rule, repliesBy: rule.replyText)
    }

    /// The article about the rule of a reply, with the codes and the text that the reply has.
    static func entry(of reply: Reply) -> ReferenceEntry {
        entry(for: reply.rule, repliesBy: reply.lines.first ?? reply.rule.replyText)
    }

    private static func entry(for rule: Rule, repliesBy text: String) -> ReferenceEntry {
        let hasCode = rule.code != 0 || rule.enhanced != nil
        return ReferenceEntry(
            rule.id, .rule, rule.clause,
            [
                rule.explanation, hasCode ? "Reply: \(text)" : "",
                rule.isTolerable ? "A server can tolerate it: :set tolerate.\(rule.id) on" : "",
            ])
    }

    private static func entry(
        for setting: Setting, in configuration: Configuration
    ) -> ReferenceEntry {
        let value = setting.get(configuration)
        return ReferenceEntry(
            "setting \(setting.name)", .setting, setting.clause ?? "",
            [
                setting.summary,
                "It takes \(setting.values), and is \(value.isEmpty ? "empty" : value).",
            ],
            examples: [":set \(setting.name) \(value.isEmpty ? "text" : value)"],
            names: [setting.name])
    }

    private static func entry(for setting: DisplaySetting) -> ReferenceEntry {
        let choices = setting.choices.map { "\($0.word): \($0.meaning)" }
        return ReferenceEntry(
            "setting \(setting.name)", .setting, "",
            [setting.summary, choices.joined(separator: "; ") + "."],
            examples: setting.choices.map { ":set \(setting.name) \($0.word)" },
            names: [setting.name])
    }

    private static func entry(for profile: Profile) -> ReferenceEntry {
        ReferenceEntry(
            "profile \(profile.rawValue)", .profile, "", [profile.summary],
            examples: [":profile \(profile.rawValue)"], names: [profile.rawValue])
    }

    private static func entry(for command: CommandDefinition) -> ReferenceEntry {
        ReferenceEntry(
            command.usage, .command, "",
            [command.summary, command.details, command.restriction ?? ""],
            examples: command.examples, names: [command.name])
    }
}

extension Rule {
    /// The codes that it has, and the text: `503 5.5.1 Send EHLO first`.
    var replyText: String {
        [code == 0 ? nil : "\(code)", enhanced?.description, "\(text)"].compactMap(\.self)
            .joined(separator: " ")
    }
}

/// A row of the table of commands: for dispatch, completion, help and the manual.
public struct CommandDefinition: Hashable, Sendable {
    /// What a command is for.
    public enum Group: String, CaseIterable, Hashable, Sendable, Codable {
        /// A heading of `:help` and of docs/commands.md.
        case look, time, policy, bytes, simulate, settings, files, script, session

        /// The group's heading.
        public var title: String {
            switch self {
            case .look: "Look"
            case .time: "Time"
            case .policy: "Policy"
            case .bytes: "Bytes"
            case .simulate: "Simulate"
            case .settings: "Settings"
            case .files: "Files"
            case .script: "Scripts"
            case .session: "Session"
            }
        }
    }

    /// What completion offers for an argument.
    public enum Argument: String, Hashable, Sendable, Codable {
        /// What Tab offers there.
        case nothing, topic, hook, action, user, path, setting, profile, mechanism, checkpoint,
            sessionName, ruleNumber, check, message, number, text
    }

    /// Where a command can be used.
    public enum Place: String, Hashable, Sendable, Codable {
        /// At the prompt, in scripts, or in both.
        case everywhere, prompt, scripts
    }

    /// The name, without its colon.
    public let name: String
    /// What follows the name: `HOOK [PATTERN] ACTION [QUALIFIER]`.
    public let syntax: String
    /// What it is for.
    public let group: Group
    /// One sentence.
    public let summary: String
    /// Further details, possibly empty.
    public let details: String
    /// Lines to copy.
    public let examples: [String]
    /// What its first argument is.
    public let argument: Argument
    /// Where it can be used.
    public let place: Place

    init(
        _ name: String, _ syntax: String = "", _ group: Group, _ summary: String,
        details: String = "", examples: [String] = [], argument: Argument = .nothing,
        place: Place = .everywhere
    ) {
        self.name = name
        self.syntax = syntax
        self.group = group
        self.summary = summary
        self.details = details
        self.examples = examples
        self.argument = argument
        self.place = place
    }

    /// Whether scripts can use it.
    public var isScriptable: Bool { place != .prompt }

    /// Whether the prompt has it.
    public var isForPrompt: Bool { place != .scripts }

    /// Where it can be used, if not everywhere, as a sentence.
    public var restriction: String? {
        switch place {
        case .everywhere: nil
        case .prompt: "Not in scripts."
        case .scripts: "Only in scripts."
        }
    }

    /// How it is typed, `:on HOOK [PATTERN] ACTION [QUALIFIER]`.
    public var usage: String { ":" + name + (syntax.isEmpty ? "" : " " + syntax) }
}

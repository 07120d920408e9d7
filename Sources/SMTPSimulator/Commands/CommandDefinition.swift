/// What the table of commands says of one: for dispatch, completion, help and the manual.
public struct CommandDefinition: Hashable, Sendable {
    /// What a command is for.
    public enum Group: String, CaseIterable, Hashable, Sendable, Codable {
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

    /// What can be completed in the place of an argument.
    public enum Argument: String, Hashable, Sendable, Codable {
        case nothing, topic, hook, action, user, path, setting, profile, mechanism, checkpoint
        case sessionName, ruleNumber, check, message, number, text
    }

    /// Where a command may stand.
    public enum Place: String, Hashable, Sendable, Codable {
        case everywhere, prompt, scripts
    }

    /// The name, without its colon.
    public let name: String
    /// What stands behind the name: `HOOK [PATTERN] ACTION [QUALIFIER]`.
    public let syntax: String
    /// What it is for.
    public let group: Group
    /// One sentence.
    public let summary: String
    /// What else there is to know; empty if nothing.
    public let details: String
    /// Lines that a person could type.
    public let examples: [String]
    /// What its first argument is.
    public let argument: Argument
    /// Where it may stand.
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

    /// Whether it stands in scripts.
    public var isScriptable: Bool { place != .prompt }

    /// Whether it can be typed at the prompt.
    public var isForPrompt: Bool { place != .scripts }

    /// Where it may stand, if not everywhere, as a sentence.
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

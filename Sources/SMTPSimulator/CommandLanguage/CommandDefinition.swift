/// The part of a command's declaration that is text: for completion, help and the manual.
public struct CommandDefinition: Sendable {
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

    /// Where a command can be used.
    public enum Place: String, Hashable, Sendable, Codable {
        /// At the prompt, in scripts, or in both.
        case everywhere, prompt, scripts
    }

    /// What of a command's line may be secret.
    package enum Secrecy: Hashable, Sendable {
        case nothing
        /// What follows so many arguments.
        case password(after: Int)
        /// All of it, if there are more than so many arguments: nobody knows what they are.
        case surplus(after: Int)
        /// All of it, if it contains the verb AUTH.
        case authentication
        case everything
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
    /// Where it can be used.
    public let place: Place
    /// What its arguments are, one after another.
    package let completions: [ArgumentKind]
    package let secrecy: Secrecy

    init(
        _ name: String, _ syntax: String, _ group: Group, _ summary: String,
        details: String = "", examples: [String] = [], completions: [ArgumentKind] = [],
        place: Place = .everywhere, secrecy: Secrecy = .nothing
    ) {
        self.name = name
        self.syntax = syntax
        self.group = group
        self.summary = summary
        self.details = details
        self.examples = examples
        self.completions = completions
        self.place = place
        self.secrecy = secrecy
    }

    /// The definition of a command without arguments.
    init(
        _ name: String, _ group: Group, _ summary: String, details: String = "",
        place: Place = .everywhere
    ) {
        self.init(name, "", group, summary, details: details, place: place)
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

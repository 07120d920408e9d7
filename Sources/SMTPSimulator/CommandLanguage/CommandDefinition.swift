/// The part of a command's declaration that is text: for completion, help and the manual.
///
/// A class, so that to ask for one part of it copies nothing; it never changes.
package final class CommandDefinition: Sendable {
    /// A heading of `:help` and of docs/commands.md.
    package enum Group: String, CaseIterable, Hashable, Sendable, Codable {
        case look, time, policy, bytes, simulate, settings, files, script, live, session

        package var title: String {
            self == .script ? "Scripts" : rawValue.prefix(1).uppercased() + rawValue.dropFirst()
        }
    }

    /// Where a command can be used.
    package enum Place: String, Hashable, Sendable, Codable {
        case everywhere, prompt, scripts
        /// At the prompt of a server with real clients.
        case live
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

    /// Without its colon.
    package let name: String
    /// What follows the name: `HOOK [PATTERN] ACTION [QUALIFIER]`.
    package let syntax: String
    package let group: Group
    package let summary: String
    package let details: String
    /// Lines to copy, with their colons.
    package let examples: [String]
    package let place: Place
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

    convenience init(
        _ name: String, _ group: Group, _ summary: String, details: String = "",
        place: Place = .everywhere
    ) {
        self.init(name, "", group, summary, details: details, place: place)
    }

    package var isScriptable: Bool { place != .prompt && place != .live }
    package var isForPrompt: Bool { place != .scripts }
    /// Whether it is of use only where real clients come and go.
    package var isForLive: Bool { place == .live }

    /// Where it can be used, if not everywhere, as a sentence.
    package var restriction: String? {
        switch place {
        case .everywhere: nil
        case .prompt: "Not in scripts."
        case .scripts: "Only in scripts."
        case .live: "Only at the prompt of smtpsim listen."
        }
    }

    /// How it is typed, `:on HOOK [PATTERN] ACTION [QUALIFIER]`.
    package var usage: String { ":" + name + (syntax.isEmpty ? "" : " " + syntax) }
}

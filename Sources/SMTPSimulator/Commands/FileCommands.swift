/// Commands for files that a person names: whoever has files performs them.
package protocol PathCommand: Command {
    /// The file, by the path that the person gave.
    var path: String { get }

    /// The command.
    init(path: String)
}

extension PathCommand {
    /// Reads the path.
    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(path: try words.last("a file").text)
    }

    /// The path.
    package func arguments(secrets: Bool) -> [String] { [CommandWords.written(path)] }
}

package struct SaveCommand: PathCommand {
    package static let definition = CommandDefinition(
        "save", "FILE", .files, "Saves the session as a script that runs.",
        examples: [":save first.smtp"], completions: [.paths], place: .prompt)

    package var path: String
    package init(path: String) { self.path = path }
}

package struct RunCommand: PathCommand {
    package static let definition = CommandDefinition(
        "run", "FILE", .files, "Runs a script, apart from this session.",
        examples: [":run first.smtp"], completions: [.paths], place: .prompt)

    package var path: String
    package init(path: String) { self.path = path }
}

package struct OpenCommand: PathCommand {
    package static let definition = CommandDefinition(
        "open", "FILE", .files, "Starts over with a script, and continues from its end.",
        examples: [":open first.smtp"], completions: [.paths], place: .prompt)

    package var path: String
    package init(path: String) { self.path = path }
}

/// Played by the run of a script.
struct IncludeCommand: PathCommand {
    static let definition = CommandDefinition(
        "include", "FILE", .script, "Plays another script here.",
        examples: [":include hello.smtp"], completions: [.paths], place: .scripts)

    var path: String
}

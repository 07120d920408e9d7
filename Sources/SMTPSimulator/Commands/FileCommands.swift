/// Commands for files that a person names: whoever has files performs them.
package protocol PathCommand: WordCommand {}

extension PathCommand {
    /// What the word is.
    package static var expected: String { "a file" }
}

package struct SaveCommand: PathCommand {
    package static let definition = CommandDefinition(
        "save", "FILE", .files, "Saves the session as a script that runs.",
        examples: [":save first.smtp"], completions: [.paths], place: .prompt)

    package var word: String
    package init(word: String) { self.word = word }
}

package struct RunCommand: PathCommand {
    package static let definition = CommandDefinition(
        "run", "FILE", .files, "Runs a script, apart from this session.",
        examples: [":run first.smtp"], completions: [.paths], place: .prompt)

    package var word: String
    package init(word: String) { self.word = word }
}

package struct OpenCommand: PathCommand {
    package static let definition = CommandDefinition(
        "open", "FILE", .files, "Starts over with a script, and continues from its end.",
        examples: [":open first.smtp"], completions: [.paths], place: .prompt)

    package var word: String
    package init(word: String) { self.word = word }
}

/// Played by the run of a script.
struct IncludeCommand: PathCommand {
    static let definition = CommandDefinition(
        "include", "FILE", .script, "Plays another script here.",
        examples: [":include hello.smtp"], completions: [.paths], place: .scripts)

    var word: String
}

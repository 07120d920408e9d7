import SMTPScript

/// A command for a file that a person names: whoever has files performs it.
protocol PathCommand: WordCommand {}

extension PathCommand {
    package static var expected: String { "a file" }
}

package struct SaveCommand: PathCommand {
    package static let definition = CommandDefinition(
        "save", "FILE", .files, "Saves the session as a script that runs.",
        examples: [":save first.smtp"], completions: [.newPaths], place: .prompt)

    package var word: String
}

package struct RunCommand: PathCommand {
    package static let definition = CommandDefinition(
        "run", "FILE", .files, "Runs a script, apart from this session.",
        examples: [":run first.smtp"], completions: [.paths], place: .prompt)

    package var word: String
}

package struct OpenCommand: PathCommand {
    package static let definition = CommandDefinition(
        "open", "FILE", .files, "Starts over with a script, and continues from its end.",
        examples: [":open first.smtp"], completions: [.paths], place: .prompt)

    package var word: String
}

/// Played by the run of a script.
struct IncludeCommand: PathCommand {
    static let definition = CommandDefinition(
        "include", "FILE", .script, "Plays another script here.",
        examples: [":include hello.smtp"], completions: [.paths], place: .scripts)

    var word: String
}

struct ExpectCommand: FileReadingCommand {
    static let definition = CommandDefinition(
        "expect", "WHAT", .script, "Checks what replies do not show, and says whether it holds.",
        details: """
            state RCPT · sender <a@b> · recipients <c@d> <e@f> · messages 1 · \
            message 1 size 120 · message 1 body NAME · message 1 sha256 HEX · \
            hook recipient count 2 · buffer empty · closed · rule order.hello-first · \
            note tls.discarded
            """,
        examples: [":expect state RCPT", ":expect messages 1"])

    var check: ScriptCheck

    static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(check: try ScriptCheck(parsing: &words))
    }

    func arguments(secrets: Bool) -> [String] { [check.description] }

    static func completions(after arguments: [String]) -> [ArgumentKind] {
        [.checks(after: arguments)]
    }

    func perform(
        on simulator: inout Simulator, reading files: any ScriptFiles
    ) throws(SimulatorError) -> CommandOutcome {
        let recent = simulator.steps.last { !$0.events.isEmpty }?.events ?? []
        let context = CheckContext(events: recent, files: files)
        guard let difference = check.difference(simulator, context) else {
            return CommandOutcome(messages: ["\(check): it holds"])
        }
        throw .unsuitable("expected \(check), got \(difference)")
    }
}

/// Played by the run of a script.
struct RequireCommand: WordCommand {
    static let definition = CommandDefinition(
        "require", "EXTENSION|CLIENT", .script, "Skips the script unless that is available.",
        examples: [":require STARTTLS"], place: .scripts)

    static let expected = "an extension or a client"
    var word: String
}

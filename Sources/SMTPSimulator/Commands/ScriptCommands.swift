import OctetText
import SMTPScript

/// A command for a file that a person names: whoever has files performs it.
protocol PathCommand: WordCommand {}

extension PathCommand {
    package static var expected: String { "a file" }
}

package struct SaveCommand: PathCommand, InsistentCommand {
    package static let definition = CommandDefinition(
        "save", "FILE", .files, "Saves the session as a script that runs.",
        details: """
            A file that is there already is written only if :save wrote it in this session; :save! FILE \
            overwrites any. A path that begins with ~/ is in your home folder.
            """,
        examples: [":save first.smtp"], completions: [.newPaths], place: .prompt)

    package var word: String
    /// Whether a file may be overwritten that is not this session's.
    package var isInsistent = false

    package init(word: String) { self.word = word }
}

package struct RunCommand: PathCommand {
    package static let definition = CommandDefinition(
        "run", "FILE", .files, "Runs a script, apart from this session.",
        examples: [":run first.smtp"], completions: [.paths], place: .prompt)

    package var word: String
}

package struct OpenCommand: PathCommand {
    package static let definition = CommandDefinition(
        "open", "FILE", .files,
        "Plays a script in a session of its own, and continues from its end.",
        details: """
            The session that was played stays as it is: :sessions lists both, and :sessions NAME goes \
            back. With :step FILE the script is opened at its beginning, to be stepped through.
            """,
        examples: [":open first.smtp"], completions: [.paths], place: .prompt)

    package var word: String
}

package struct StepCommand: Command {
    package static let definition = CommandDefinition(
        "step", "[FILE]", .files, "Plays the next exchange of a script, or of what was undone.",
        details: """
            With FILE the script is opened first, in a session of its own, at its beginning. Enter on \
            an empty line then plays the next exchange; :play plays the rest.
            """,
        examples: [":step first.smtp", ":step"], completions: [.paths], place: .prompt)

    /// The script to open; nil to go on in the one that is open.
    package var path: String?

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let path = try words.next()?.text
        try words.end()
        return Self(path: path)
    }

    package func arguments(secrets: Bool) -> [String] { path.map { [EscapedText.word($0)] } ?? [] }
}

package struct PlayCommand: Command {
    package static let definition = CommandDefinition(
        "play", "[N]", .files, "Plays the rest of a script, or of what was undone, or N exchanges.",
        examples: [":play", ":play 3"], place: .prompt)

    /// How many exchanges; nil for all of them.
    package var count: Int?

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let word = try words.next() else { return Self() }
        try words.end()
        return Self(count: try CommandWords.number(word, 1...Int.max))
    }

    package func arguments(secrets: Bool) -> [String] { count.map { ["\($0)"] } ?? [] }
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
struct AdoptCommand: PlainCommand {
    static let definition = CommandDefinition(
        "adopt", .script, "Takes over what the server was recorded to decide.",
        details: """
            The replies that the script expects are those of a server that was recorded. Where a policy decides, \
            a refusal becomes the answer, in the recorded words; what the protocol demands is compared. Replies \
            are compared by their codes, unless run is told otherwise.
            """,
        place: .scripts)
}

/// Played by the run of a script.
struct RequireCommand: WordCommand {
    static let definition = CommandDefinition(
        "require", "EXTENSION|CLIENT", .script, "Skips the script unless that is available.",
        examples: [":require STARTTLS"], place: .scripts)

    static let expected = "an extension or a client"
    var word: String
}

import OctetText
import SMTPPolicy

/// Commands that show something and change nothing: whoever has a screen performs them; in a script
/// their pages are comments.

package struct HelpCommand: RestCommand {
    package static let definition = CommandDefinition(
        "help", "[TOPIC]", .session, "Shows an overview, or help on a command or a topic.",
        examples: [":help", ":help undo"], completions: [.topics], secrecy: .surplus(after: 1))

    package var rest: String?
}

package struct QuitCommand: PlainCommand {
    package static let definition = CommandDefinition("quit", .session, "Leaves the simulator.")
}

package struct StateCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "state", .look, "Shows what the server waits for, and what it knows about the client.")
}

package struct CanCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "can", .look, "Lists what you can send now, with its syntax.")
}

package struct MapCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "map", .look, "Draws the states of the server, where the session is, and what leads on.")
}

package struct WhyCommand: CountCommand {
    package static let definition = CommandDefinition(
        "why", "[N]", .look, "Shows the rule that gave the last reply, or the Nth from last.",
        examples: [":why", ":why 2"], completions: [.replies])

    /// Of the N-th reply from last.
    package var count: Int
}

package struct ExplainCommand: Command {
    package static let definition = CommandDefinition(
        "explain", "WORD…|COMMAND LINE", .look,
        "Explains words of the protocol, or takes a command line apart.",
        details: """
            A word is a code, a verb, an extension or its parameter, a SASL mechanism, a state, a \
            hook, a rule, a setting, or what people say about mail, such as bounce or open \
            relay. A command line is a verb with its arguments; in quotes, a blank at its end \
            counts. Nothing is sent.
            """,
        examples: [
            ":explain 550 5.7.1", ":explain PIPELINING", ":explain recipient",
            ":explain order.hello-first", ":explain dot-stuffing",
            ":explain MAIL FROM:<a@b> SIZE=10", ":explain \"HELO \"",
        ], secrecy: .authentication)

    package var words: String

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let rest = words.optionalRest else {
            throw CommandError("expected a word or a command line", at: words.column)
        }
        return Self(words: rest)
    }

    package func arguments(secrets: Bool) -> [String] { [words] }

    package static func completions(after arguments: [String]) -> [ArgumentKind] { [.references] }
}

package struct LintCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "lint", .look, "Lists what the client did wrong so far, and how to mend it.",
        details: """
            Each finding is an error, a warning or a hint, and names its rule. What is judged is the session as it \
            stands: undo takes findings back. smtpsim lint does the same for files.
            """)
}

package struct EnvelopeCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "envelope", .look, "Shows the sender and the recipients so far.")
}

package struct MessagesCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "messages", .look, "Lists the messages received so far.")
}

package struct MessageCommand: Command {
    package static let definition = CommandDefinition(
        "message", "N [all]", .look, "Shows a received message: its first 200 lines, or all.",
        details: """
            At the prompt, | less after it shows all of it in a pager, as after any command that \
            shows a page.
            """,
        examples: [":message 1", ":message 1 all"], completions: [.messages, .words("all")])

    /// A number, or a name such as `m1`.
    package var word: String
    /// Whether all of it is shown, however long it is.
    package var showsAll = false

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.required("a message's number")
        guard !word.text.isEmpty else {
            throw CommandError("expected a message's number", at: word.column)
        }
        guard let more = try words.next() else { return Self(word: word.text) }
        try words.end()
        _ = try CommandWords.choice(more, "part", [("all", true)])
        return Self(word: word.text, showsAll: true)
    }

    package func arguments(secrets: Bool) -> [String] {
        [EscapedText.word(word), showsAll ? "all" : ""]
    }
}

package struct LogCommand: Command {
    package static let definition = CommandDefinition(
        "log", "[N|all]", .look, "Shows the last 100 steps of the session, or the last N, or all.",
        examples: [":log", ":log 10", ":log all"], completions: [.words("all")])

    /// How many steps are shown if nothing is said.
    package static let usualCount = 100

    /// How many steps are shown.
    package var count = LogCommand.usualCount

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let word = try words.next() else { return Self() }
        try words.end()
        if word.text.lowercased() == "all" { return Self(count: .max) }
        return Self(count: try CommandWords.number(word, 1...Int.max))
    }

    package func arguments(secrets: Bool) -> [String] {
        switch count {
        case LogCommand.usualCount: []
        case .max: ["all"]
        case let count: ["\(count)"]
        }
    }
}

package struct HooksCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "hooks", .look, "Lists the handlers, with how often each matched and decided.")
}

package struct SettingsCommand: RestCommand {
    package static let definition = CommandDefinition(
        "settings", "[PART]", .look, "Lists the settings, or those whose names contain PART.",
        examples: [":settings maximum"], completions: [.settings])

    package var rest: String?
}

package struct BufferCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "buffer", .look, "Shows the octets waiting to be read.")
}

package struct CompareCommand: Command {
    package static let definition = CommandDefinition(
        "compare", "PROFILE", .look,
        "Plays the session to another profile, and lists where replies or states differ.",
        details: "The session itself is unchanged. Handlers, answers and users stay the same.",
        examples: [":compare lenient", ":compare mailhog"], completions: [.profiles])

    package var profile: Profile

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        Self(profile: try words.profile())
    }

    package func arguments(secrets: Bool) -> [String] { [profile.rawValue] }
}

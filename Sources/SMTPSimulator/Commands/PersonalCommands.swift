import OctetText
import SMTPScript

/// Commands for a person's own files and programs: whoever has them performs these.

package struct SourceCommand: PathCommand {
    package static let definition = CommandDefinition(
        "source", "FILE", .files, "Performs the lines of a file as if they were typed.",
        details: """
            Commands and SMTP alike, up to the first error. Lines that are blank or begin with # are \
            left out, but for message text.
            """,
        examples: [":source setup.txt"], completions: [.paths], place: .prompt)

    package var word: String
}

package struct DiffCommand: Command {
    package static let definition = CommandDefinition(
        "diff", "A [B]", .time, "Shows where two sessions differ; B is the present one.",
        details: "Lines with - are of A alone, lines with + of B alone. :sessions lists the names.",
        examples: [":diff main", ":diff main what-if"], completions: [.sessions, .sessions],
        place: .prompt)

    package var first: String
    /// The other one; nil for the session that is played.
    package var second: String?

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let first = try words.required("the name of a session").text
        let second = try words.next()?.text
        try words.end()
        return Self(first: first, second: second)
    }

    package func arguments(secrets: Bool) -> [String] {
        [first, second].compactMap(\.self).map { EscapedText.word($0) }
    }
}

package struct EditCommand: PlainCommand {
    package static let definition = CommandDefinition(
        "edit", .bytes, "Writes message text in your editor, and sends it.",
        details: """
            The editor is what $VISUAL or $EDITOR names. In message text, the text is sent and you go \
            on; where DATA is in order, DATA goes first and the lone dot follows. Dots are stuffed, and \
            lines end with CR LF. What could not be sent is there again at the next :edit.
            """,
        place: .prompt)

    package init() {}
}

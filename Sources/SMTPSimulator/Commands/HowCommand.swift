import OctetText
import SMTPSession

package struct HowCommand: Command {
    package static let definition = CommandDefinition(
        "how", "RULE", .look, "Shows a dialogue in which a reply or a note is given by a rule.",
        details: "The session itself is unchanged. :why names the rule of a reply.",
        examples: [":how order.hello-first"])

    /// The name of the rule.
    package var name: String

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let word = try words.next() else {
            throw CommandError("expected a rule, such as order.hello-first", at: words.column)
        }
        try words.end()
        return Self(name: word.text)
    }

    package func arguments(secrets: Bool) -> [String] { [EscapedText.word(name)] }

    package static func completions(after arguments: [String]) -> [ArgumentKind] {
        let rules = Rule.allCases.map {
            ArgumentKind.Choice(word: $0.id, meaning: "\($0.text)")
        }
        return arguments.isEmpty ? [.choices(rules)] : []
    }
}

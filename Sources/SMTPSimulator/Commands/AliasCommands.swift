import OctetText
import SMTPScript

/// A name of one's own for a command; it is the person's, so that undo does not take it back.
package struct AliasCommand: SimulatorCommand {
    package static let definition = CommandDefinition(
        "alias", "[NAME COMMAND…]", .session, "Makes a name for a command, or lists these names.",
        details: """
            What follows the name when it is used is added at the end. A name cannot be that of a \
            command. In the init file, :alias is for every session; scripts do not know these names.
            """,
        examples: [
            ":alias nouser on recipient reject 550 5.1.1", ":alias",
        ], secrecy: .surplus(after: 2))

    /// The name and what it stands for; nil to list them.
    package var alias: (name: String, command: String)?

    package static func == (left: Self, right: Self) -> Bool {
        left.alias?.name == right.alias?.name && left.alias?.command == right.alias?.command
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(alias?.name) }

    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let name = try words.next() else { return Self() }
        let column = words.column
        guard let rest = words.optionalRest else {
            throw CommandError(
                "expected what \(EscapedText.shown(name.text)) stands for", at: column)
        }
        try check(name)
        let text = rest.hasPrefix(":") ? String(rest.dropFirst()) : rest
        let command = text.prefix { $0 != " " && $0 != "\t" }
        guard PromptCommand.types(prefix: String(command)).count == 1 else {
            throw CommandError("expected a command", at: column)
        }
        return Self(alias: (name.text, text))
    }

    private static func check(_ name: CommandWords.Word) throws(CommandError) {
        let isPlain = name.text.unicodeScalars.allSatisfy {
            $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "-"
        }
        guard isPlain, !name.text.isEmpty else {
            throw CommandError("expected a name of letters, digits and hyphens", at: name.column)
        }
        let isTaken = PromptCommand.all.contains { $0.name == name.text.lowercased() }
        guard !isTaken else {
            throw CommandError(":\(name.text.lowercased()) is a command already", at: name.column)
        }
    }

    package func arguments(secrets: Bool) -> [String] {
        guard let alias else { return [] }
        return [alias.name, secrets ? alias.command : AliasCommand.masked(alias.command)]
    }

    /// A command as it may be shown.
    package static func masked(_ command: String) -> String {
        String(ScriptSecrets.masked(":" + command).dropFirst())
    }

    package func perform(on simulator: inout Simulator) -> CommandOutcome {
        if let alias {
            simulator.aliases[alias.name.lowercased()] = alias.command
            return CommandOutcome(messages: [
                ":\(alias.name) is :\(AliasCommand.masked(alias.command))"
            ])
        }
        let names = simulator.aliases.sorted { $0.key < $1.key }
        guard !names.isEmpty else {
            return CommandOutcome(messages: [
                "There are no names yet; :alias NAME COMMAND makes one."
            ])
        }
        return CommandOutcome(
            messages: names.map { ":alias \($0.key) \(AliasCommand.masked($0.value))" })
    }
}

package struct UnaliasCommand: WordCommand, SimulatorCommand {
    package static let definition = CommandDefinition(
        "unalias", "NAME", .session, "Removes a name that :alias made.",
        examples: [":unalias nouser"], completions: [.aliases])

    package static let expected = "a name that :alias made"
    package var word: String

    package func perform(
        on simulator: inout Simulator
    ) throws(SimulatorError) -> CommandOutcome {
        guard simulator.aliases.removeValue(forKey: word.lowercased()) != nil else {
            let names = Array(simulator.aliases.keys)
            throw .unknownName(
                kind: "alias", name: word, suggestion: nearestName(to: word, among: names))
        }
        return CommandOutcome(messages: [":\(word) is no alias any more"])
    }
}

extension Simulator {
    /// A command without its colon, with what its name stands for in the place of an alias.
    ///
    /// Once only: what an alias stands for begins with a command.
    package func expandingAlias(_ text: String) -> String {
        let line = text.drop { $0 == " " || $0 == "\t" }
        let name = line.prefix { $0 != " " && $0 != "\t" }
        guard let command = aliases[name.lowercased()] else { return text }
        return command + line.dropFirst(name.count)
    }
}

import OctetText

/// A command of the prompt with its arguments, read and checked.
///
///     :on recipient nosuch@* reject 550 5.1.1 "No such user"
package struct PromptCommand: Sendable {
    package let command: any Command

    package init(_ command: some Command) { self.command = command }

    package var definition: CommandDefinition { type(of: command).definition }

    package var name: String { definition.name }

    /// The command as it is typed, without its colon.
    package func text(secrets: Bool) -> String {
        let words = [name] + command.arguments(secrets: secrets)
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

}

extension PromptCommand: CustomStringConvertible {
    /// The command as it is typed, without its colon; passwords are masked.
    package var description: String { text(secrets: false) }
}

extension PromptCommand: Hashable {
    package static func == (left: PromptCommand, right: PromptCommand) -> Bool {
        left.command.isSame(as: right.command)
    }

    package func hash(into hasher: inout Hasher) { command.hash(into: &hasher) }
}

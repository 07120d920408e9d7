import OctetText

/// A command of the prompt with its arguments, read and checked.
///
///     :on recipient nosuch@* reject 550 5.1.1 "No such user"
public struct PromptCommand: Sendable {
    package let command: any Command

    package init(_ command: some Command) { self.command = command }

    /// What there is to know about commands of this name.
    public var definition: CommandDefinition { type(of: command).definition }

    /// The name, without its colon.
    public var name: String { definition.name }

    /// The command as it is typed, without its colon.
    ///
    /// - Parameter secrets: whether to show passwords
    /// - Returns: text that parses to the same command, if it shows its secrets
    public func text(secrets: Bool) -> String {
        let words = [name] + command.arguments(secrets: secrets)
        return words.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// A word as a command takes it: in quotation marks if necessary.
    ///
    /// - Parameter text: any text
    /// - Returns: the word, which reads back as the text
    public static func word(_ text: String) -> String { EscapedText.word(text) }
}

extension PromptCommand: CustomStringConvertible {
    /// The command as it is typed, without its colon; passwords are masked.
    public var description: String { text(secrets: false) }
}

extension PromptCommand: Hashable {
    /// Whether both do the same.
    ///
    /// - Parameters:
    ///   - left: one command
    ///   - right: another
    /// - Returns: whether names and arguments are the same
    public static func == (left: PromptCommand, right: PromptCommand) -> Bool {
        left.command.isSame(as: right.command)
    }

    /// Hashes the arguments.
    ///
    /// - Parameter hasher: takes them
    public func hash(into hasher: inout Hasher) { command.hash(into: &hasher) }
}

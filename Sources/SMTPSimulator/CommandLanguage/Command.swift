import OctetText
import SMTPSession

/// A command with its arguments.
///
/// Its type declares it: name and help, how it is read, written and completed, and what it does, as a
/// `SimulatorCommand`. A command that only looks, or needs files, is performed by whoever has a screen.
package protocol Command: Hashable, Sendable {
    static var definition: CommandDefinition { get }

    /// Reads what follows the name.
    static func read(_ words: inout CommandWords) throws(CommandError) -> Self

    /// The arguments as they are typed, passwords masked or not; empty ones are left out.
    func arguments(secrets: Bool) -> [String]

    /// The kinds of words that can follow these.
    static func completions(after arguments: [String]) -> [ArgumentKind]
}

extension Command {
    package func arguments(secrets: Bool) -> [String] { [] }

    package static func completions(after arguments: [String]) -> [ArgumentKind] {
        definition.completions.dropFirst(arguments.count).prefix(1).map(\.self)
    }

    func isSame(as other: any Command) -> Bool { (other as? Self) == self }
}

/// A command without arguments.
protocol PlainCommand: Command {
    init()
}

extension PlainCommand {
    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        try words.end()
        return Self()
    }
}

/// A command whose only argument is a word.
protocol WordCommand: Command {
    /// What the word is, `a file`.
    static var expected: String { get }
    var word: String { get }

    init(word: String)
}

extension WordCommand {
    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        let word = try words.last(expected)
        guard !word.text.isEmpty else {
            throw CommandError("expected \(expected)", at: word.column)
        }
        return Self(word: word.text)
    }

    package func arguments(secrets: Bool) -> [String] { [EscapedText.word(word)] }
}

/// A command that does more if an exclamation mark follows its name: `:save! FILE`.
protocol InsistentCommand: Command {
    var isInsistent: Bool { get set }
}

extension InsistentCommand {
    var insistent: Self {
        var command = self
        command.isInsistent = true
        return command
    }
}

/// A command whose only argument is all that follows, if anything does.
protocol RestCommand: Command {
    var rest: String? { get }

    init(rest: String?)
}

extension RestCommand {
    package static func read(_ words: inout CommandWords) -> Self { Self(rest: words.optionalRest) }

    package func arguments(secrets: Bool) -> [String] { [rest ?? ""] }
}

/// A command whose only argument is a number from 1, which is the default.
protocol CountCommand: Command {
    var count: Int { get }

    init(count: Int)
}

extension CountCommand {
    package static func read(_ words: inout CommandWords) throws(CommandError) -> Self {
        guard let word = try words.next() else { return Self(count: 1) }
        try words.end()
        return Self(count: try CommandWords.number(word, 1...Int.max))
    }

    package func arguments(secrets: Bool) -> [String] { count == 1 ? [] : ["\(count)"] }
}

/// A kind of word that completion offers.
package enum ArgumentKind: Hashable, Sendable {
    case topics, references, hooks, handlers, settings, profiles, mechanisms, checkpoints, sessions
    case messages, users, paths, addresses, clientNames, aliases
    /// Names of files that are not there yet.
    case newPaths
    /// A name that is not taken, for where the session is.
    case freshName
    /// Numbers of replies, from last; of steps; of how many steps can be undone, or done again.
    case replies, steps, undoable, redoable
    /// What subjects of a hook's questions a pattern can match.
    case patterns(Hook)
    /// Codes of an answer's own reply.
    case codes(AnswerName, Hook?)
    /// Enhanced status codes that begin with a digit.
    case enhancedCodes(String, Hook?)
    /// Keywords of EHLO, in quotation marks, besides some.
    case keywords(besides: [String])
    /// What follows these words of an expectation.
    case checks(after: [String])
    /// What answers the questions of a hook; of any, without one.
    case actions(Hook?)
    /// The values of a setting.
    case values(String)
    /// One of these words.
    case choices([Choice])

    /// A word, and what it means.
    package struct Choice: Hashable, Sendable {
        package var word: String
        package var meaning = ""
        /// Whether the word is complete: nothing of it is still to be typed.
        package var isWhole = true
    }

    static func words(_ words: String...) -> ArgumentKind {
        .choices(words.map { Choice(word: $0) })
    }
}

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

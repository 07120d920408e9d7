import OctetText

/// A command of the prompt in a script: kept as text, for the command parser to read.
///
///     :on recipient *@sim.example tempfail 451
///     C: :undo
public struct ScriptCommand: Hashable, Sendable {
    /// What follows the `:`, to the end of the line, trailing blanks included.
    public var text: String

    /// Whether it was typed after `C:`.
    ///
    /// At the prompt a line with a leading `:` is content while message text or an AUTH response
    /// is awaited. So a typed command is content there, and ``ScriptLine/typed`` is what is sent;
    /// a command on a line of its own is a command everywhere.
    public var isTyped: Bool

    /// Makes a command.
    package init(text: String, isTyped: Bool = false) {
        self.text = text
        self.isTyped = isTyped
    }

    /// The first word.
    package var name: String {
        String(Substring(text.utf8.prefix { !$0.isBlank }))
    }

    /// What follows the first word, without the blanks around it.
    package var arguments: String {
        let rest = text.utf8.drop { !$0.isBlank }.drop(while: \.isBlank)
        guard let last = rest.lastIndex(where: { !$0.isBlank }) else { return "" }
        return String(Substring(rest[...last]))
    }

    /// The column where the arguments begin, in characters from 0.
    package var columnOfArguments: Int {
        let rest = text.utf8.drop { !$0.isBlank }.drop(while: \.isBlank)
        return text[..<rest.startIndex].count
    }

    /// Whether this is `:flush`, which splits consecutive `C` lines into two writes.
    var isFlush: Bool { name == "flush" && arguments.isEmpty }
}

import OctetText

/// An error in a script, with its place.
///
///     greylist.smtp:3:1: error: unknown beginning of a line
///       EHLO client.example
///       ^
///     hint: did you mean `C: EHLO client.example`?
public struct ScriptDiagnostic: Hashable, Sendable, CustomStringConvertible {
    /// The name of the script.
    public var file: String

    /// The line number, from 1.
    public var line: Int

    /// The column, in characters, from 1.
    public var column: Int

    /// What was expected or is not allowed.
    public var message: String

    /// What to write instead, if that can be guessed.
    public var hint: String?

    /// The line, with bytes that are not UTF-8 replaced, and passwords masked.
    public var source: String

    package init(
        file: String, line: Int, column: Int, message: String, hint: String?, source: String
    ) {
        self.file = file
        self.line = line
        self.message = message
        self.source = ScriptSecrets.masked(source)
        let secret = ScriptSecrets.start(in: source)
        self.column = secret.map { min(column, source[..<$0].count + 1) } ?? column
        // A hint may repeat the line.
        self.hint = secret.map { hint?.contains(source[$0...]) == true } == true ? nil : hint
    }

    /// The error as lines for a person.
    ///
    /// Control characters of the script are shown as their pictures, and of a long line only the
    /// part around the error is shown.
    public var lines: [String] {
        let before = source.prefix(column - 1).map(ScriptDiagnostic.picture)
        let rest = source.dropFirst(column - 1).map(ScriptDiagnostic.picture)
        let offset = before.reduce(0) { $0 + $1.utf8.count }
        let caret = Caret(in: String(before + rest).utf8, at: offset)
            .clipped(to: ScriptDiagnostic.width)
        let head = "\(file):\(line):\(column): error: \(message)"
        let blanks = String(repeating: " ", count: caret.column)
        return [head, "  " + caret.line, "  " + blanks + "^"] + (hint.map { ["hint: \($0)"] } ?? [])
    }

    /// How many columns of the line are shown at most.
    private static let width = 76

    /// A control character as its picture, for the escape that could stand here is text to a script.
    private static func picture(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first, character != "\t" else { return " " }
        let value = scalar.value == 0x7F ? 0x21 : scalar.value
        guard value < 0x20 || scalar.value == 0x7F else { return character }
        return Unicode.Scalar(0x2400 + value).map(Character.init) ?? character
    }

    /// The lines in one text, without a final line end.
    public var description: String { lines.joined(separator: "\n") }
}

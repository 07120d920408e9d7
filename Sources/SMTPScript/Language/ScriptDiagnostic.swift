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
        let (shown, caret) = SourceExcerpt(of: source, column: column).lines
        let head = "\(file):\(line):\(column): error: \(message)"
        return [head, "  " + shown, "  " + caret] + (hint.map { ["hint: \($0)"] } ?? [])
    }

    /// The lines in one text, without a final line end.
    public var description: String { lines.joined(separator: "\n") }
}

/// The part of a line around a column, made safe to print, with a caret under the column.
struct SourceExcerpt {
    var lines: (text: String, caret: String)

    /// How many characters are shown at most, and how many of them before the column.
    private static let width = 76
    private static let lead = 48

    init(of source: String, column: Int) {
        let characters = Array(source)
        let start = max(0, min(column - Self.lead, characters.count - Self.width))
        let end = min(characters.count, start + Self.width)
        var shown = characters[start..<end].map(Self.visible)
        if start > 0 { shown[0] = "…" }
        if end < characters.count { shown[shown.count - 1] = "…" }
        let caretIndent = String(repeating: " ", count: max(0, column - 1 - start))
        lines = (String(shown), caretIndent + "^")
    }

    /// One printable character for each character, so that the caret stays under its place.
    private static func visible(_ character: Character) -> Character {
        guard let scalar = character.unicodeScalars.first else { return character }
        switch scalar.value {
        case 0x09: return " "
        case 0x00..<0x20: return Unicode.Scalar(0x2400 + scalar.value).map(Character.init) ?? "?"
        case 0x7F: return "\u{2421}"
        case 0x80..<0xA0, 0x2028...0x202E, 0x2066...0x2069: return "\u{FFFD}"
        default: return character
        }
    }
}

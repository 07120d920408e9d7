/// A line with a caret under one of its octets.
///
///     MAIL FROM: <ann@client.example>
///               ^
package struct Caret: Hashable, Sendable {
    /// What of the line is before the caret, safe to print.
    package private(set) var before: String
    /// What of the line is over the caret and after it, safe to print.
    package private(set) var after: String

    /// A caret under an octet.
    package init(in line: some Collection<UInt8>, at offset: Int) {
        before = EscapedText.inLine(line.prefix(max(0, offset)))
        after = EscapedText.inLine(line.dropFirst(max(0, offset)))
    }

    /// The line.
    package var line: String { before + after }

    /// How many columns are before the caret.
    package var column: Int { DisplayWidth.columns(of: before) }

    /// The same caret with as much of the line around it as so many columns take, and … for the rest.
    package func clipped(to columns: Int) -> Caret {
        let width = max(DisplayWidth.columns(of: after), 1)
        guard column + width > columns else { return self }
        var clipped = self
        let lead = max(columns * 5 / 9, columns - width)
        if column > lead {
            let kept = Caret.fitting(before.reversed(), lead - 1)
            clipped.before = "…" + String(kept.reversed())
        }
        let room = columns - clipped.column
        if width > room { clipped.after = String(Caret.fitting(after, room - 1)) + "…" }
        return clipped
    }

    /// As many characters from the beginning as fit the columns.
    private static func fitting(
        _ characters: some Sequence<Character>, _ columns: Int
    ) -> [Character] {
        var used = 0
        return characters.prefix { character in
            used += DisplayWidth.columns(of: String(character))
            return used <= columns
        }
    }
}

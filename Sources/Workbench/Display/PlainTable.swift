import OctetText
import TerminalText

/// Rows of two columns, without marks: for use in the shell.
public enum PlainTable {
    /// The rows as lines, the second column wrapped next to the first.
    ///
    /// - Parameters:
    ///   - rows: a word and what it means
    ///   - width: how many columns a line may take
    /// - Returns: the lines
    public static func lines(_ rows: [(String, String)], width: Int) -> [Line] {
        let widest = rows.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0
        let column = min(widest, max(width / 2, 16)) + 2
        return rows.flatMap { word, meaning in
            lines(word, meaning, column: column, room: max(width - column, 20))
        }
    }

    private static func lines(
        _ word: String, _ meaning: String, column: Int, room: Int
    ) -> [Line] {
        let blanks = String(repeating: " ", count: column)
        let texts = Wrapping.lines(of: meaning, width: room)
        let used = DisplayWidth.columns(of: word)
        guard used + 2 <= column, let first = texts.first else {
            return [Line(word, .rule)] + texts.filter { !$0.isEmpty }.map { Line(blanks + $0) }
        }
        var line = Line(word, .rule)
        if !first.isEmpty { line.append(String(blanks.dropFirst(used)) + first, .plain) }
        return [line] + texts.dropFirst().map { Line(blanks + $0) }
    }
}

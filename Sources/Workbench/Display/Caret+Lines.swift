import OctetText
import TerminalText

extension Caret {
    /// The line, and the caret with words about it, within the columns that there are.
    ///
    ///     MAIL FROM: <ann@client.example>
    ///               ^ no space is allowed
    ///                 after the colon
    ///
    /// - Parameters:
    ///   - explanation: what to say there; may be empty
    ///   - columns: how many columns there are
    /// - Returns: the line, and what to put below it
    func lines(_ explanation: String = "", columns: Int) -> (line: String, rows: [String]) {
        let caret = clipped(to: columns)
        return (caret.line, caret.rows(explanation, columns: columns))
    }

    private func rows(_ explanation: String, columns: Int) -> [String] {
        let blanks = String(repeating: " ", count: column)
        let room = columns - column - 2
        if DisplayWidth.columns(of: explanation) <= room {
            return [explanation.isEmpty ? blanks + "^" : blanks + "^ " + explanation]
        }
        guard room >= Wrapping.minimumWidth else {
            return [blanks + "^"] + Wrapping.lines(of: explanation, width: columns)
        }
        let texts = Wrapping.lines(of: explanation, width: room)
        return texts.enumerated().map { blanks + ($0 == 0 ? "^ " : "  ") + $1 }
    }
}

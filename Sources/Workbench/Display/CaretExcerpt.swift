import TerminalText

/// A line with a caret under one of its characters, and words about it, within the columns that
/// there are: the caret stays under its place.
///
///     MAIL FROM: <ann@client.example>
///               ^ no space is allowed
///                 after the colon
struct CaretExcerpt {
    /// The line; of one that is too long the part around the caret.
    let line: String
    /// The caret with the words.
    let rows: [String]

    /// An excerpt.
    ///
    /// - Parameters:
    ///   - text: the line, control characters visible
    ///   - column: how many of its characters stand before the caret
    ///   - explanation: what to say there; may be empty
    ///   - room: how many columns there are
    init(_ text: String, column: Int, explanation: String = "", room: Int = .max) {
        let characters = Array(text)
        let place = min(column, characters.count)
        let parts = CaretExcerpt.clipped(characters[..<place], characters[place...], room)
        line = String(parts.before + parts.behind)
        rows = CaretExcerpt.rows(explanation, CaretExcerpt.columns(parts.before), room)
    }

    private static func clipped(
        _ before: ArraySlice<Character>, _ behind: ArraySlice<Character>, _ room: Int
    ) -> (before: [Character], behind: [Character]) {
        let half = room / 2
        guard columns(before) + max(columns(behind), 1) > room else {
            return (Array(before), Array(behind))
        }
        var head = Array(before)
        if columns(head) > half { head = ["…"] + fitting(before.reversed(), half - 1).reversed() }
        let rest = room - columns(head)
        let isWhole = columns(behind) <= rest
        return (head, isWhole ? Array(behind) : fitting(behind, rest - 1) + ["…"])
    }

    /// As many characters from the beginning as the columns take.
    private static func fitting(
        _ characters: some Sequence<Character>, _ room: Int
    ) -> [Character] {
        var used = 0
        return characters.prefix { character in
            used += TerminalWidth.columns(of: String(character))
            return used <= room
        }
    }

    private static func rows(_ explanation: String, _ indentation: Int, _ room: Int) -> [String] {
        let blanks = String(repeating: " ", count: indentation)
        guard !explanation.isEmpty else { return [blanks + "^"] }
        let beside = room - indentation - 2
        guard TerminalWidth.columns(of: explanation) > beside else {
            return [blanks + "^ " + explanation]
        }
        guard beside >= Wrapping.minimumWidth else {
            return [blanks + "^"] + Wrapping.lines(of: explanation, width: room)
        }
        let texts = Wrapping.lines(of: explanation, width: beside)
        return texts.enumerated().map { blanks + ($0 == 0 ? "^ " : "  ") + $1 }
    }

    private static func columns(_ characters: some Sequence<Character>) -> Int {
        TerminalWidth.columns(of: String(Array(characters)))
    }
}

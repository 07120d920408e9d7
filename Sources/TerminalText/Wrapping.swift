import OctetText

/// Breaks prose into lines that fit the terminal.
package enum Wrapping {
    /// No terminal is assumed to be narrower than this.
    package static let minimumWidth = 20

    /// Breaks a text at spaces, each line with a prefix.
    ///
    ///     # A client introduces itself with
    ///     # EHLO (or HELO) before it starts a
    ///     # mail transaction.
    ///
    /// A word that is wider than a line is broken. Blanks between words become one space; line feeds stay.
    package static func lines(of text: String, width: Int, prefix: String = "") -> [String] {
        let room = room(width, after: prefix)
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            lines += wrap(paragraph, room: room).map { trimmingEnd(of: prefix + $0) }
        }
        return lines
    }

    /// Breaks one line at spaces, the first with a prefix of its own.
    package static func lines(
        of text: String, width: Int, first: String, prefix: String
    ) -> [String] {
        let start = DisplayWidth.columns(of: first) - DisplayWidth.columns(of: prefix)
        return wrap(text[...], room: room(width, after: prefix), start: start).enumerated()
            .map { index, line in trimmingEnd(of: (index == 0 ? first : prefix) + line) }
    }

    private static func room(_ width: Int, after prefix: String) -> Int {
        max(max(width, minimumWidth) - DisplayWidth.columns(of: prefix), 2)
    }

    /// The first line begins so many columns later than the others.
    private static func wrap(_ paragraph: Substring, room: Int, start: Int = 0) -> [String] {
        var lines: [String] = []
        var line = ""
        var columns = start
        for word in paragraph.split(whereSeparator: { $0 == " " || $0 == "\t" }) {
            for (index, piece) in pieces(of: word, room: room).enumerated() {
                let pieceColumns = DisplayWidth.columns(of: piece)
                if line.isEmpty, columns + pieceColumns <= room || !lines.isEmpty || start <= 0 {
                    line = piece
                    columns += pieceColumns
                } else if !line.isEmpty, index == 0, columns + 1 + pieceColumns <= room {
                    line += " " + piece
                    columns += 1 + pieceColumns
                } else {
                    lines.append(line)
                    (line, columns) = (piece, pieceColumns)
                }
            }
        }
        return lines + [line]
    }

    /// Breaks a word that is too wide, between characters.
    private static func pieces(of word: Substring, room: Int) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var columns = 0
        for character in word {
            let width = DisplayWidth.columns(of: String(character))
            if columns + width > room, !piece.isEmpty {
                pieces.append(piece)
                (piece, columns) = ("", 0)
            }
            piece.append(character)
            columns += width
        }
        return pieces + [piece]
    }

    private static func trimmingEnd(of line: String) -> String {
        var trimmed = line[...]
        while trimmed.last == " " { trimmed.removeLast() }
        return String(trimmed)
    }
}

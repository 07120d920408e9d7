/// A line with a caret under one of its octets.
///
///     MAIL FROM: <ann@client.example>
///               ^
package struct Caret: Hashable, Sendable {
    /// What of the line is before the caret, safe to print.
    package private(set) var before: String
    /// What of the line is over the caret and after it, safe to print.
    package private(set) var after: String

    /// A caret under the octet at an offset of a line without its end; beyond it is after the line.
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

/// How many columns text takes on a terminal.
///
/// Terminals differ in details, mostly for emoji. This is what most do: East Asian wide and
/// full-width characters and emoji take two columns, marks and characters that are not displayed
/// none, all others one.
package enum DisplayWidth {
    private static let tabStop = 8

    /// The columns of a line of text; the one that it begins in matters to tabs only.
    package static func columns(of text: String, startingAt column: Int = 0) -> Int {
        var position = column
        for scalar in text.unicodeScalars {
            position += scalar == "\t" ? tabStop - position % tabStop : columns(of: scalar)
        }
        return position - column
    }

    /// The columns of a scalar: 0, 1 or 2; control characters take none.
    package static func columns(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 {
            return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? 0 : 1
        }
        if scalar.isZeroWidth { return 0 }
        return scalar.isWide ? 2 : 1
    }
}

extension Unicode.Scalar {
    fileprivate var isZeroWidth: Bool {
        // The vowels and final consonants of Hangul join the consonant before them.
        if (0x1160...0x11FF).contains(value) { return true }
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator:
            return true
        default:
            return properties.isDefaultIgnorableCodePoint
        }
    }

    fileprivate var isWide: Bool {
        switch value {
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x3247,
            0x3250...0x4DBF, 0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF,
            0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60, 0xFFE0...0xFFE6,
            0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD:
            true
        // The letters that make flags: terminals that do not draw flags draw each in one column.
        case 0x1F1E6...0x1F1FF:
            false
        default:
            properties.isEmojiPresentation
        }
    }
}

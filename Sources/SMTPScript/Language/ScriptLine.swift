import OctetText

/// One line of a script: as it is written, and what it means.
public struct ScriptLine: Hashable, Sendable {
    /// The line number, from 1.
    public var number: Int

    /// The line exactly as written, with its indentation and trailing blanks, without its line end.
    public var text: String

    /// How the line ends in the file.
    package var ending: LineEnd

    /// What the line means.
    public var kind: Kind

    init(number: Int, text: String, ending: LineEnd, kind: Kind) {
        self.number = number
        self.text = text
        self.ending = ending
        self.kind = kind
    }

    /// Reads one line.
    package init(
        parsing text: String, number: Int = 1, ending: LineEnd = .lineFeed
    ) throws(LineFault) {
        let kind = try LineParser(text).kind()
        self.init(number: number, text: text, ending: ending, kind: kind)
    }

    /// The blanks before the mark.
    package var indentation: String {
        String(text.unicodeScalars.prefix { $0 == " " || $0 == "\t" })
    }

    /// What a person would have typed for a `C: text` line, to the letter, or `nil` for other lines.
    ///
    /// Outside message content and AUTH exchanges a leading `:` makes a command of it and `::`
    /// sends one `:`, which ``kind`` tells. Inside, the prompt reads leading colons otherwise, so
    /// whoever plays the script there needs the text as typed.
    package var typed: String? {
        let mark = text.utf8.drop(while: \.isBlank)
        guard mark.starts(with: "C:".utf8) else { return nil }
        return String(Substring(mark.dropFirst(3)))
    }
}

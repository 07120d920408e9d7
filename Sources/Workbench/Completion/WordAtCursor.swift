import OctetText
import SMTPScript
import SMTPSimulator

/// The word before the cursor, and what stands before it.
///
/// A word that begins with a quotation mark goes on to the closing one, blanks and all.
struct WordAtCursor: Hashable {
    /// The words before it.
    let before: [String]
    /// The word as far as it is typed.
    let word: String
    /// Where it begins, in octets.
    let start: Int

    /// The word before the cursor of a line.
    init(_ line: [UInt8], cursor: Int) {
        let typed = line.prefix(max(0, cursor))
        var before: [String] = []
        var start = 0
        while let end = WordAtCursor.end(of: typed[start...]) {
            if end > start { before.append(String(decoding: typed[start..<end], as: UTF8.self)) }
            start = end + 1
        }
        self.before = before
        self.start = start
        word = String(decoding: typed[start...], as: UTF8.self)
    }

    /// The blank after the first word; nil if the word goes on to the end.
    private static func end(of text: ArraySlice<UInt8>) -> Int? {
        guard text.first == quote else { return text.firstIndex(of: 0x20) }
        var isEscaped = false
        for index in text.indices.dropFirst() {
            if !isEscaped, text[index] == quote { return text[index...].firstIndex(of: 0x20) }
            isEscaped = !isEscaped && text[index] == UInt8(ascii: "\\")
        }
        return nil
    }

    private static let quote = UInt8(ascii: "\"")

    /// Whether the word begins with a quotation mark.
    var isQuoted: Bool { word.utf8.first == WordAtCursor.quote }

    /// What the word stands for, quotation marks and escapes read; nil if there is something after it
    /// the closing mark, or an escape is wrong or unfinished.
    var meaning: String? {
        guard isQuoted else { return word }
        let octets =
            (try? EscapedText.octets(inQuotes: word + "\""))
            ?? (try? EscapedText.octets(inQuotes: word))
        return octets.flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Suggests those texts that begin with the word, letters compared without regard to case.
    func suggestions(_ candidates: some Sequence<Suggestions.Candidate>) -> Suggestions {
        let typed = word.lowercased()
        return Suggestions(
            replaceFrom: start,
            candidates: candidates.filter { $0.text.lowercased().hasPrefix(typed) })
    }

    /// Suggests those words that begin with the word.
    func suggestions(_ words: some Sequence<String>) -> Suggestions {
        suggestions(words.map { Suggestions.Candidate($0) })
    }

    /// Suggests those names that begin with what the word stands for, in quotation marks where they
    /// are needed.
    ///
    /// A name that is not the whole word, such as a folder's, gets no closing mark.
    func suggestions(names: some Sequence<(name: String, isWhole: Bool)>) -> Suggestions {
        guard let meaning else { return .none }
        let candidates = names.filter { $0.name.hasPrefix(meaning) }.map { name, isWhole in
            let written = isQuoted ? EscapedText.quoted(name.utf8) : EscapedText.word(name)
            let isOpen = !isWhole && written.hasPrefix("\"")
            return Suggestions.Candidate(
                isOpen ? String(written.dropLast()) : written, isWhole: isWhole)
        }
        return Suggestions(replaceFrom: start, candidates: candidates)
    }

    /// Suggests names that are whole words.
    func suggestions(names: [String]) -> Suggestions {
        suggestions(names: names.map { (name: $0, isWhole: true) })
    }
}

/// The word before the cursor, and what stands before it.
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
        let start = typed.lastIndex(of: 0x20).map { $0 + 1 } ?? 0
        self.start = start
        word = String(decoding: typed[start...], as: UTF8.self)
        before = typed[..<start].split(separator: 0x20).map { String(decoding: $0, as: UTF8.self) }
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
}

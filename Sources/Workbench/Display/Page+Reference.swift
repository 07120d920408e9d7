import TerminalText

extension Page {
    /// Adds an article of the reference.
    ///
    /// - Parameter entry: the article
    public mutating func add(_ entry: ReferenceEntry) {
        words([entry.title, entry.clause].filter { !$0.isEmpty }, gap: 3, .rule)
        for paragraph in entry.paragraphs { say(paragraph) }
        for example in entry.examples { show("  " + example) }
    }
}

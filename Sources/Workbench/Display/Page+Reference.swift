import TerminalText

extension Page {
    /// Adds an article of the reference.
    ///
    /// - Parameter entry: the article
    public mutating func add(_ entry: ReferenceEntry) {
        show(entry.clause.isEmpty ? entry.title : "\(entry.title)   \(entry.clause)", .rule)
        for paragraph in entry.paragraphs { say(paragraph) }
        for example in entry.examples { show("  " + example) }
    }
}

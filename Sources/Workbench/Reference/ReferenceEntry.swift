/// One article of the offline reference: what `:explain` says about a word.
///
///     # 550   RFC 5321 §4.2.3
///     # Refused for good: the mailbox does not exist, or policy says no.
public struct ReferenceEntry: Hashable, Sendable {
    /// What is explained, as written on the wire: `550`, `5.7.1`, `MAIL`, `SIZE`.
    public let title: String
    /// Where to read more, `RFC 5321 §4.2.3`; empty if there is no single place.
    public let clause: String
    /// Prose, one element per paragraph.
    public let paragraphs: [String]
    /// Lines to copy: syntax and examples.
    public let examples: [String]

    init(_ title: String, _ clause: String, _ paragraphs: [String], examples: [String] = []) {
        self.title = title
        self.clause = clause
        self.paragraphs = paragraphs
        self.examples = examples
    }
}

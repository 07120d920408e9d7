/// One article of the offline reference: what `:explain` tells about a word.
///
///     # 550   RFC 5321 §4.2.3
///     # Refused for good: the mailbox does not exist, or policy says no.
public struct ReferenceEntry: Hashable, Sendable {
    /// What is explained, as it is written on the wire: `550`, `5.7.1`, `MAIL`, `SIZE`.
    public let title: String
    /// Where to read more, `RFC 5321 §4.2.3`; empty where there is no one place.
    public let clause: String
    /// Prose, one paragraph an element.
    public let paragraphs: [String]
    /// Lines a person could copy: syntax and examples.
    public let examples: [String]

    init(_ title: String, _ clause: String, _ paragraphs: [String], examples: [String] = []) {
        self.title = title
        self.clause = clause
        self.paragraphs = paragraphs
        self.examples = examples
    }
}

/// One article of the offline reference: what `:explain` says about a word.
///
///     # 550   RFC 5321 §4.2.3
///     # Refused for good: the mailbox does not exist, or policy says no.
package struct ReferenceEntry: Hashable, Sendable {
    /// What an article is about, by the word a person uses for it.
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case code, verb, `extension`, parameter, mechanism, state, hook, answer, rule, setting
        case profile, command, concept
    }

    /// What is explained, as written on the wire: `550`, `5.7.1`, `MAIL`, `SIZE`.
    package let title: String
    package let kind: Kind
    /// Where to read more, `RFC 5321 §4.2.3`; empty if there is no single place.
    package let clause: String
    /// Prose, one element per paragraph; none is empty.
    package let paragraphs: [String]
    /// Lines to copy: syntax and examples.
    package let examples: [String]
    /// The words that it answers for; one that ends with `*` stands for all that begin so.
    let names: [String]

    /// An article; without other names, its title is its name.
    init(
        _ title: String, _ kind: Kind, _ clause: String, _ paragraphs: [String],
        examples: [String] = [], names: [String] = []
    ) {
        self.title = title
        self.kind = kind
        self.clause = clause
        self.paragraphs = paragraphs.filter { !$0.isEmpty }
        self.examples = examples
        self.names = names.isEmpty ? [title] : names
    }

    /// Whether it explains a word; capitals, and what joins words, do not matter.
    func answers(to word: ReferenceWord) -> Bool {
        names.contains { name in
            guard name.hasSuffix("*") else { return ReferenceWord(name) == word }
            return word.text.hasPrefix(ReferenceWord(String(name.dropLast())).text)
        }
    }
}

/// A word as the reference compares words: in small letters, hyphens and low lines as blanks.
///
/// `Dot-Stuffing`, `dot_stuffing` and `dot stuffing` are the same.
struct ReferenceWord: Hashable {
    let text: String

    init(_ word: String) {
        let bare = word.hasPrefix(":") ? word.dropFirst() : word[...]
        let letters = bare.lowercased().map { $0 == "-" || $0 == "_" ? " " : $0 }
        text = String(letters).split(separator: " ").joined(separator: " ")
    }

    /// The word without the s of a plural; nil if it has none.
    var singular: ReferenceWord? {
        text.count > 3 && text.hasSuffix("s") ? ReferenceWord(String(text.dropLast())) : nil
    }
}

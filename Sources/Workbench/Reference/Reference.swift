import OctetText
import SMTPSession

/// The offline reference: everything that a person may meet in a session, on one shelf.
///
/// What the simulator declares says what it is itself; the rest stands in tables, one file a kind.
package enum Reference {
    /// The article about a word: the first, if the word means several things.
    package static func entry(
        for word: String, in configuration: Configuration = Configuration()
    ) -> ReferenceEntry? {
        entries(for: word, in: configuration).first
    }

    /// All articles about a word: MAIL is a verb and a state.
    package static func entries(
        for word: String, in configuration: Configuration = Configuration()
    ) -> [ReferenceEntry] {
        let codes = [replyCode(word), enhancedStatusCode(word)].compactMap(\.self)
        guard codes.isEmpty else { return codes }
        let shelf = shelf(in: configuration)
        let key = ReferenceWord(word)
        let found = shelf.filter { $0.answers(to: key) }
        guard found.isEmpty, let singular = key.singular else { return found }
        return shelf.filter { $0.answers(to: singular) }
    }

    /// Every article but those of codes, which are found by their digits.
    private static func shelf(in configuration: Configuration) -> [ReferenceEntry] {
        wireWords(in: configuration) + states + simulatorWords(in: configuration) + concepts
    }

    /// What a client or a server can say.
    private static func wireWords(in configuration: Configuration) -> [ReferenceEntry] {
        verbs + extensions(in: configuration) + parameters(in: configuration) + mechanisms
    }

    /// The first name of every article, for completion.
    package static var words: [String] { words(in: Configuration()) }

    /// The first name of every article, with those of a server's own extensions.
    static func words(in configuration: Configuration) -> [String] {
        distinct((replyCodes + shelf(in: configuration)).compactMap(\.names.first))
    }

    /// Names that no other one spells in capitals, with hyphens for blanks.
    private static func distinct(_ names: [String]) -> [String] {
        var seen: Set<ReferenceWord> = []
        return names.filter { !$0.hasSuffix("*") && seen.insert(ReferenceWord($0)).inserted }
            .map { $0.replacing(" ", with: "-") }
    }

    /// The words that were likely meant, the likeliest first.
    static func suggestions(
        for word: String, in configuration: Configuration
    ) -> [String] {
        guard word.contains(where: { !$0.isNumber && $0 != "." }) else { return [] }
        let names = distinct(shelf(in: configuration).flatMap(\.names))
        let key = ReferenceWord(word).text
        let within =
            key.count < 4 ? [] : names.filter { ReferenceWord($0).text.contains(key) }.prefix(3)
        let near = [nearestName(to: word, among: names)].compactMap(\.self)
        return near + within.filter { !near.contains($0) }
    }

    /// How a verb is written.
    static func syntax(of verb: String) -> String {
        verbs.first { $0.title == verb }?.examples.first ?? verb
    }
}

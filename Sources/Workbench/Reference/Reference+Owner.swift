import SMTPGrammar
import SMTPSession

extension Reference {
    /// The extension that brings a verb or a parameter, by its name in capitals: `BDAT`, `NOTIFY`.
    static func owner(of word: String) -> ReferenceEntry? {
        extensions(in: Configuration()).first { entry in
            entry.examples.contains { example in
                let words = example.split(separator: " ").map { $0.prefix { $0 != "=" } }
                let isVerb = words.first.map { $0 == word } ?? false
                return isVerb
                    ? !VerbDeclaration.all.contains { $0.verb.name == word }
                    : words.dropFirst(2).contains { $0 == word }
            }
        }
    }

    /// The article of a verb, in capitals, that the machine does not know: `LHLO`.
    static func otherVerb(_ word: String) -> ReferenceEntry? {
        guard !VerbDeclaration.all.contains(where: { $0.verb.name == word }) else { return nil }
        return verbs.first { $0.title == word }
    }
}

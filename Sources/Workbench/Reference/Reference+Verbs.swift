import SMTPGrammar
import SMTPSession

/// What the reference knows about a verb.
struct VerbArticle {
    let name: String
    let clause: String
    let syntax: String
    let purpose: String
    let replies: String

    init(_ name: String, _ clause: String, _ syntax: String, _ purpose: String, _ replies: String) {
        self.name = name
        self.clause = clause
        self.syntax = syntax
        self.purpose = purpose
        self.replies = replies
    }

    init(_ verb: VerbDeclaration) {
        let purpose = [verb.summary, verb.explanation].map(\.description).filter { !$0.isEmpty }
        self.init(
            verb.verb.name, verb.clause.description, verb.syntax.description,
            purpose.joined(separator: " "), verb.replies.description)
    }
}

extension Reference {
    /// The article about a verb; case does not matter.
    static func verb(_ word: String) -> ReferenceEntry? {
        let name = word.uppercased()
        guard let article = verbs.first(where: { $0.name == name }) else { return nil }
        let replies = article.replies.isEmpty ? "" : "Replies: \(article.replies)."
        return ReferenceEntry(
            article.name, article.clause, [article.purpose, replies].filter { !$0.isEmpty },
            examples: [article.syntax])
    }

    /// How a verb is written.
    static func syntax(of verb: String) -> String {
        verbs.first { $0.name == verb }?.syntax ?? verb
    }
}

import SMTPGrammar
import SMTPSession

// What the machine knows says what it is itself; the rest stands here.

extension Reference {
    /// The verbs of RFC 5321, of its extensions, and of common practice.
    static let verbs = VerbDeclaration.all.map(ReferenceEntry.init)

    /// The extensions that the machine knows, and those of the person's own.
    static func extensions(in configuration: Configuration) -> [ReferenceEntry] {
        configuration.allExtensions.map { ReferenceEntry($0, in: configuration) }
    }
}

extension ReferenceEntry {
    fileprivate init(_ verb: VerbDeclaration) {
        let purpose = [verb.summary, verb.explanation].map(\.description).filter { !$0.isEmpty }
        let replies = verb.replies.description
        self.init(
            verb.verb.name, .verb, verb.clause.description,
            [purpose.joined(separator: " "), replies.isEmpty ? "" : "Replies: \(replies)."],
            examples: [verb.syntax.description])
    }

    fileprivate init(_ known: SMTPExtension, in configuration: Configuration) {
        let parameters = known.parameters.map {
            "\($0.verb.declaration.syntax) \($0.exampleText)"
        }
        self.init(
            known.keyword, .extension, known.clause,
            [
                known.explanation,
                known.isOn(in: configuration)
                    ? "" : "This server does not list it; :set \(known.setting) on changes that.",
            ],
            examples: known.verbs.map(\.syntax.description) + parameters,
            // NAME alone is no word of its own: NAME= is.
            names: [known.keyword] + known.argumentNames.map { $0 + "=*" })
    }
}

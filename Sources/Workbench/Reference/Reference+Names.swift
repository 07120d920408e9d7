import SMTPGrammar
import SMTPSession

// What the machine knows says what it is itself; the rest stands here.

extension Reference {
    /// The verbs of RFC 5321, of its extensions, and of common practice.
    static let verbs =
        VerbDeclaration.all.map(ReferenceEntry.init) + [
            verb(
                "ATRN", "RFC 2645", "ATRN client.example",
                "After AUTH, reverses the connection, so that the server sends the queued mail.",
                "250; 450, 451, 453, 502, 530")
        ]

    private static func verb(
        _ name: String, _ clause: String, _ syntax: String, _ purpose: String, _ replies: String
    ) -> ReferenceEntry {
        ReferenceEntry(
            name, .verb, clause, [purpose, "Replies: \(replies)."], examples: [syntax])
    }

    /// The extensions of the registry, and those of common practice.
    static func extensions(in configuration: Configuration) -> [ReferenceEntry] {
        configuration.allExtensions.map { ReferenceEntry($0, in: configuration) } + otherExtensions
    }

    static let otherExtensions = [
        service(
            "CHECKPOINT", "RFC 1845", "An interrupted transfer can continue where it stopped.",
            "MAIL FROM:<ann@client.example> TRANSID=<12345@client.example>")
    ]

    private static func service(
        _ keyword: String, _ clause: String, _ purpose: String, _ additions: String...
    ) -> ReferenceEntry {
        ReferenceEntry(keyword, .extension, clause, [purpose], examples: additions)
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
            examples: known.verbs.map(\.syntax.description) + parameters)
    }
}

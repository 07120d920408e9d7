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
        ReferenceEntry(name, clause, [purpose, "Replies: \(replies)."], examples: [syntax])
    }

    /// The extensions of the registry, and those of common practice.
    static func extensions(in configuration: Configuration) -> [ReferenceEntry] {
        configuration.allExtensions.map(ReferenceEntry.init) + otherExtensions
    }

    /// The parameters of MAIL and RCPT, each once; two extensions can bring the same.
    static func parameters(in configuration: Configuration) -> [ReferenceEntry] {
        var entries: [ReferenceEntry] = []
        for known in configuration.allExtensions {
            for parameter in known.parameters
            where !entries.contains(where: { $0.title == parameter.keyword }) {
                entries.append(ReferenceEntry(parameter, of: known))
            }
        }
        return entries
    }

    private static let otherExtensions = [
        service(
            "CHECKPOINT", "RFC 1845", "An interrupted transfer can continue where it stopped.",
            "MAIL FROM:<ann@client.example> TRANSID=<12345@client.example>")
    ]

    private static func service(
        _ keyword: String, _ clause: String, _ purpose: String, _ additions: String...
    ) -> ReferenceEntry {
        ReferenceEntry(keyword, clause, [purpose], examples: additions)
    }

    static let mechanisms = [
        mechanism(
            "PLAIN", "RFC 4616 §2",
            "One message in base64: authorization identity, user and password, separated by NULs. "
                + "It reveals the password, so it belongs inside TLS."),
        mechanism(
            "LOGIN", "draft-murchison-sasl-login",
            "The server asks for the user, then the password, each sent in base64. Never "
                + "standardized, but common; it belongs inside TLS."),
        mechanism(
            "CRAM-MD5", "RFC 2195 §2",
            "The server sends a challenge; the client answers with its user name and a keyed MD5 of "
                + "the challenge. The password is not sent, but the method is dated."),
        mechanism(
            "EXTERNAL", "RFC 4422 appendix A",
            "The client is who its certificate says. The message names whom it acts for, or is empty."
        ),
    ]

    private static func mechanism(
        _ name: String, _ clause: String, _ purpose: String
    ) -> ReferenceEntry {
        ReferenceEntry(name, clause, [purpose], examples: ["AUTH \(name)"])
    }
}

extension ReferenceEntry {
    fileprivate init(_ verb: VerbDeclaration) {
        let purpose = [verb.summary, verb.explanation].map(\.description).filter { !$0.isEmpty }
        let replies = verb.replies.description
        self.init(
            verb.verb.name, verb.clause.description,
            [purpose.joined(separator: " "), replies.isEmpty ? "" : "Replies: \(replies)."],
            examples: [verb.syntax.description])
    }

    fileprivate init(_ known: SMTPExtension) {
        let parameters = known.parameters.map {
            "\($0.verb.declaration.syntax) \($0.exampleText)"
        }
        self.init(
            known.keyword, known.clause, [known.explanation],
            examples: known.verbs.map(\.syntax.description) + parameters)
    }
    fileprivate init(_ parameter: ESMTPParameter, of known: SMTPExtension) {
        let choices = parameter.choices.sorted { $0.key < $1.key }
            .map { "\($0.key): \($0.value)." }
        self.init(
            parameter.keyword, known.clause,
            [
                "A parameter of \(parameter.verb.name), by \(known.keyword): \(parameter.meaning).",
                parameter.form == .flag ? "" : "It takes \(parameter.form.expected).",
                choices.joined(separator: " "),
            ], examples: ["\(parameter.verb.declaration.syntax) \(parameter.exampleText)"])
    }
}

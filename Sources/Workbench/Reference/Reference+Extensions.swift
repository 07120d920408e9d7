import SMTPSession

/// What the reference knows about an extension.
struct ExtensionArticle {
    let keyword: String
    let clause: String
    let purpose: String
    let additions: [String]

    init(_ keyword: String, _ clause: String, _ purpose: String, _ additions: String...) {
        self.keyword = keyword
        self.clause = clause
        self.purpose = purpose
        self.additions = additions
    }

    init(_ known: SMTPExtension) {
        keyword = known.keyword
        clause = known.clause
        purpose = known.explanation
        additions =
            known.verbs.map(\.syntax.description)
            + known.parameters.map {
                "\($0.verb.declaration.syntax) \($0.exampleText)"
            }
    }
}

extension Reference {
    /// The article about an extension, by the keyword that EHLO lists.
    static func smtpExtension(_ word: String, in configuration: Configuration) -> ReferenceEntry? {
        let name = word.uppercased()
        guard let article = extensions(in: configuration).first(where: { $0.keyword == name })
        else { return nil }
        return ReferenceEntry(
            article.keyword, article.clause, [article.purpose], examples: article.additions)
    }

    /// The article about a SASL mechanism.
    static func mechanism(_ word: String) -> ReferenceEntry? {
        let name = word.uppercased()
        guard let article = mechanisms.first(where: { $0.name == name }) else { return nil }
        return ReferenceEntry(
            article.name, article.clause, [article.purpose], examples: ["AUTH \(article.name)"])
    }

    static let mechanisms: [(name: String, clause: String, purpose: String)] = [
        (
            "PLAIN", "RFC 4616 §2",
            "One message in base64: authorization identity, user and password, separated by NULs. "
                + "It reveals the password, so it belongs inside TLS."
        ),
        (
            "LOGIN", "draft-murchison-sasl-login",
            "The server asks for the user, then the password, each sent in base64. Never "
                + "standardized, but common; it belongs inside TLS."
        ),
        (
            "CRAM-MD5", "RFC 2195 §2",
            "The server sends a challenge; the client answers with its user name and a keyed MD5 of "
                + "the challenge. The password is not sent, but the method is dated."
        ),
        (
            "EXTERNAL", "RFC 4422 appendix A",
            "The client is who its certificate says. The message names whom it acts for, or is empty."
        ),
    ]
}

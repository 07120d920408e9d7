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
                "250; 450, 451, 453, 502, 530"),
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

    private static let otherExtensions = [
        service(
            "SMTPUTF8", "RFC 6531 §3.2", "Addresses and header fields may contain UTF-8.",
            "MAIL FROM:<ann@client.example> SMTPUTF8"),
        service(
            "CHECKPOINT", "RFC 1845", "An interrupted transfer can continue where it stopped.",
            "MAIL FROM:<ann@client.example> TRANSID=<12345@client.example>"),
        service(
            "DSN", "RFC 3461 §4",
            "The client says which delivery reports it wants, and what they should contain.",
            "MAIL FROM:<ann@client.example> RET=HDRS ENVID=QQ314159",
            "RCPT TO:<bob@sim.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;bob@sim.example"),
        service(
            "DELIVERBY", "RFC 2852 §4", "The message must be delivered within a given time.",
            "MAIL FROM:<ann@client.example> BY=120;R"),
        service(
            "FUTURERELEASE", "RFC 4865", "The server holds the message and sends it later.",
            "MAIL FROM:<ann@client.example> HOLDFOR=3600"),
        service(
            "MT-PRIORITY", "RFC 6710 §3", "The message has a priority of -9 to 9.",
            "MAIL FROM:<ann@client.example> MT-PRIORITY=3"),
        service(
            "RRVS", "RFC 7293 §5", "The mailbox must have had the same owner since a given time.",
            "RCPT TO:<bob@sim.example> RRVS=2014-04-03T23:01:00Z"),
        service(
            "MTRK", "RFC 3885", "The message can be tracked later.",
            "MAIL FROM:<ann@client.example> MTRK=3fg2Wpnh0v2o0cZqXZQ2jE1Yl4w="),
        service(
            "REQUIRETLS", "RFC 8689 §2", "Every hop of the message must use TLS.",
            "MAIL FROM:<ann@client.example> REQUIRETLS"),
        service(
            "SUBMITTER", "RFC 4405", "MAIL names who is responsible for the message; historic.",
            "MAIL FROM:<ann@client.example> SUBMITTER=ann@client.example"),
        service(
            "NO-SOLICITING", "RFC 3865", "The server says which solicitations it does not accept.",
            "MAIL FROM:<ann@client.example> SOLICIT=org.example:ADV:ADLT"),
        service(
            "LIMITS", "RFC 9422",
            "EHLO tells how many messages, recipients and domains the server takes."),
        service(
            "CONPERM", "RFC 4141", "The client permits conversion of the content.",
            "MAIL FROM:<ann@client.example> CONPERM"),
        service(
            "CONNEG", "RFC 4141", "The server says what content a recipient can handle.",
            "RCPT TO:<bob@sim.example> CONNEG"),
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
}

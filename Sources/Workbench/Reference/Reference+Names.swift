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

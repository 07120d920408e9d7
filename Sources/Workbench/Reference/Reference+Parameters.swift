import SMTPSession

// The parameters of MAIL and RCPT. Those that an extension of the machine declares are made from its
// declaration; the others stand in the table, and leave it when the machine knows them.

extension Reference {
    static func parameters(in configuration: Configuration) -> [ReferenceEntry] {
        configuration.allExtensions.flatMap { known in
            known.parameters.map { ReferenceEntry($0, of: known) }
        } + otherParameters
    }

    private static let otherParameters = [
        parameter(
            "NOTIFY", "DSN", "RFC 3461 §4.1", "RCPT TO:<bob@sim.example> NOTIFY=SUCCESS,FAILURE",
            """
            When the sender wants a delivery report about this recipient: NEVER, or any of SUCCESS, \
            FAILURE and DELAY. Without it, a failure is reported and perhaps a delay.
            """),
        parameter(
            "ORCPT", "DSN", "RFC 3461 §4.2",
            "RCPT TO:<bob@sim.example> ORCPT=rfc822;bob@sim.example",
            """
            The recipient as the sender knew it, with the kind of address and in xtext, so that a \
            report names it even after the mail was forwarded.
            """),
        parameter(
            "RET", "DSN", "RFC 3461 §4.3", "MAIL FROM:<ann@client.example> RET=HDRS",
            """
            What a report of a failure gives back of the message: FULL for all of it, HDRS for the \
            header only.
            """),
        parameter(
            "ENVID", "DSN", "RFC 3461 §4.4", "MAIL FROM:<ann@client.example> ENVID=QQ314159",
            """
            A name of the sender's for this transaction, in xtext, at most 100 characters; the \
            reports repeat it, so that the sender's program finds the mail they are about.
            """),
        parameter(
            "BY", "DELIVERBY", "RFC 2852 §4", "MAIL FROM:<ann@client.example> BY=120;R",
            """
            Within how many seconds the message must be delivered, and what to do otherwise: N \
            notifies the sender and goes on, R returns the message. A T after it asks for a report \
            from each relay.
            """),
        parameter(
            "HOLDFOR", "FUTURERELEASE", "RFC 4865 §3",
            "MAIL FROM:<ann@client.example> HOLDFOR=3600",
            "How many seconds the submission server keeps the message before it sends it on."),
        parameter(
            "HOLDUNTIL", "FUTURERELEASE", "RFC 4865 §3",
            "MAIL FROM:<ann@client.example> HOLDUNTIL=2030-01-01T00:00:00Z",
            "The time, in UTC, until which the submission server keeps the message."),
        parameter(
            "TRANSID", "CHECKPOINT", "RFC 1845 §3",
            "MAIL FROM:<ann@client.example> TRANSID=<12345@client.example>",
            """
            A name for the transaction. When the connection was lost in the text, the client sends \
            the same name again, and the server says where to go on, by 355.
            """),
        parameter(
            "SOLICIT", "NO-SOLICITING", "RFC 3865 §2",
            "MAIL FROM:<ann@client.example> SOLICIT=org.example:ADV:ADLT",
            "The kinds of solicitation that the message is, so that a server can refuse them."),
    ]

    private static func parameter(
        _ keyword: String, _ extension: String, _ clause: String, _ example: String,
        _ meaning: String
    ) -> ReferenceEntry {
        ReferenceEntry(
            "parameter \(keyword)", .parameter, clause, [meaning, belongs(to: `extension`)],
            examples: [example], names: [keyword, keyword + "="])
    }

    fileprivate static func belongs(to keyword: String) -> String {
        "It belongs to the extension \(keyword): a client sends it only if EHLO lists that."
    }
}

extension ReferenceEntry {
    fileprivate init(_ parameter: ESMTPParameter, of known: SMTPExtension) {
        let choices = parameter.choices.sorted { $0.key < $1.key }
            .map { "\($0.key): \($0.value)" }.joined(separator: "; ")
        let name = parameter.keyword
        self.init(
            "parameter \(name)", .parameter, known.clause,
            [
                "What it says: \(parameter.meaning).", choices.isEmpty ? "" : "Values: \(choices).",
                Reference.belongs(to: known.keyword),
            ],
            examples: ["\(parameter.verb.declaration.syntax) \(parameter.exampleText)"],
            names: [name, name + "="])
    }
}

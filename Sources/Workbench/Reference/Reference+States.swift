// The states, named for what the server waits for; those of the mailhog profile have that machine's
// own names.

extension Reference {
    /// The states of smtpsim's own machine, with a few words each on what the server waits for.
    static let stateTable = [
        ("START", "the connection"), ("HELLO", "EHLO or HELO"), ("MAIL", "MAIL"),
        ("RCPT", "RCPT, or DATA once a recipient is accepted"),
        ("DATA", "message text, up to a line with a single dot"),
        ("BDAT", "the octets of a chunk"), ("CHUNK", "BDAT, the next chunk; or RSET"),
        ("PROXY", "what a proxy says of its client"), ("AUTH", "a SASL response"),
        ("TLS", "the TLS handshake: :tls performs it"),
        ("TURNED", "replies: after ATRN the client is the server, and this one the client"),
        ("CLOSED", "nothing; :connect opens a new connection"),
    ]

    /// The states of the other machine, likewise.
    static let mailHogStateTable = [
        ("INVALID", "the connection"), ("ESTABLISH", "a command, also after a message"),
        ("AUTHPLAIN", "the message of PLAIN"), ("AUTHLOGIN", "the user of LOGIN"),
        ("AUTHLOGIN2", "the password of LOGIN"), ("AUTHCRAMMD5", "the answer of CRAM-MD5"),
        ("MAIL", "MAIL"), ("RCPT", "RCPT or DATA"), ("DATA", "message text"),
        ("DONE", "nothing: QUIT was answered, or the connection is closed"),
    ]

    static let states =
        stateTable.map { state($0, "The server waits for", examples[$0.0] ?? ":state") }
        + mailHogStateTable.filter { row in !stateTable.contains { $0.0 == row.0 } }
        .map { state($0, "In the mailhog profile, the server waits for", ":profile mailhog") }

    private static func state(
        _ row: (name: String, waitsFor: String), _ beginning: String, _ example: String
    ) -> ReferenceEntry {
        ReferenceEntry(
            "state \(row.name)", .state, "", ["\(beginning) \(row.waitsFor)."],
            examples: [example], names: [row.name])
    }

    /// What leads on from it, or says more about it.
    private static let examples = [
        "START": ":connect", "HELLO": "EHLO client.example",
        "MAIL": "MAIL FROM:<ann@client.example>", "RCPT": "RCPT TO:<bob@sim.example>",
        "TLS": ":tls", "CLOSED": ":connect",
    ]
}

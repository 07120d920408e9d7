import SMTPGrammar

// RFC 1845 §2: the keyword CHECKPOINT, without parameters, and TRANSID on MAIL, of at most 80 characters:
//   transid-value ::= "<" transid-spec ">"
//   transid-spec  ::= transid-local "@" transid-domain
//   transid-token ::= transid-atom *("." transid-atom)
//   transid-atom  ::= 1*<any (ASCII) CHAR except SPACE, CTLs, tspecials, or ".">
// The text adds 88 octets to MAIL; the grammar needs 89.

extension ExtensionSet {
    /// Transactions that go on after the connection was lost (RFC 1845).
    public static let checkpoint = ExtensionSet(rawValue: 1 << 50)
}

extension SMTPExtension {
    static let checkpoint = SMTPExtension(
        .checkpoint, "CHECKPOINT", "RFC 1845 §2",
        "Transactions that go on after the connection was lost.",
        """
        MAIL names the transaction by TRANSID. If the connection is lost in message text, the server keeps \
        what it has; the same MAIL in a later session gets 355 with the number of octets that need not be \
        sent again, and DATA goes on there. A program that serves one session, as stdio does, has no later \
        one. Experimental.
        """,
        parameters: [
            ESMTPParameter(
                transaction, on: .mail,
                .grammar(.sequence([.text("<"), token, .text("@"), token, .text(">")])), octets: 89,
                "names the transaction, to go on with it later", example: "<1@client.example>")
        ],
        settings: [lifetime], isOn: false)

    static let transaction = "TRANSID"

    static let lifetime = ExtensionSetting(
        "checkpoint-hours", .number(0...100_000), "48", "RFC 1845 §3",
        "How many hours an interrupted transaction is kept.")

    private static let token = ValueGrammar.octets(
        "-!#$%&'*+.0-9A-Z^_`a-z{|}~", 1...78, named: "a name without blanks and brackets")
}

extension ParameterCheck {
    static let transaction = ParameterCheck(
        SMTPExtension.transaction, on: .mail,
        problem: { context in
            let value = context.value.octets
            guard value.count <= 80 else { return .value("at most 80 characters") }
            let atoms = value.dropFirst().dropLast()
                .split(separator: ASCII.atSign, omittingEmptySubsequences: false)
                .flatMap { $0.split(separator: ASCII.dot, omittingEmptySubsequences: false) }
            return atoms.contains(where: \.isEmpty) ? .value("a name without empty parts") : nil
        })
}

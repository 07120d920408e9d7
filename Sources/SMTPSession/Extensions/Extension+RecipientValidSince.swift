import SMTPGrammar

// RFC 7293 §3.1. EHLO: "RRVS". RCPT: "RRVS=" date-time [";" ("C" / "R")]; adds 33 octets.
// §5.1: role accounts are not looked at. §15.3: 550 5.7.17 if the mailbox changed hands since.

extension ExtensionSet {
    /// Recipients that must have had their mailbox since a moment (RFC 7293).
    public static let recipientValidSince = ExtensionSet(rawValue: 1 << 38)
}

extension SMTPExtension {
    static let ownedSince = ExtensionSetting(
        "rrvs-owned-since", .text(25), "", "RFC 7293 §5.1",
        "Since when all mailboxes have had their owners; empty for always.")

    static let recipientValidSince = SMTPExtension(
        .recipientValidSince, "RRVS", "RFC 7293 §3.1",
        "Recipients that must have had their mailbox since a moment.",
        """
        The client says since when it has known the recipient. If the mailbox has changed hands since \
        then, the message is not for its owner of today. C lets the message pass servers without the \
        extension, R, the default, does not.
        """,
        parameters: [
            ESMTPParameter(
                "RRVS", on: .rcpt,
                .grammar(
                    .sequence([
                        .dateTime(inUTC: false),
                        .optional(.sequence([.text(";"), .word(["C", "R"])])),
                    ])),
                octets: 33, "since when the recipient is known", reading: "known since {}",
                example: "2014-04-03T23:01:00Z")
        ],
        settings: [ownedSince], isOn: false)
}

extension ParameterCheck {
    static let ownedSince = ParameterCheck("RRVS", on: .rcpt) { context in
        let since = context.configuration.value(of: SMTPExtension.ownedSince)
        let moment = context.value.octets.prefix { $0 != ASCII.semicolon }
        guard let owned = DateTime(since.utf8.map(ASCII.uppercased)),
            let known = DateTime(moment.map(ASCII.uppercased)),
            known.seconds < owned.seconds
        else { return nil }
        return Problem(rule: .ownerChanged)
    }
}

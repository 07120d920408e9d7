import SMTPSession

extension LintRule {
    static let address: [LintRule] = [
        LintRule(
            .mailFrom, .error, "MAIL is not written MAIL FROM:<address>",
            mend: "Write MAIL FROM:<ann@client.example>."),
        LintRule(
            .rcptTo, .error, "RCPT is not written RCPT TO:<address>",
            mend: "Write RCPT TO:<bob@sim.example>."),
        LintRule(
            .mailSpaceAfterColon, .error, "a blank stands after FROM:",
            mend: "Write MAIL FROM:<…> without a blank."),
        LintRule(
            .rcptSpaceAfterColon, .error, "a blank stands after TO:",
            mend: "Write RCPT TO:<…> without a blank."),
        LintRule(
            .missingBrackets, .error, "the address has no angle brackets",
            mend: "Put the address in angle brackets."),
        LintRule(
            .missingDomain, .error, "the address has no domain",
            mend: "Add the domain: only <Postmaster> may do without one."),
        LintRule(
            .looseAddress, .error, "the address is not well formed",
            mend: "Quote what is no dot-string: <\"a b\"@client.example>."),
        LintRule(
            .unqualifiedDomain, .warning, "the domain is not fully qualified",
            mend: "Give the whole domain name."),
        LintRule(
            .senderAddress, .error, "the sender's address is not well formed",
            mend: "Send <ann@client.example>, or <> for a report."),
        LintRule(
            .recipientAddress, .error, "the recipient's address is not well formed",
            mend: "Send <bob@sim.example>."),
        LintRule(
            .sourceRoute, .warning, "the path has a source route",
            mend: "Leave out what stands before the mailbox: source routes are obsolete."),
        LintRule(
            .localPartTooLong, .error, "the local part has more than 64 octets",
            mend: "Use a shorter address."),
        LintRule(
            .domainTooLong, .error, "the domain has more than 255 octets",
            mend: "Use a domain of at most 255 octets."),
        LintRule(
            .pathTooLong, .error, "the path has more than 256 octets",
            mend: "Use a shorter address."),
        LintRule(
            .senderNotASCII, .error, "the sender is not ASCII, and MAIL has no SMTPUTF8",
            mend: "Add SMTPUTF8 to MAIL where EHLO lists it."),
        LintRule(
            .recipientNotASCII, .error, "the recipient is not ASCII, and MAIL had no SMTPUTF8",
            mend: "Add SMTPUTF8 to MAIL where EHLO lists it."),
    ]
}

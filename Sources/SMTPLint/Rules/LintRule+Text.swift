import SMTPSession

extension LintRule {
    static let text: [LintRule] = [
        LintRule(
            .contentBareCarriageReturn, .error, "the text has a CR without LF",
            mend: "End lines with CR LF, and send no CR elsewhere."),
        LintRule(
            .contentBareLineFeed, .error, "the text has an LF without CR",
            mend: "Turn each line end into CR LF before you send the text."),
        LintRule(
            .contentLineFeedEnd, .error, "the text has a dot alone between bare line ends",
            mend: "End lines with CR LF: some servers end the message here, and take the rest for "
                + "commands."),
        LintRule(
            .contentNul, .error, "the text has a NUL",
            mend: "Encode what is no text, as base64 for instance."),
        LintRule(
            .contentEightBit, .error,
            "the text has octets above 127, and MAIL had no "
                + "BODY=8BITMIME",
            mend: "Add BODY=8BITMIME where EHLO lists 8BITMIME; else encode the text."),
        LintRule(
            .contentLineTooLong, .error, "the text has a line of over 1000 octets",
            mend: "Break lines at 998 octets; encode text as quoted-printable or base64."),
        LintRule(
            .dotNotStuffed, .error, "a line of the text begins with one dot, which is not stuffed",
            mend: "Put another dot before each line of text that begins with one: the server "
                + "removes it."),
        LintRule(
            .headerNotASCII, .error, "the header has octets above 127, and MAIL had no SMTPUTF8",
            mend: "Encode the header (RFC 2047), or add SMTPUTF8 where EHLO lists it."),
        LintRule(
            .mailLoop, .warning, "the message has passed too many hosts",
            mend: "Look for a loop between forwards."),
        LintRule(
            .submitterDiffers, .error, "SUBMITTER= names another mailbox than the header",
            mend: "Take the submitter from Resent-Sender, Resent-From, Sender or From."),
        LintRule(
            .submitterMissing, .error, "SUBMITTER= was given, and the header names nobody",
            mend: "Send a header with From."),
    ]
}

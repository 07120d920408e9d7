import SMTPSession

extension LintRule {
    static let authentication: [LintRule] = [
        LintRule(
            .mechanismUnknown, .error, "EHLO did not list the mechanism",
            mend: "Choose a mechanism from the AUTH line of the reply to EHLO, as it is inside "
                + "TLS."),
        LintRule(
            .mechanismNeedsTLS, .error, "the mechanism was used in clear",
            mend: "Send STARTTLS first: the mechanism is offered inside TLS "
                + "only.", isGeneral: true),
        LintRule(
            .passwordInClear, .error, "the password went over the wire in clear",
            mend: "Send STARTTLS before AUTH, or connect to the port that begins with TLS."),
        LintRule(
            .authNeedsExtendedHello, .error, "AUTH came after HELO",
            mend: "Send EHLO: without it no extension is on."),
        LintRule(
            .base64Invalid, .error, "a SASL response is not base64",
            mend: "Encode the response by the alphabet of RFC 4648 section 4, in one line, padded "
                + "with =."),
        LintRule(
            .initialResponseUnexpected, .error,
            "AUTH has an initial response, and the server speaks first",
            mend: "Send AUTH with the mechanism alone, and wait for 334."),
        LintRule(
            .authenticationMalformed, .error, "a SASL message does not have its mechanism's form",
            mend: "Build the message as the mechanism's RFC has it."),
        LintRule(
            .messageIncomplete, .error, "a SASL message is incomplete",
            mend: "Build the message as the mechanism's RFC has it."),
        LintRule(
            .authenticationLineTooLong, .error, "a SASL line is too long",
            mend: "Keep each line of the exchange within 12288 octets."),
        LintRule(
            .tooManyAuthenticationFailures, .warning,
            "the client tried wrong credentials until the server gave up",
            mend: "Ask the user after the first 535 instead of trying again."),
    ]
}

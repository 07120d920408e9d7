import SMTPSession

extension LintRule {
    static let parameter: [LintRule] = [
        LintRule(
            .parameter, .error, "the parameters are not well formed",
            mend: "Write KEYWORD or KEYWORD=value after one blank each."),
        LintRule(
            .unknownParameter, .error, "no extension has this parameter",
            mend: "Use only parameters of extensions that EHLO lists."),
        LintRule(
            .parameterNotOffered, .error, "EHLO did not list the extension of this parameter",
            mend: "Look at the reply to EHLO, and use only what it lists."),
        LintRule(
            .parameterAfterHelo, .error, "a parameter came after HELO",
            mend: "Send EHLO, or leave parameters out."),
        LintRule(
            .duplicateParameter, .error, "a parameter was given twice",
            mend: "Give each parameter once."),
        LintRule(
            .parameterValue, .error, "the value of a parameter is not well formed",
            mend: "Write the value as the extension's RFC has it."),
        LintRule(
            .conversionNotOffered, .error, "EHLO did not list the extension of this parameter",
            mend: "Look at the reply to EHLO, and use only what it lists."),
        LintRule(
            .requireTLSInClear, .error, "REQUIRETLS came in clear",
            mend: "Send STARTTLS first."),
        LintRule(
            .priorityInvalid, .error, "the priority is no number from -9 to 9",
            mend: "Write a whole number without + and without zeros in front."),
        LintRule(
            .fullReturn, .hint, "RET=FULL goes with REQUIRETLS",
            mend: "Send RET=HDRS: a report must not carry the text in clear."),
        LintRule(
            .declaredSizeTooLarge, .warning, "SIZE= declares more than EHLO allows",
            mend: "Compare the message's size with SIZE in the reply to EHLO before MAIL."),
        LintRule(
            .declaredSizeExceeded, .error, "the message is larger than SIZE= declared",
            mend: "Count the octets as they are sent, line ends included, or leave SIZE= out."),
        LintRule(
            .messageTooLarge, .warning, "the message is larger than the server takes",
            mend: "Compare the message's size with SIZE in the reply to EHLO before MAIL."),
    ]
}

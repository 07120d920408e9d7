extension RuleEntry {
    static let parameter: [RuleEntry] = [
        RuleEntry(
            .unknownParameter, "parameter.unknown", 555, 5, 5, 4,
            text: "Parameter not recognized", rfc: 5321, section: "4.1.1.11",
            "The parameter belongs to no extension that the server offered in its reply to EHLO."),
        RuleEntry(
            .parameterAfterHelo, "parameter.after-helo", 555, 5, 5, 4,
            text: "Parameters need EHLO", rfc: 5321, section: "4.1.1.11",
            """
            Parameters come with extensions, and extensions come with EHLO. This session started \
            with HELO.
            """),
        RuleEntry(
            .duplicateParameter, "parameter.duplicate", 501, 5, 5, 4,
            text: "Parameter given twice", rfc: 1870, section: "6",
            """
            A parameter may appear only once in a command: "Only one SIZE parameter may be \
            specified in a single MAIL command", and the same goes for the others.
            """),
        RuleEntry(
            .parameterValue, "parameter.value", 501, 5, 5, 4,
            text: "Bad parameter value", rfc: 5321, section: "4.1.1.11",
            """
            The parameter is known, but its value is not valid. The caret marks the first octet \
            that does not fit, with what is expected there.
            """),
    ]
}

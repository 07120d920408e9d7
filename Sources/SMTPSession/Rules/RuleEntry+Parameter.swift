extension RuleEntry {
    static let parameter: [RuleEntry] = [
        RuleEntry(
            .unknownParameter, "parameter.unknown", 555, 5, 5, 4,
            text: "Parameter not recognized", rfc: 5321, section: "4.1.1.11", isTolerable: true,
            """
            The parameter belongs to no extension that this server knows. If this is tolerated, the \
            command is taken as if the parameter were not there.
            """),
        RuleEntry(
            .parameterNotOffered, "parameter.not-offered", 555, 5, 5, 4,
            text: "Parameter not recognized", rfc: 5321, section: "4.1.1.11", also: "2.2.2",
            isTolerable: true,
            """
            The parameter belongs to an extension that this server did not list in its reply to \
            EHLO, so a client must not use it. If this is tolerated, a server that has the \
            extension and kept quiet about it takes the parameter.
            """),
        RuleEntry(
            .parameterListedButOff, "parameter.listed-but-off", 555, 5, 5, 4,
            text: "Parameter not recognized",
            rfc: 5321, section: "4.1.1.11", also: "4.2.4",
            """
            The reply to EHLO listed the parameter's extension, and the server does not have it. \
            A server must not list what it does not do; this one was told to.
            """),
        RuleEntry(
            .parameterAfterHelo, "parameter.after-helo", 555, 5, 5, 4,
            text: "Parameters need EHLO", rfc: 5321, section: "4.1.1.11",
            """
            Parameters come with extensions, and extensions come with EHLO. This session started \
            with HELO.
            """),
        RuleEntry(
            .duplicateParameter, "parameter.duplicate", 501, 5, 5, 4,
            text: "Parameter given twice", rfc: 1870, section: "6", isTolerable: true,
            """
            A parameter may appear only once in a command: "Only one SIZE parameter may be \
            specified in a single MAIL command", and the same goes for the others. If this is \
            tolerated, the first one counts.
            """),
        RuleEntry(
            .parameterValue, "parameter.value", 501, 5, 5, 4,
            text: "Bad parameter value", rfc: 5321, section: "4.3.2", also: "4.1.1.11",
            isTolerable: true,
            """
            The parameter is known, but its value is not valid. The caret marks the first octet \
            that does not fit, with what is expected there; the form is that of the parameter's \
            extension. If this is tolerated, the command is taken as if the parameter were not there.
            """),
    ]
}

extension RuleEntry {
    static let limit: [RuleEntry] = [
        RuleEntry(
            .commandLineTooLong, "limit.command-line", 500, 5, 5, 2,
            text: "Line too long", rfc: 5321, section: "4.5.3.1.4",
            """
            A command line has at most 512 octets, including CR LF; extensions allow more for \
            their parameters.
            """),
        RuleEntry(
            .localPartTooLong, "limit.local-part", 501, 5, 1, 3,
            text: "Local part too long", rfc: 5321, section: "4.5.3.1.1",
            "The part before the @ has at most 64 octets."),
        RuleEntry(
            .domainTooLong, "limit.domain", 501, 5, 1, 2,
            text: "Domain too long", rfc: 5321, section: "4.5.3.1.2",
            "A domain has at most 255 octets."),
        RuleEntry(
            .pathTooLong, "limit.path", 501, 5, 1, 3,
            text: "Path too long", rfc: 5321, section: "4.5.3.1.3",
            "A path has at most 256 octets, including its brackets."),
        RuleEntry(
            .tooManyRecipients, "limit.recipients", 452, 4, 5, 3,
            text: "Too many recipients", rfc: 5321, section: "4.5.3.1.10",
            """
            The transaction has as many recipients as the server accepts, which is at least 100. \
            Send the message to these, and to the others in another transaction.
            """),
        RuleEntry(
            .tooManyParameters, "limit.parameters", 501, 5, 5, 4,
            text: "Too many parameters", rfc: 5321, section: "4.5.3.1",
            """
            The command has more parameters than this server accepts. No RFC sets such a limit; it \
            is this server's own.
            """),
        RuleEntry(
            .messageTooLarge, "limit.message-size", 552, 5, 3, 4,
            text: "Message exceeds the maximum size", rfc: 1870, section: "4",
            """
            The message text is larger than the server accepts. The server read it to the end and \
            dropped it, so that the session stays in step.
            """),
        RuleEntry(
            .declaredSizeTooLarge, "limit.declared-size", 552, 5, 3, 4,
            text: "Declared size exceeds the maximum", rfc: 1870, section: "6.1",
            """
            With SIZE=, MAIL declared more octets than the server accepts, so the client need not \
            send them.
            """),
        RuleEntry(
            .declaredSizeExceeded, "limit.declared-size-exceeded", 552, 5, 3, 4,
            text: "Message is larger than declared", rfc: 1870, section: "6.3", isTolerable: true,
            """
            The message has more octets than SIZE= declared. A server may refuse it; many let it \
            pass.
            """),
    ]
}

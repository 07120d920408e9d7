extension RuleEntry {
    static let command: [RuleEntry] = [
        RuleEntry(
            .unknownCommand, "command.unknown", 500, 5, 5, 1,
            text: "Command not recognized", rfc: 5321, section: "4.2.4",
            "The first word is not a command that the server knows. The session is unchanged."),
        RuleEntry(
            .localHelloOnly, "command.lhlo-only", 500, 5, 5, 1,
            text: "This is LMTP, send LHLO", rfc: 2033, section: "4.1",
            """
            LMTP has LHLO in the place of HELO and EHLO, so that a client which takes it for SMTP \
            notices at once.
            """),
        RuleEntry(
            .emptyCommand, "command.empty", 500, 5, 5, 2,
            text: "Empty command line", rfc: 5321, section: "4.1.1",
            """
            The line has no verb. This is what a message that ran past its end looks like, or a \
            client out of step.
            """),
        RuleEntry(
            .notImplemented, "command.not-implemented", 502, 5, 5, 1,
            text: "Command not implemented", rfc: 5321, section: "4.2.4",
            """
            The server knows the command but does not implement it. TURN, SEND, SOML and SAML are \
            obsolete (appendix F); others can be disabled.
            """),
        RuleEntry(
            .commandRefused, "command.refused", 550, 5, 7, 1,
            text: "Command refused", rfc: 5321, section: "4.2.3",
            "The policy's verb filter refused this command before its syntax was checked."),
        RuleEntry(
            .commandDeferred, "command.deferred", 450, 4, 7, 1,
            text: "Command refused for now", rfc: 5321, section: "4.2.3",
            "The policy's verb filter deferred this command."),
    ]
}

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
            text: "Empty command line", rfc: 5321, section: "4.2.4", also: "4.1.1",
            """
            The line has no verb. This is what a message that ran past its end looks like, or a \
            client out of step.
            """),
        RuleEntry(
            .notImplemented, "command.not-implemented", 502, 5, 5, 1,
            text: "Command not implemented", rfc: 5321, section: "4.2.4",
            """
            The server knows the command but does not implement it. TURN, SEND, SOML and SAML are \
            obsolete (appendix F); others were disabled here.
            """),
        RuleEntry(
            .notOffered, "command.not-offered", 502, 5, 5, 1,
            text: "Command not implemented", rfc: 5321, section: "4.2.4", also: "2.2.2",
            isTolerable: true,
            """
            The command belongs to an extension that this server did not list in its reply to \
            EHLO, so a client must not use it. If this is tolerated, a server that has the \
            extension and kept quiet about it performs the command.
            """),
        RuleEntry(
            .listedButOff, "command.listed-but-off", 502, 5, 5, 1,
            text: "Command not implemented", rfc: 5321, section: "4.2.4",
            """
            The reply to EHLO listed the command's extension, and the server does not have it. A \
            server must not list what it answers with 502; this one was told to.
            """),
        RuleEntry(
            .commandRefused, "command.refused", 550, 5, 7, 1,
            text: "Command refused", rfc: 5321, section: "4.2.3",
            "The policy's verb filter refused this command before its syntax was checked."),
        RuleEntry(
            .commandDeferred, "command.deferred", 450, 4, 7, 1,
            text: "Command refused for now", rfc: 5321, section: "4.2.3",
            "The policy's verb filter deferred this command."),
        RuleEntry(
            .serverReply, "command.server-reply", 500, 5, 5, 1,
            text: "The line looks like a server's reply", rfc: 5321, section: "4.2",
            """
            The line begins with a reply code, which only a server sends. That happens where both \
            sides of a recorded session are sent as commands.
            """),
        RuleEntry(
            .textAfterData, "command.text-after-refused-data", 500, 5, 5, 1,
            text: "The line looks like text after a refused DATA", rfc: 5321, section: "4.1.1.4",
            """
            DATA was refused just before, and the client may not have noticed: it sends its \
            message text, and each line is taken for a command. It must wait for 354 first.
            """),
        RuleEntry(
            .textAfterDot, "command.text-after-dot", 500, 5, 5, 1,
            text: "The line looks like text after a lone dot", rfc: 5321, section: "4.5.2",
            """
            A line with a single dot ends message text, so what follows it is taken for \
            commands. If the dot was part of the message, the client did not add the dot that \
            each line with a leading dot needs, and the message was cut there.
            """),
        RuleEntry(
            .wrappedBase64, "command.wrapped-base64", 500, 5, 5, 1,
            text: "The line looks like the rest of a SASL response", rfc: 4954, section: "4",
            """
            The line is nothing but base64, and an authentication failed just before: the client \
            seems to have cut a long response into two lines, as MIME encoders do after 76 \
            characters. A response is one line.
            """),
        RuleEntry(
            .chunkAsCommands, "command.chunk-as-commands", 500, 5, 5, 1,
            text: "The line looks like octets of a chunk", rfc: 3030, section: "2",
            """
            BDAT came just before, and this server does not offer CHUNKING, so the octets of the \
            chunk are taken for commands. A client may send BDAT only if the reply to EHLO lists \
            CHUNKING.
            """),
    ]
}

extension RuleEntry {
    static let success: [RuleEntry] = [
        RuleEntry(
            .helloAccepted, "hello.accepted", 250,
            text: "Hello", rfc: 5321, section: "4.1.1.1",
            """
            The server greets the client and, in reply to EHLO, lists the extensions it offers. \
            Any transaction under way is dropped.
            """),
        RuleEntry(
            .helloRefused, "hello.refused", 550,
            text: "Hello refused", rfc: 5321, section: "4.1.1.1",
            "The policy refused the client's name. The session is unchanged."),
        RuleEntry(
            .helloDeferred, "hello.deferred", 451,
            text: "Hello refused for now", rfc: 5321, section: "4.1.1.1",
            """
            The policy deferred the client. The session is unchanged. 451 is not among the codes \
            that §4.1.4 lists for a failed EHLO (501, 500, 502, 550); the policy chose it.
            """),
        RuleEntry(
            .resetDone, "reset.done", 250, 2, 0, 0,
            text: "Reset", rfc: 5321, section: "4.1.1.5",
            """
            RSET drops the transaction: sender, recipients and message text. The client's name and \
            authentication are kept.
            """),
        RuleEntry(
            .noopDone, "noop.done", 250, 2, 0, 0,
            text: "OK", rfc: 5321, section: "4.1.1.9",
            "NOOP does nothing; the reply shows that the server is alive."),
        RuleEntry(
            .help, "help.text", 214, 2, 0, 0,
            text: "Commands: {commands}", rfc: 5321, section: "4.1.1.8",
            "HELP returns helpful text: here, the commands that are in order now."),
        RuleEntry(
            .verifyAccepted, "verify.accepted", 252, 2, 5, 0,
            text: "Cannot verify the user, but will take mail for delivery",
            rfc: 5321, section: "3.5.3",
            """
            The server does not say whether the user exists, because address harvesters ask too. \
            It will accept a message and try to deliver it.
            """),
        RuleEntry(
            .verifyRefused, "verify.refused", 550, 5, 1, 1,
            text: "No such user", rfc: 5321, section: "3.5",
            "The policy says that this user does not exist."),
        RuleEntry(
            .verifyDeferred, "verify.deferred", 451, 4, 3, 0,
            text: "Cannot verify now", rfc: 5321, section: "3.5",
            "The policy deferred its answer."),
        RuleEntry(
            .expandAccepted, "expand.accepted", 252, 2, 5, 0,
            text: "Cannot expand the list, but will take mail for delivery",
            rfc: 5321, section: "3.5.3",
            "The server does not say who is on the list."),
        RuleEntry(
            .expandRefused, "expand.refused", 550, 5, 1, 1,
            text: "No such list", rfc: 5321, section: "3.5",
            "The policy says that this list does not exist."),
        RuleEntry(
            .expandDeferred, "expand.deferred", 451, 4, 3, 0,
            text: "Cannot expand now", rfc: 5321, section: "3.5",
            "The policy deferred its answer."),
        RuleEntry(
            .verifyWithoutMailbox, "verify.no-mailbox", 250, 2, 5, 2,
            text: "The reply names no mailbox", rfc: 5321, section: "3.5.2",
            """
            250, 251 and 551 to VRFY or EXPN must name the mailbox, as in <ann@sim.example>. 252 \
            is for a server that does not say.
            """),
    ]
}

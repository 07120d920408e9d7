extension RuleEntry {
    static let success: [RuleEntry] = [
        RuleEntry(
            .helloAccepted, "hello.accepted", 250,
            text: "Hello",
            rfc: 5321, section: "4.1.1.1",
            explanation: """
                The server greets the client, and lists behind an EHLO the extensions it offers. A \
                transaction under way is dropped.
                """
        ),
        RuleEntry(
            .helloRefused, "hello.refused", 550,
            text: "Hello refused",
            rfc: 5321, section: "4.1.1.1",
            explanation: """
                A policy refused the client's name. The session is as it was before.
                """
        ),
        RuleEntry(
            .helloDeferred, "hello.deferred", 451,
            text: "Hello refused for now",
            rfc: 5321, section: "4.1.1.1",
            explanation: """
                A policy put the client off. The session is as it was before. 451 is not among \
                the codes that §4.1.4 lists for a failing EHLO (501, 500, 502, 550); it is a \
                policy's.
                """
        ),
        RuleEntry(
            .resetDone, "reset.done", 250, 2, 0, 0,
            text: "Reset",
            rfc: 5321, section: "4.1.1.5",
            explanation: """
                RSET drops the transaction: sender, recipients and message text. The client's name \
                and authentication stay.
                """
        ),
        RuleEntry(
            .noopDone, "noop.done", 250, 2, 0, 0,
            text: "OK",
            rfc: 5321, section: "4.1.1.9",
            explanation: """
                NOOP does nothing, and is answered so that the client knows that the server lives.
                """
        ),
        RuleEntry(
            .help, "help.text", 214, 2, 0, 0,
            text: "Commands: {commands}",
            rfc: 5321, section: "4.1.1.8",
            explanation: """
                HELP says something helpful; it lists the commands in order now.
                """
        ),
        RuleEntry(
            .verifyAccepted, "verify.accepted", 252, 2, 5, 0,
            text: "Cannot verify the user, but will take mail for delivery",
            rfc: 5321, section: "3.5.3",
            explanation: """
                The server does not tell whether the user exists, since address harvesters ask \
                too. It will take a message and try to deliver it.
                """
        ),
        RuleEntry(
            .verifyRefused, "verify.refused", 550, 5, 1, 1,
            text: "No such user",
            rfc: 5321, section: "3.5",
            explanation: """
                A policy says that this user does not exist.
                """
        ),
        RuleEntry(
            .verifyDeferred, "verify.deferred", 451, 4, 3, 0,
            text: "Cannot verify now",
            rfc: 5321, section: "3.5",
            explanation: """
                A policy put the question off.
                """
        ),
        RuleEntry(
            .expandAccepted, "expand.accepted", 252, 2, 5, 0,
            text: "Cannot expand the list, but will take mail for delivery",
            rfc: 5321, section: "3.5.3",
            explanation: """
                The server does not tell who is on the list.
                """
        ),
        RuleEntry(
            .expandRefused, "expand.refused", 550, 5, 1, 1,
            text: "No such list",
            rfc: 5321, section: "3.5",
            explanation: """
                A policy says that this list does not exist.
                """
        ),
        RuleEntry(
            .expandDeferred, "expand.deferred", 451, 4, 3, 0,
            text: "Cannot expand now",
            rfc: 5321, section: "3.5",
            explanation: """
                A policy put the question off.
                """
        ),
    ]
}

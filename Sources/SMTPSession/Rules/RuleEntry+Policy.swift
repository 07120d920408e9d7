extension RuleEntry {
    static let policy: [RuleEntry] = [
        RuleEntry(
            .rawReply, "policy.raw", 250,
            text: "",
            rfc: 5321, section: "4.2",
            explanation: """
                A policy sent these octets as they are, to see what a client makes of them. They \
                need not be a reply that a server may send.
                """
        ),
        RuleEntry(
            .silent, "policy.silence", 450, 4, 3, 0,
            text: "No reply",
            rfc: 5321, section: "4.5.3.2",
            explanation: """
                A policy said nothing, to see how a client waits. The session is as if the command \
                had been refused; without a greeting it goes on as usual.
                """
        ),
        RuleEntry(
            .delayed, "policy.delay", 450, 4, 3, 0,
            text: "The answer waits",
            rfc: 5321, section: "4.5.3.2",
            explanation: """
                A policy makes the client wait. Clients have timeouts of their own, two to ten \
                minutes by command.
                """
        ),
        RuleEntry(
            .otherMachine, "machine.other", 250,
            text: "",
            rfc: 5321, section: "4.2",
            explanation: """
                Another machine than smtpsim's own gave this reply, in its own manner.
                """
        ),
    ]
}

extension RuleEntry {
    static let policy: [RuleEntry] = [
        RuleEntry(
            .rawReply, "policy.raw", 250,
            text: "", rfc: 5321, section: "4.2",
            """
            The policy sent these octets as they are, to see what a client makes of them. They \
            need not be a valid reply.
            """),
        RuleEntry(
            .silent, "policy.silence", 450, 4, 3, 0,
            text: "No reply", rfc: 5321, section: "4.5.3.2",
            """
            The policy sent no reply, to see how the client waits. The session continues as if the \
            command had been refused; if the greeting was withheld, it continues as usual.
            """),
        RuleEntry(
            .delayed, "policy.delay", 450, 4, 3, 0,
            text: "The answer waits", rfc: 5321, section: "4.5.3.2",
            """
            The policy makes the client wait. Clients have timeouts of their own, from two to ten \
            minutes depending on the command.
            """),
        RuleEntry(
            .linkFault, "policy.link", 450, 4, 4, 2,
            text: "The link has a fault", rfc: 5321, section: "4.1.1.10",
            """
            The policy gave the link to the client a fault, to see what a client makes of it: what \
            the server says does not arrive, or the connection is cut. A client whose message was \
            sent but not answered cannot know whether the server has it, and sends it again.
            """),
        RuleEntry(
            .otherMachine, "machine.other", 250,
            text: "", rfc: 5321, section: "4.2",
            "A machine other than smtpsim's own gave this reply, in its own manner."),
    ]
}

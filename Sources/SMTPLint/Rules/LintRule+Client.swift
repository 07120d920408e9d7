import SMTPSession

extension LintRule {
    /// What needs memory over the session: the machine answers as usual, and only lint knows.
    static let client: [LintRule] = [
        LintRule(
            .goesOnAfter421, .error, "the client went on after 421",
            mend: "Treat 421 as the end of the connection; try again later, in another one."),
        LintRule(
            .retriesRefused, .warning, "the client repeated what was refused for good",
            mend: "After 5yz change the command, or give up: the answer stays the same."),
        LintRule(
            .readsPartOfReply, .error, "the client went on after a part of a multi-line reply",
            mend: "Read on while the fourth character is a hyphen; act after the last line."),
        LintRule(
            .sizeOverstated, .hint, "SIZE= declares much more than was sent",
            mend: "Declare the size that the message has as it is sent."),
        LintRule(
            .recipientsOverLimit, .warning,
            "the client sent more than the server had said it "
                + "takes",
            mend: "Send the message to as many as the server takes, and to the others in another "
                + "transaction."),
        LintRule(
            .localHelloName, .hint, "the client's name is not fully qualified",
            mend: "Give the host's whole name, or its address in brackets: [192.0.2.1]."),
        LintRule(
            .heloWithoutEhlo, .hint, "the client sent HELO and did not try EHLO",
            mend: "Send EHLO first, and HELO only if EHLO is refused."),
    ]
}

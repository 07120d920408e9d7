import SMTPSession

extension LintRule {
    static let command: [LintRule] = [
        LintRule(
            .unknownCommand, .error, "no command begins like this",
            mend: "Send a command of RFC 5321, or of an extension that EHLO lists.",
            isGeneral: true),
        LintRule(
            .localHelloOnly, .error, "HELO or EHLO came where LMTP is spoken",
            mend: "Send LHLO to an LMTP server."),
        LintRule(
            .emptyCommand, .error, "an empty line came as a command",
            mend: "Send one line end after each command, and none after the dot that ends a "
                + "message.",
            isGeneral: true),
        LintRule(
            .notImplemented, .warning, "the server does not do this command",
            mend: "Do without it: servers need not have it, or it is obsolete."),
        LintRule(
            .notOffered, .error, "EHLO did not list the extension of this command",
            mend: "Look at the reply to EHLO, and use only what it lists."),
        LintRule(
            .serverReply, .error, "the client sent what a server says",
            mend: "Send commands only; a reply among them shows that both sides were mixed up."),
        LintRule(
            .textAfterData, .error, "the client sent its text though DATA was refused",
            mend: "Send text only after 354."),
        LintRule(
            .textAfterDot, .error, "text followed the dot that ended the message",
            mend: "Put another dot before each line of text that begins with one."),
        LintRule(
            .wrappedBase64, .error, "a SASL response came in more than one line",
            mend: "Send base64 without line breaks, however long."),
        LintRule(
            .chunkAsCommands, .error, "the octets of a refused BDAT were taken for commands",
            mend: "Send BDAT only where EHLO lists CHUNKING."),
        LintRule(
            .commandLineTooLong, .error, "a command line is too long",
            mend: "Send at most 512 octets in a line, with CR LF, and what extensions add."),
        LintRule(
            .tooManyRecipients, .hint, "the server takes no more recipients",
            mend: "Send the message to these, and to the others in another transaction.",
            isGeneral: true),
        LintRule(
            .tooManyRecipientDomains, .hint, "the server takes no more domains of recipients",
            mend: "Send the message to the others in another session."),
        LintRule(
            .tooManyTransactions, .hint, "the server takes no more transactions",
            mend: "Go on in another session."),
    ]
}

import SMTPSession

extension LintRule {
    static let order: [LintRule] = [
        LintRule(
            .helloFirst, .error, "a command came before EHLO",
            mend: "Send EHLO first; if it is refused, HELO.", unless: .inGroup),
        LintRule(
            .localHelloFirst, .error, "a command came before LHLO",
            mend: "Send LHLO first.", unless: .inGroup),
        LintRule(
            .nestedMail, .error, "MAIL came inside a transaction",
            mend: "Send RSET before a new MAIL if the transaction before did not end with its "
                + "text."),
        LintRule(
            .mailFirst, .error, "the command needs a transaction, and none is under way",
            mend: "Look at the reply to MAIL; go on only after 250.", unless: .inGroup),
        LintRule(
            .recipientFirst, .error, "the text was to begin without a recipient",
            mend: "Send RCPT for each recipient before DATA.", unless: .inGroup),
        LintRule(
            .noValidRecipients, .error, "the client sent DATA though all recipients were refused",
            mend: "Look at the replies to RCPT; if all are refused, send RSET or QUIT.",
            unless: .inGroup),
        LintRule(
            .noLocalRecipients, .error, "the client sent DATA though no recipient was accepted",
            mend: "Look at the replies to RCPT; if all are refused, send RSET or QUIT.",
            unless: .inGroup),
        LintRule(
            .refusedConnection, .error, "the client went on though the greeting refused it",
            mend: "After a 554 greeting send QUIT only.", unless: .inGroup),
        LintRule(
            .noMailHost, .error, "the client went on though the host takes no mail",
            mend: "After a 521 greeting send QUIT only, and try no other time.", unless: .inGroup),
        LintRule(
            .alreadyAuthenticated, .error, "the client authenticated twice",
            mend: "Send AUTH once in a session; connect again for another user."),
        LintRule(
            .authInTransaction, .error, "AUTH came inside a transaction",
            mend: "Send AUTH before MAIL."),
        LintRule(
            .tlsActive, .error, "STARTTLS came inside TLS",
            mend: "Send STARTTLS once, in clear, and only where EHLO lists it."),
        LintRule(
            .authenticationRequired, .warning, "the server takes mail after AUTH only",
            mend: "Authenticate after EHLO, before MAIL.", unless: .inGroup),
        LintRule(
            .tlsRequired, .warning, "the server takes the command inside TLS only",
            mend: "Send STARTTLS after EHLO, then EHLO again.", unless: .inGroup),
        LintRule(
            .helloAfterTLS, .error, "the client did not send EHLO again after STARTTLS",
            mend: "Send EHLO after the handshake: what was said before it is forgotten."),
        LintRule(
            .chunksUnderWay, .error, "another command came between the chunks of a message",
            mend: "Send BDAT until LAST, or RSET."),
        LintRule(
            .chunkFailed, .error, "the client sent more chunks after one had failed",
            mend: "Send RSET after a chunk that was refused.", unless: .inGroup),
        LintRule(
            .binaryNeedsChunks, .error, "binary text was to be sent by DATA",
            mend: "Send a message of BODY=BINARYMIME by BDAT."),
        LintRule(
            .recipientsKnown, .error, "RCPT came in a transaction that goes on",
            mend: "Go on with DATA: the recipients are known."),
        LintRule(
            .onlyForRelay, .warning, "the server does on-demand relay only",
            mend: "Send AUTH, then ATRN."),
        LintRule(
            .notLastInGroup, .error,
            "more followed before the reply to a command that must end its group",
            mend: "Wait for the reply to EHLO, DATA, VRFY, EXPN, NOOP, AUTH and QUIT."),
        LintRule(
            .unauthorizedPipelining, .error,
            "more followed before the reply, though EHLO did not list PIPELINING",
            mend: "Wait for each reply, unless EHLO lists PIPELINING."),
    ]
}

extension RuleEntry {
    static let order: [RuleEntry] = [
        RuleEntry(
            .helloFirst, "order.hello-first", 503, 5, 5, 1,
            text: "Send EHLO or HELO first", rfc: 5321, section: "4.1.4",
            """
            A client introduces itself with EHLO (or HELO) before it starts a mail transaction. \
            The session is unchanged.
            """),
        RuleEntry(
            .localHelloFirst, "order.lhlo-first", 503, 5, 5, 1,
            text: "Send LHLO first", rfc: 2033, section: "4.1",
            """
            A client of LMTP introduces itself with LHLO before it starts a mail transaction. The \
            session is unchanged.
            """),
        RuleEntry(
            .nestedMail, "order.nested-mail", 503, 5, 5, 1,
            text: "A mail transaction is already under way", rfc: 5321, section: "4.1.4",
            """
            MAIL starts a transaction, and only one can be open at a time. Finish it with DATA, or \
            drop it with RSET.
            """),
        RuleEntry(
            .mailFirst, "order.mail-first", 503, 5, 5, 1,
            text: "Send MAIL first", rfc: 5321, section: "3.3", also: "4.1.4",
            """
            A transaction starts with MAIL, which names the sender. RCPT and DATA mean nothing \
            before it.
            """),
        RuleEntry(
            .recipientFirst, "order.recipient-first", 503, 5, 5, 1,
            text: "Send RCPT first", rfc: 5321, section: "3.3",
            "DATA needs someone to deliver to. Name at least one recipient with RCPT."),
        RuleEntry(
            .noValidRecipients, "order.no-valid-recipients", 554, 5, 5, 1,
            text: "No valid recipients", rfc: 5321, section: "3.3",
            """
            Every RCPT in this transaction was refused, so there is nobody to deliver to. A client \
            that pipelines its commands gets this reply when all its recipients fail.
            """),
        RuleEntry(
            .noLocalRecipients, "order.lmtp-recipients", 503, 5, 5, 1,
            text: "No recipient was accepted", rfc: 2033, section: "4.2",
            """
            In LMTP, the message gets a reply for each recipient that was accepted; without any, \
            DATA must fail with 503.
            """),
        RuleEntry(
            .refusedConnection, "order.refused-connection", 503, 5, 5, 1,
            text: "Connection was refused, send QUIT", rfc: 5321, section: "3.1",
            """
            The greeting was 554: there is no service for this client. Every command except QUIT \
            gets this reply.
            """),
        RuleEntry(
            .noMailHost, "order.no-mail-host", 521, 5, 3, 2,
            text: "Host does not accept mail", rfc: 7504, section: "3",
            """
            The greeting was 521: this host never takes mail. Every command except QUIT gets this reply.
            """),
        RuleEntry(
            .alreadyAuthenticated, "order.already-authenticated", 503, 5, 5, 1,
            text: "Already authenticated", rfc: 4954, section: "4",
            "After a successful AUTH, no further AUTH is allowed in the same session."),
        RuleEntry(
            .authInTransaction, "order.auth-in-transaction", 503, 5, 5, 1,
            text: "AUTH is not allowed during a mail transaction", rfc: 4954, section: "4",
            """
            Authentication comes before MAIL. To authenticate now, first drop the transaction with \
            RSET.
            """),
        RuleEntry(
            .tlsActive, "order.tls-active", 503, 5, 5, 1,
            text: "TLS is already active", rfc: 3207, section: "4.2",
            "STARTTLS works once; inside TLS the server no longer offers it."),
        RuleEntry(
            .authenticationRequired, "order.authentication-required", 530, 5, 7, 0,
            text: "Authentication required", rfc: 4954, section: "6",
            """
            This server takes mail only from clients that have authenticated. The way there is \
            EHLO, STARTTLS if the mechanisms need TLS, EHLO again, and then AUTH.
            """),
        RuleEntry(
            .tlsRequired, "order.tls-required", 530, 5, 7, 0,
            text: "Must issue a STARTTLS command first", rfc: 3207, section: "4",
            """
            This server handles mail only inside TLS. Before that, only NOOP, EHLO, STARTTLS and \
            QUIT work.
            """),
        RuleEntry(
            .helloAfterTLS, "order.hello-after-tls", 503, 5, 5, 1,
            text: "Send EHLO again after STARTTLS", rfc: 3207, section: "4.2",
            """
            After the TLS handshake both sides forget what they knew of each other: the session \
            begins anew, and the client sends EHLO again. Only then it knows what the server \
            offers inside TLS.
            """),
        RuleEntry(
            .chunksUnderWay, "order.chunks-under-way", 503, 5, 5, 1,
            text: "The message is being sent with BDAT", rfc: 3030, section: "2",
            """
            Once the first chunk has come, the other chunks follow, or RSET: DATA and BDAT cannot be \
            used in the same transaction.
            """),
        RuleEntry(
            .chunkFailed, "order.chunk-failed", 503, 5, 5, 1,
            text: "The transaction has failed, send RSET", rfc: 3030, section: "2", also: "3",
            """
            After a chunk that was refused, or DATA for a binary message, the transaction has failed. \
            Chunks that were on their way are dropped, and RSET begins anew.
            """),
        RuleEntry(
            .binaryNeedsChunks, "order.binary-needs-chunks", 503, 5, 5, 1,
            text: "BODY=BINARYMIME needs BDAT", rfc: 3030, section: "3",
            """
            DATA cannot carry binary text, since it is read in lines. The transaction has failed: \
            begin anew with RSET, and send the text with BDAT.
            """),
        RuleEntry(
            .recipientsKnown, "order.recipients-known", 503, 5, 5, 1,
            text: "The recipients are known, go on with DATA", rfc: 1845, section: "3",
            """
            After 355 the transaction goes on where it was interrupted, with the recipients that it had: \
            DATA or another command that sends text comes next, or RSET to begin anew.
            """),
        RuleEntry(
            .onlyForRelay, "order.odmr", 502, 5, 5, 1,
            text: "Only EHLO, AUTH, ATRN and QUIT work here", rfc: 2645, section: "5.4",
            """
            A server for on-demand mail relay takes EHLO, AUTH and QUIT; once the client has authenticated, \
            ATRN and QUIT.
            """),
        RuleEntry(
            .notLastInGroup, "pipelining.not-last", 503, 5, 5, 1,
            text: "This command must be the last of its group",
            rfc: 2920, section: "3.1", isTolerable: true,
            """
            EHLO, DATA, VRFY, EXPN, TURN, QUIT and NOOP may appear in a pipelined group only as \
            the last command, because a client must see their replies before it continues. The \
            same goes for STARTTLS (RFC 3207 §4), and for AUTH if a challenge from the server is to \
            follow (RFC 4954 §4).
            """),
        RuleEntry(
            .unauthorizedPipelining, "pipelining.unauthorized", 554, 5, 5, 0,
            text: "Pipelining is not offered", rfc: 2920, section: "3.1", isTolerable: true,
            """
            The client sent a command before it had the reply to the previous one, although the \
            server did not offer PIPELINING in this session.
            """),
    ]
}

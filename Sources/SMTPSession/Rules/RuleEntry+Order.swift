extension RuleEntry {
    static let order: [RuleEntry] = [
        RuleEntry(
            .helloFirst, "order.hello-first", 503, 5, 5, 1,
            text: "Send EHLO or HELO first",
            rfc: 5321, section: "4.1.4",
            explanation: """
                A client introduces itself with EHLO (or HELO) before it starts a mail \
                transaction. The session is unchanged.
                """
        ),
        RuleEntry(
            .nestedMail, "order.nested-mail", 503, 5, 5, 1,
            text: "A mail transaction is already under way",
            rfc: 5321, section: "4.1.4",
            explanation: """
                MAIL begins a transaction, and only one can be under way. Finish it with DATA, or \
                drop it with RSET.
                """
        ),
        RuleEntry(
            .mailFirst, "order.mail-first", 503, 5, 5, 1,
            text: "Send MAIL first",
            rfc: 5321, section: "4.1.4",
            explanation: """
                A transaction begins with MAIL, which names the sender. RCPT and DATA have no \
                meaning before it.
                """
        ),
        RuleEntry(
            .recipientFirst, "order.recipient-first", 503, 5, 5, 1,
            text: "Send RCPT first",
            rfc: 5321, section: "3.3",
            explanation: """
                DATA needs somebody to deliver to. Name at least one recipient with RCPT.
                """
        ),
        RuleEntry(
            .noValidRecipients, "order.no-valid-recipients", 554, 5, 5, 1,
            text: "No valid recipients",
            rfc: 5321, section: "3.3",
            explanation: """
                Every RCPT of this transaction was refused, so there is nobody to deliver to. A \
                client that sends its commands in one group meets this reply when all recipients \
                fail.
                """
        ),
        RuleEntry(
            .refusedConnection, "order.refused-connection", 503, 5, 5, 1,
            text: "Connection was refused, send QUIT",
            rfc: 5321, section: "3.1",
            explanation: """
                The greeting said 554: there is no service for this client. Only QUIT is answered \
                otherwise.
                """
        ),
        RuleEntry(
            .alreadyAuthenticated, "order.already-authenticated", 503, 5, 5, 1,
            text: "Already authenticated",
            rfc: 4954, section: "4",
            explanation: """
                After an AUTH that succeeded, no other AUTH may be sent in the same session.
                """
        ),
        RuleEntry(
            .authInTransaction, "order.auth-in-transaction", 503, 5, 5, 1,
            text: "AUTH is not allowed during a mail transaction",
            rfc: 4954, section: "4",
            explanation: """
                Authentication comes before MAIL. Drop the transaction with RSET first.
                """
        ),
        RuleEntry(
            .tlsActive, "order.tls-active", 503, 5, 5, 1,
            text: "TLS is already active",
            rfc: 3207, section: "4.2",
            explanation: """
                STARTTLS works once; inside TLS the server does not offer it again.
                """
        ),
        RuleEntry(
            .authenticationRequired, "order.authentication-required", 530, 5, 7, 0,
            text: "Authentication required",
            rfc: 4954, section: "6",
            explanation: """
                This server takes mail only from clients that have authenticated. Send AUTH first.
                """
        ),
        RuleEntry(
            .tlsRequired, "order.tls-required", 530, 5, 7, 0,
            text: "Must issue a STARTTLS command first",
            rfc: 3207, section: "4",
            explanation: """
                This server talks about mail only inside TLS. NOOP, EHLO, STARTTLS and QUIT work \
                before it.
                """
        ),
        RuleEntry(
            .notLastInGroup, "pipelining.not-last", 503, 5, 5, 1,
            text: "This command must be the last of its group",
            rfc: 2920, section: "3.1", isTolerable: true,
            explanation: """
                EHLO, DATA, VRFY, EXPN, TURN, QUIT and NOOP may stand in a group of pipelined \
                commands only as the last, since a client must see their replies before it goes \
                on. So may AUTH, if a challenge of the server is to follow.
                """
        ),
        RuleEntry(
            .unauthorizedPipelining, "pipelining.unauthorized", 554, 5, 5, 0,
            text: "Pipelining is not offered",
            rfc: 2920, section: "3.1", isTolerable: true,
            explanation: """
                The client sent a command before it had the reply to the one before, though the \
                server did not offer PIPELINING in this session.
                """
        ),
    ]
}

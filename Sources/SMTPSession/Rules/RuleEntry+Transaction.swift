extension RuleEntry {
    static let transaction: [RuleEntry] = [
        RuleEntry(
            .fetched, "burl.fetched", 250, 2, 5, 0,
            text: "Waiting for additional BURL or BDAT commands", rfc: 4468, section: "6",
            """
            The part of the message was found. The next one follows, until one that is marked \
            LAST.
            """),
        RuleEntry(
            .fetchFailed, "burl.failed", 554, 5, 6, 6,
            text: "URL resolution failed", rfc: 4468, section: "6",
            """
            The server found nothing at the URL. The transaction has failed.
            """),
        RuleEntry(
            .fetchDeferred, "burl.deferred", 451, 4, 4, 1,
            text: "The server of the URL is unavailable", rfc: 4468, section: "6",
            """
            The server could not fetch the part now. The transaction has failed; the client should \
            try again later.
            """),
        RuleEntry(
            .foreignURL, "burl.not-yours", 554, 5, 7, 0,
            text: "URL authorization failed", rfc: 4468, section: "3.3",
            """
            An URL with submit+ and a user may be used by that user only, who has to have \
            authenticated.
            """),
        RuleEntry(
            .queueStarted, "etrn.started", 250, 2, 0, 0,
            text: "Queuing started", rfc: 1985, section: "5.1",
            """
            The server will try to send the mail that waits for the node, over connections of its \
            own. It need not say whether there is any; 251, 252 and 253 do.
            """),
        RuleEntry(
            .queueRefused, "etrn.refused", 459, 4, 7, 1,
            text: "Node not allowed", rfc: 1985, section: "5.1",
            """
            The policy does not send mail for this node on request of this client.
            """),
        RuleEntry(
            .queueDeferred, "etrn.deferred", 458, 4, 3, 0,
            text: "Unable to queue messages", rfc: 1985, section: "5.1",
            """
            The policy cannot send the mail for this node now.
            """),
        RuleEntry(
            .reversalStarted, "atrn.started", 250, 2, 0, 0,
            text: "OK now reversing the connection", rfc: 2645, section: "5.2.1",
            """
            The client may have the mail for all the domains that it named. From now on it is the server: it \
            greets, and this side sends commands.
            """),
        RuleEntry(
            .reversalRefused, "atrn.refused", 450, 4, 7, 1,
            text: "ATRN request refused", rfc: 2645, section: "5.2.1",
            """
            The client has no access to one of the domains, or asks too often. RFC 2645 has no 5yz for that.
            """),
        RuleEntry(
            .reversalDeferred, "atrn.deferred", 451, 4, 3, 0,
            text: "Unable to process ATRN request now", rfc: 2645, section: "5.2.1",
            """
            The server cannot find out now to which domains the client has access.
            """),
        RuleEntry(
            .reversed, "atrn.reversed", 250, 2, 0, 0,
            text: "The roles are reversed", rfc: 2645, section: "5.3",
            """
            The client has become the server. What it sends are replies, and the turned hook says what this \
            side sends next; without a handler, that is QUIT.
            """),
        RuleEntry(
            .transactionResumed, "checkpoint.resumed", 355,
            text: "0 is the transaction offset", rfc: 1845, section: "3",
            """
            The transaction was interrupted, and the server has kept so many octets of the text. The client \
            goes on with DATA, and leaves these out. There is no RCPT: the recipients are known.
            """),
        RuleEntry(
            .transactionKept, "checkpoint.kept", 451, 4, 4, 2,
            text: "The interrupted transaction is kept", rfc: 1845, section: "3",
            """
            The connection was lost in message text, and MAIL had named the transaction by TRANSID. The server \
            keeps the text up to the beginning of a line; the same MAIL after the same EHLO goes on there.
            """),
        RuleEntry(
            .forwardNoted, "xforward.noted", 250, 2, 0, 0,
            text: "Attributes noted", rfc: 5321, section: "4.3.2",
            """
            XFORWARD, a command of Postfix, said from where the next message came. It holds until \
            the message is complete, or RSET.
            """),
        RuleEntry(
            .senderAccepted, "sender.accepted", 250, 2, 1, 0,
            text: "Sender OK", rfc: 5321, section: "3.3",
            "The transaction has started. Recipients come next."),
        RuleEntry(
            .senderRefused, "sender.refused", 550, 5, 7, 1,
            text: "Sender refused", rfc: 5321, section: "3.3",
            "The policy refused mail from this sender. No transaction is under way."),
        RuleEntry(
            .senderDeferred, "sender.deferred", 451, 4, 7, 1,
            text: "Sender refused for now", rfc: 5321, section: "3.3",
            "The policy deferred mail from this sender."),
        RuleEntry(
            .recipientAccepted, "recipient.accepted", 250, 2, 1, 5,
            text: "Recipient OK", rfc: 5321, section: "3.3",
            """
            The server takes responsibility for delivering to this recipient, or for reporting \
            that delivery failed.
            """),
        RuleEntry(
            .recipientRefused, "recipient.refused", 550, 5, 7, 1,
            text: "Recipient refused", rfc: 5321, section: "3.3",
            "The policy refused this recipient. The transaction continues with the others."),
        RuleEntry(
            .recipientDeferred, "recipient.deferred", 451, 4, 7, 1,
            text: "Recipient refused for now", rfc: 5321, section: "3.3",
            """
            The policy deferred this recipient; the client should try again later. The transaction \
            continues with the others.
            """),
        RuleEntry(
            .dataStarted, "data.start", 354,
            text: "End the message with a dot alone on a line", rfc: 5321, section: "4.1.1.4",
            "The client now sends the message text and ends it with CR LF, a dot, and CR LF."),
        RuleEntry(
            .dataRefused, "data.refused", 554, 5, 7, 1,
            text: "Transaction refused", rfc: 5321, section: "4.3.2",
            """
            The policy refused the message before its text was sent. The transaction is unchanged.
            """),
        RuleEntry(
            .dataDeferred, "data.deferred", 451, 4, 7, 1,
            text: "Transaction refused for now", rfc: 5321, section: "4.3.2",
            "The policy deferred the message before its text was sent."),
        RuleEntry(
            .chunkReceived, "chunk.received", 250, 2, 0, 0,
            text: "Octets received", rfc: 3030, section: "2",
            "The chunk has come whole. The next one follows, until one that is marked LAST."),
        RuleEntry(
            .messageAccepted, "message.accepted", 250, 2, 6, 0,
            text: "Message accepted", rfc: 5321, section: "6.1",
            """
            The server has taken responsibility for the message: it will deliver it, or report \
            that it cannot. The transaction is over.
            """),
        RuleEntry(
            .messageRefused, "message.refused", 554, 5, 7, 1,
            text: "Message refused", rfc: 5321, section: "4.3.2",
            """
            The policy refused the message after its text was read. The transaction is over, and \
            nothing is delivered.
            """),
        RuleEntry(
            .messageDeferred, "message.deferred", 451, 4, 3, 0,
            text: "Message refused for now", rfc: 5321, section: "4.3.2",
            """
            The policy deferred the message after its text was read. The transaction is over; the \
            client should try again later.
            """),
        RuleEntry(
            .recipientRepliesFollow, "delivery.replies-follow", 353,
            text: "Replies for each recipient follow", rfc: 5321, section: "4.2.1",
            """
            With PRDR, the server replies for each recipient, then for the message as a whole. The \
            draft of the extension was not checked: this is what Exim does.
            """),
        RuleEntry(
            .deliveryAccepted, "delivery.accepted", 250, 2, 1, 5,
            text: "Message accepted for this recipient", rfc: 2033, section: "4.2",
            """
            The server takes responsibility for the message to this recipient. There is one reply \
            for each that was accepted, in the order of the RCPT commands.
            """),
        RuleEntry(
            .deliveryRefused, "delivery.refused", 550, 5, 7, 1,
            text: "Message refused for this recipient", rfc: 2033, section: "4.2",
            """
            The policy refused the message for this recipient. What the others are told is another \
            matter.
            """),
        RuleEntry(
            .deliveryDeferred, "delivery.deferred", 450, 4, 2, 0,
            text: "Message refused for this recipient for now", rfc: 2033, section: "4.2",
            """
            The policy deferred the message for this recipient; the client should try again later, \
            for this one only.
            """),
    ]
}

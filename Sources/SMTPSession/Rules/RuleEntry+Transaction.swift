extension RuleEntry {
    static let transaction: [RuleEntry] = [
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
    ]
}

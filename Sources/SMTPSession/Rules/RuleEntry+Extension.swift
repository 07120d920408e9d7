extension RuleEntry {
    static let `extension`: [RuleEntry] = [
        RuleEntry(
            .requireTLSInClear, "extension.require-tls-in-clear", 530, 5, 7, 0,
            text: "REQUIRETLS needs TLS", rfc: 8689, section: "2",
            """
            REQUIRETLS asks that the message never travels without TLS, so that this session has to be \
            inside TLS too. Send STARTTLS first.
            """),
        RuleEntry(
            .deliverByTooSoon, "extension.deliver-by-too-soon", 555, 5, 5, 4,
            text: "The server cannot deliver that soon", rfc: 2852, section: "4",
            """
            BY= with mode R demands less time than the server takes. The reply to EHLO lists the least \
            number of seconds after DELIVERBY.
            """),
        RuleEntry(
            .deliverByNotNow, "extension.deliver-by-not-now", 455, 4, 4, 5,
            text: "The server cannot deliver that soon now", rfc: 2852, section: "4",
            """
            BY= with mode R demands less time than the server takes at the moment, though not less \
            than it takes at other times.
            """),
        RuleEntry(
            .priorityInvalid, "extension.priority-invalid", 501, 5, 5, 2,
            text: "Bad priority", rfc: 6710, section: "4.1",
            "MT-PRIORITY= takes one whole number from -9 to 9, without + and zeros in front, once."),
        RuleEntry(
            .priorityTooLow, "extension.priority-too-low", 550, 5, 7, 15,
            text: "Priority is too low", rfc: 6710, section: "4.1",
            "The server takes only messages of higher priority now."),
        RuleEntry(
            .priorityTooLarge, "extension.priority-too-large", 552, 5, 7, 16,
            text: "Message is too large for its priority", rfc: 6710, section: "5",
            """
            Messages of a high priority have to be small here. SIZE= lets the server say so before the \
            text is sent.
            """),
        RuleEntry(
            .fullReturn, "extension.full-return", 250, 2, 1, 0,
            text: "RET=FULL is disregarded with REQUIRETLS", rfc: 8689, section: "5",
            """
            A report on a message that must not travel without TLS holds its header only, as if \
            MAIL had said RET=HDRS.
            """),
        RuleEntry(
            .ownerChanged, "extension.owner-changed", 550, 5, 7, 17,
            text: "Mailbox owner has changed", rfc: 7293, section: "15.3",
            """
            RRVS= says since when the client has known the recipient. The mailbox has had its owner of \
            today for a shorter time.
            """),
        RuleEntry(
            .solicitationUnwanted, "extension.solicitation-unwanted", 550, 5, 7, 1,
            text: "Solicitation is not wanted", rfc: 3865, section: "2.4",
            """
            SOLICIT= names a class of advertisement that the reply to EHLO lists after NO-SOLICITING. \
            The reply names the classes that match.
            """),
        RuleEntry(
            .conversionNotOffered, "extension.conversion-not-offered", 504, 5, 5, 4,
            text: "CONPERM and CONNEG are not supported", rfc: 4141, section: "4.2",
            """
            The parameter belongs to an extension that the server does not offer. For all others, the \
            reply is 555; this RFC demands 504.
            """),
        RuleEntry(
            .submitterDiffers, "extension.submitter-differs", 550, 5, 7, 1,
            text: "Submitter does not match header", rfc: 4405, section: "4.2",
            """
            SUBMITTER= names another mailbox than the header does: the first of Resent-Sender, \
            Resent-From, Sender and From that is there.
            """),
        RuleEntry(
            .submitterMissing, "extension.submitter-missing", 554, 5, 7, 7,
            text: "Cannot verify submitter address", rfc: 4405, section: "4.2",
            "MAIL named a submitter, but the header of the message names nobody who could be it."),
        RuleEntry(
            .senderNotASCII, "extension.sender-not-ascii", 550, 5, 6, 7,
            text: "Non-ASCII addresses need SMTPUTF8", rfc: 6531, section: "3.5",
            """
            The reverse path holds characters that are not ASCII. They need the parameter SMTPUTF8, \
            and a server that lists the extension.
            """),
        RuleEntry(
            .recipientNotASCII, "extension.recipient-not-ascii", 553, 5, 6, 7,
            text: "Non-ASCII addresses need SMTPUTF8", rfc: 6531, section: "3.5",
            """
            The forward path holds characters that are not ASCII. They need the parameter SMTPUTF8 at \
            MAIL, and a server that lists the extension.
            """),
        RuleEntry(
            .headerNotASCII, "extension.header-not-ascii", 554, 5, 6, 9,
            text: "Non-ASCII header needs SMTPUTF8", rfc: 6531, section: "3.5",
            isTolerable: true,
            """
            A field of the message's header holds characters that are not ASCII, and MAIL did not say \
            SMTPUTF8.
            """),
        RuleEntry(
            .replyNeedsUTF8, "extension.reply-needs-utf-8", 252, 2, 6, 8,
            text: "The reply needs UTF-8, which SMTPUTF8 after the name permits",
            rfc: 6531, section: "3.7.4.2",
            """
            The reply would show a mailbox that is not ASCII, and the client did not say that it reads \
            UTF-8: VRFY and EXPN can end with the parameter SMTPUTF8.
            """),
        RuleEntry(
            .invalidUTF8, "syntax.invalid-utf-8", 501, 5, 5, 2,
            text: "Invalid UTF-8", rfc: 6531, section: "3.3",
            "An address that is not ASCII has to be well-formed UTF-8."),
        RuleEntry(
            .tooManyTransactions, "limit.transactions", 421, 4, 5, 3,
            text: "Too many transactions", rfc: 5321, section: "3.8",
            """
            The session has had as many transactions as the server takes. The limit is this server's \
            own; the client goes on in another session.
            """),
        RuleEntry(
            .tooManyRecipientDomains, "limit.recipient-domains", 452, 4, 5, 3,
            text: "Too many recipient domains", rfc: 5321, section: "4.5.3.1.10",
            """
            The recipients of this session have as many domains as the server takes. The limit is \
            this server's own; the client sends the message to the others in another session.
            """),
        RuleEntry(
            .mailLoop, "limit.received-fields", 554, 5, 4, 6,
            text: "Too many hops, a mail loop", rfc: 5321, section: "6.3", isTolerable: true,
            """
            The message has more Received fields than the server accepts, so it goes round in a loop. \
            RFC 5321 asks for a limit of at least 100.
            """),
    ]
}

extension Reference {
    /// The registered subjects and details of RFC 3463 and its successors (RFC 5248), in order.
    static let enhancedCodes: [EnhancedCodeArticle] =
        addressCodes + systemCodes + protocolCodes + contentCodes + securityCodes

    private static let addressCodes = [
        EnhancedCodeArticle(0, 0, "Nothing further is known.", "RFC 3463 §3.1"),
        EnhancedCodeArticle(1, 0, "Something is wrong with an address.", "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 1, "The mailbox does not exist: the part left of the @ is not known.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 2, "The domain does not exist, or takes no mail: the part right of the @.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 3, "The recipient's address is not written as an address.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(1, 4, "The address fits more than one mailbox.", "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 5, "The recipient's address is valid; of use with class 2.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(1, 6, "The mailbox has moved, and nobody forwards.", "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 7, "The sender's address is not written as an address.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 8, "The sender's domain does not exist, or cannot take a reply.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 9, "The message went on to a server that does not report delivery this way.",
            "RFC 3886 §3.3.4"),
        EnhancedCodeArticle(
            1, 10, "The recipient's domain says that it takes no mail (null MX).",
            "RFC 7505"),
        EnhancedCodeArticle(2, 0, "Something is wrong with the mailbox.", "RFC 3463 §3.3"),
        EnhancedCodeArticle(
            2, 1, "The mailbox is disabled and takes no messages.",
            "RFC 3463 §3.3"),
        EnhancedCodeArticle(2, 2, "The mailbox is full.", "RFC 3463 §3.3"),
        EnhancedCodeArticle(
            2, 3, "The message is longer than this mailbox takes.",
            "RFC 3463 §3.3"),
        EnhancedCodeArticle(2, 4, "The mailing list could not be expanded.", "RFC 3463 §3.3"),
    ]

    private static let systemCodes = [
        EnhancedCodeArticle(
            3, 0, "Something is wrong with the destination's mail system.",
            "RFC 3463 §3.4"),
        EnhancedCodeArticle(3, 1, "The mail system's storage is full.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(3, 2, "The host takes no messages now.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(
            3, 3, "The system cannot do what was asked, 8-bit text for one.",
            "RFC 3463 §3.4"),
        EnhancedCodeArticle(3, 4, "The message is larger than the system takes.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(3, 5, "The system is configured wrongly.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(
            3, 6, "The requested priority was changed; of use with class 2.",
            "RFC 6710 §10"),
        EnhancedCodeArticle(4, 0, "Something is wrong with network or routing.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 1, "The next host does not answer.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(
            4, 2, "The connection was made, but failed or timed out.",
            "RFC 3463 §3.5"),
        EnhancedCodeArticle(
            4, 3, "A directory server, DNS for one, could not be asked.",
            "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 4, "There is no route to the destination.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 5, "The mail system is congested.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 6, "The message goes in a circle between hosts.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 7, "The message was in the queue for too long.", "RFC 3463 §3.5"),
    ]

    private static let protocolCodes = [
        EnhancedCodeArticle(5, 0, "Something is wrong with the protocol.", "RFC 3463 §3.6"),
        EnhancedCodeArticle(
            5, 1, "The command is out of order, or not supported.",
            "RFC 3463 §3.6"),
        EnhancedCodeArticle(
            5, 2, "The command could not be read: a syntax error.",
            "RFC 3463 §3.6"),
        EnhancedCodeArticle(
            5, 3, "The transaction has more recipients than the server takes.",
            "RFC 3463 §3.6"),
        EnhancedCodeArticle(
            5, 4, "The command's arguments are out of range or not supported.",
            "RFC 3463 §3.6"),
        EnhancedCodeArticle(5, 5, "The two sides speak versions that do not fit.", "RFC 3463 §3.6"),
        EnhancedCodeArticle(
            5, 6, "A line of an authentication exchange is too long.",
            "RFC 4954 §6"),
    ]

    private static let contentCodes = [
        EnhancedCodeArticle(6, 0, "Something is wrong with the content.", "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 1, "The destination does not take this kind of content.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 2, "The content would have to be converted, and may not be.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 3, "The content would have to be converted, and cannot be.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 4, "The content was converted, and something was lost.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(6, 5, "Converting the content failed.", "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 6, "The content that BURL points at cannot be fetched.",
            "RFC 4468 §5"),
        EnhancedCodeArticle(
            6, 7, "An address that is not ASCII is not permitted here.",
            "RFC 6531 §4.2"),
        EnhancedCodeArticle(
            6, 8, "The reply would have to hold UTF-8, and the client did not ask for that.",
            "RFC 6531 §4.2"),
        EnhancedCodeArticle(
            6, 9, "A message with UTF-8 in its header cannot go to this recipient.",
            "RFC 6531 §4.2"),
        EnhancedCodeArticle(6, 10, "The same as X.6.8; not to be used.", "RFC 6531 §4.2"),
    ]

    private static let securityCodes = [
        EnhancedCodeArticle(7, 0, "Something is wrong with security or policy.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 1, "Policy does not allow it: the sender may not send to this destination.",
            "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 2, "The sender may not send to this mailing list.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 3, "A conversion between security systems would be needed, and is not possible.",
            "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 4, "A security feature that the message asks for is not supported.",
            "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 5, "A cryptographic operation failed.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 6, "The cryptographic algorithm is not supported.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 7, "The message was changed on its way.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 8, "The credentials are not valid, or not sufficient.",
            "RFC 4954 §6"),
        EnhancedCodeArticle(7, 9, "The authentication mechanism is too weak.", "RFC 4954 §6"),
        EnhancedCodeArticle(7, 10, "Encryption is needed for what was asked.", "RFC 5248 §2.4"),
        EnhancedCodeArticle(
            7, 11, "The authentication mechanism may be used only inside TLS.",
            "RFC 4954 §6"),
        EnhancedCodeArticle(
            7, 12, "The user must first make a transition to a new mechanism.",
            "RFC 4954 §6"),
        EnhancedCodeArticle(7, 13, "The user's account is disabled.", "RFC 5248 §2.4"),
        EnhancedCodeArticle(
            7, 14, "The server needs a trust relationship with another server, which it has not.",
            "RFC 5248 §2.4"),
        EnhancedCodeArticle(7, 15, "The message's priority is too low now.", "RFC 6710 §10"),
        EnhancedCodeArticle(7, 16, "The message is too large for its priority.", "RFC 6710 §10"),
        EnhancedCodeArticle(
            7, 17, "The mailbox belongs to somebody else since the given time.",
            "RFC 7293"),
        EnhancedCodeArticle(
            7, 18, "The domain belongs to somebody else since the given time.",
            "RFC 7293"),
        EnhancedCodeArticle(7, 19, "Whether the owner has changed cannot be told.", "RFC 7293"),
        EnhancedCodeArticle(7, 20, "No DKIM signature passes.", "RFC 7372"),
        EnhancedCodeArticle(
            7, 21, "DKIM signatures pass, but none that is acceptable.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 22, "No DKIM signature of the author's domain passes.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 23, "SPF says that the host may not send for this domain.",
            "RFC 7372"),
        EnhancedCodeArticle(7, 24, "SPF could not be evaluated.", "RFC 7372"),
        EnhancedCodeArticle(
            7, 25, "The client's address has no fitting name in reverse DNS.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 26, "More than one check of authentication failed.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 27, "The sender's domain says that it takes no mail (null MX).",
            "RFC 7505"),
        EnhancedCodeArticle(7, 28, "The sender sends too much mail.", ""),
        EnhancedCodeArticle(7, 29, "A seal of the ARC chain does not hold.", "RFC 8617"),
        EnhancedCodeArticle(
            7, 30, "TLS is required up to the destination, and cannot be had.",
            "RFC 8689 §7"),
    ]
}

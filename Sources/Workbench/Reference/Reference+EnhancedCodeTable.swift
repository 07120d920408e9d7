extension Reference {
    /// The registered subjects and details of RFC 3463 and its successors (RFC 5248), in order.
    static let enhancedCodes: [EnhancedCodeArticle] =
        addressCodes + systemCodes + protocolCodes + contentCodes + securityCodes

    private static let addressCodes = [
        EnhancedCodeArticle(0, 0, "Nothing further is known.", "RFC 3463 §3.1"),
        EnhancedCodeArticle(1, 0, "Something is wrong with an address.", "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 1, "The mailbox does not exist: the part left of the @ is unknown.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 2, "The domain, the part right of the @, does not exist or accepts no mail.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 3, "The recipient's address is malformed.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(1, 4, "The address matches more than one mailbox.", "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 5, "The recipient's address is valid; used with class 2.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 6, "The mailbox has moved, and mail is not forwarded.", "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 7, "The sender's address is malformed.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 8, "The sender's domain does not exist, or cannot receive replies.",
            "RFC 3463 §3.2"),
        EnhancedCodeArticle(
            1, 9, "The message was relayed to a server that does not report delivery this way.",
            "RFC 3886 §3.3.4"),
        EnhancedCodeArticle(
            1, 10, "The recipient's domain declares that it accepts no mail (null MX).",
            "RFC 7505"),
        EnhancedCodeArticle(2, 0, "Something is wrong with the mailbox.", "RFC 3463 §3.3"),
        EnhancedCodeArticle(
            2, 1, "The mailbox is disabled and accepts no messages.",
            "RFC 3463 §3.3"),
        EnhancedCodeArticle(2, 2, "The mailbox is full.", "RFC 3463 §3.3"),
        EnhancedCodeArticle(
            2, 3, "The message is longer than this mailbox accepts.",
            "RFC 3463 §3.3"),
        EnhancedCodeArticle(2, 4, "The mailing list could not be expanded.", "RFC 3463 §3.3"),
    ]

    private static let systemCodes = [
        EnhancedCodeArticle(
            3, 0, "Something is wrong with the destination's mail system.",
            "RFC 3463 §3.4"),
        EnhancedCodeArticle(3, 1, "The mail system's storage is full.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(3, 2, "The host is not accepting messages now.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(
            3, 3, "The system lacks a feature that was asked for, such as 8-bit text.",
            "RFC 3463 §3.4"),
        EnhancedCodeArticle(
            3, 4, "The message is larger than the system accepts.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(3, 5, "The system is misconfigured.", "RFC 3463 §3.4"),
        EnhancedCodeArticle(
            3, 6, "The requested priority was changed; used with class 2.",
            "RFC 6710 §10"),
        EnhancedCodeArticle(
            4, 0, "Something is wrong with the network or routing.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 1, "The next host does not answer.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(
            4, 2, "The connection was made, but failed or timed out.",
            "RFC 3463 §3.5"),
        EnhancedCodeArticle(
            4, 3, "A directory server, such as DNS, could not be reached.",
            "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 4, "There is no route to the destination.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(4, 5, "The mail system is congested.", "RFC 3463 §3.5"),
        EnhancedCodeArticle(
            4, 6, "The message is going in circles between hosts.", "RFC 3463 §3.5"),
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
            5, 3, "The transaction has more recipients than the server accepts.",
            "RFC 3463 §3.6"),
        EnhancedCodeArticle(
            5, 4, "The command's arguments are out of range or not supported.",
            "RFC 3463 §3.6"),
        EnhancedCodeArticle(5, 5, "The two sides speak incompatible versions.", "RFC 3463 §3.6"),
        EnhancedCodeArticle(
            5, 6, "A line of an authentication exchange is too long.",
            "RFC 4954 §6"),
    ]

    private static let contentCodes = [
        EnhancedCodeArticle(6, 0, "Something is wrong with the content.", "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 1, "The destination does not accept this kind of content.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 2, "The content would have to be converted, which is prohibited.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 3, "The content would have to be converted, which is not possible.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 4, "The content was converted, and something was lost.",
            "RFC 3463 §3.7"),
        EnhancedCodeArticle(6, 5, "Converting the content failed.", "RFC 3463 §3.7"),
        EnhancedCodeArticle(
            6, 6, "The content that BURL points at cannot be fetched.",
            "RFC 4468 §5"),
        EnhancedCodeArticle(
            6, 7, "A non-ASCII address is not permitted here.",
            "RFC 6531 §4.2"),
        EnhancedCodeArticle(
            6, 8, "The reply would have to contain UTF-8, which the client did not ask for.",
            "RFC 6531 §4.2"),
        EnhancedCodeArticle(
            6, 9, "A message with UTF-8 in its header cannot be sent to this recipient.",
            "RFC 6531 §4.2"),
        EnhancedCodeArticle(6, 10, "The same as X.6.8; do not use it.", "RFC 6531 §4.2"),
    ]

    private static let securityCodes = [
        EnhancedCodeArticle(7, 0, "Something is wrong with security or policy.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 1, "Policy does not allow it: the sender may not send to this destination.",
            "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 2, "The sender may not send to this mailing list.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 3, "A conversion between security systems is needed, but not possible.",
            "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 4, "A security feature that the message asks for is not supported.",
            "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 5, "A cryptographic operation failed.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 6, "The cryptographic algorithm is not supported.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(7, 7, "The message was altered in transit.", "RFC 3463 §3.8"),
        EnhancedCodeArticle(
            7, 8, "The credentials are not valid, or not sufficient.",
            "RFC 4954 §6"),
        EnhancedCodeArticle(7, 9, "The authentication mechanism is too weak.", "RFC 4954 §6"),
        EnhancedCodeArticle(7, 10, "What was asked for needs encryption.", "RFC 5248 §2.4"),
        EnhancedCodeArticle(
            7, 11, "The authentication mechanism is allowed only inside TLS.",
            "RFC 4954 §6"),
        EnhancedCodeArticle(
            7, 12, "The user must first migrate to the new mechanism.",
            "RFC 4954 §6"),
        EnhancedCodeArticle(7, 13, "The user's account is disabled.", "RFC 5248 §2.4"),
        EnhancedCodeArticle(
            7, 14, "The server needs a trust relationship with another server, and has none.",
            "RFC 5248 §2.4"),
        EnhancedCodeArticle(7, 15, "The message's priority is too low now.", "RFC 6710 §10"),
        EnhancedCodeArticle(7, 16, "The message is too large for its priority.", "RFC 6710 §10"),
        EnhancedCodeArticle(
            7, 17, "The mailbox has changed owner since the given time.",
            "RFC 7293"),
        EnhancedCodeArticle(
            7, 18, "The domain has changed owner since the given time.",
            "RFC 7293"),
        EnhancedCodeArticle(
            7, 19, "Whether the owner has changed cannot be determined.", "RFC 7293"),
        EnhancedCodeArticle(7, 20, "No DKIM signature passes.", "RFC 7372"),
        EnhancedCodeArticle(
            7, 21, "DKIM signatures pass, but none is acceptable.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 22, "No DKIM signature of the author's domain passes.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 23, "SPF says that the host may not send for this domain.",
            "RFC 7372"),
        EnhancedCodeArticle(7, 24, "SPF could not be evaluated.", "RFC 7372"),
        EnhancedCodeArticle(
            7, 25, "The client's address has no matching name in reverse DNS.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 26, "More than one authentication check failed.",
            "RFC 7372"),
        EnhancedCodeArticle(
            7, 27, "The sender's domain declares that it accepts no mail (null MX).",
            "RFC 7505"),
        EnhancedCodeArticle(7, 28, "The sender sends too much mail.", ""),
        EnhancedCodeArticle(7, 29, "The ARC chain does not validate.", "RFC 8617"),
        EnhancedCodeArticle(
            7, 30, "TLS is required all the way to the destination, but not available.",
            "RFC 8689 §7"),
    ]
}

extension Reference {
    /// The reply codes of RFC 5321 §4.2.3 and of the extensions, in numeric order.
    static let replyCodes = [
        code(211, core, "System status, or help."),
        code(214, core, "Help for a person; of no use to programs."),
        code(220, core, "The greeting: the server is ready. Also the answer to STARTTLS."),
        code(221, core, "The server closes the connection, as QUIT asked."),
        code(235, "RFC 4954 §6", "Authentication succeeded."),
        code(
            250, core, "The command was carried out.",
            "After a message it means more: the server has taken responsibility for the mail."),
        code(
            251, core, "The user is not local, but the server will forward.",
            "The mail is accepted; the text may name the new address."),
        code(
            252, core, "The server cannot verify the user, but will accept mail and try.",
            "The usual reply to VRFY from servers that do not say who has a mailbox."),
        code(253, "RFC 1985 §5.1", "Messages are queued for the node that ETRN named."),
        code(334, "RFC 4954 §4", "A SASL challenge, in base64; the client sends its response."),
        code(
            353, "draft-hall-prdr-00",
            "A reply for each recipient follows, then one for the whole.",
            "The extension PRDR has it; the source was not checked."),
        code(
            354, core, "Send the message text now; a line with a single dot ends it.",
            "Lines that begin with a dot get one more (RFC 5321 §4.5.2)."),
        code(
            355, "RFC 1845 §3", "The transaction goes on: send the text from this octet.",
            "The text begins with the offset. A new transaction begins at 0."),
        code(
            421, core, "The service is not available, and the server closes the connection.",
            "It can be the reply to any command. Connect again later."),
        code(432, "RFC 4954 §6", "A password transition is needed first."),
        code(
            450, core, "The mailbox is not available now: it is busy, or policy says wait.",
            "Often used for greylisting. Try again later."),
        code(451, core, "A local error, or policy says not now.", "Try again later."),
        code(
            452, core, "Not enough storage now, or too many recipients in one transaction.",
            "After RCPT: send the message to those accepted, and to the rest in another "
                + "transaction (RFC 5321 §4.5.3.1.10)."
        ),
        code(453, "RFC 2645 §7", "There is no mail that ATRN could send.", "Close, and ask later."),
        code(454, "RFC 4954 §6", "A temporary failure of authentication or TLS."),
        code(455, core, "The server cannot do what the parameters ask for at the moment."),
        code(458, "RFC 1985 §5.1", "The server cannot queue messages for that node."),
        code(459, "RFC 1985 §5.1", "ETRN for that node is not allowed."),
        code(
            500, core,
            "The command is not understood: its verb is unknown, or the line is too long."),
        code(501, core, "The verb is understood, but its arguments are not."),
        code(502, core, "The command is known, but this server does not implement it."),
        code(503, core, "The command is out of order; the session is unchanged."),
        code(504, core, "The server does not implement what the argument asks for."),
        code(521, "RFC 7504", "This host never accepts mail."),
        code(
            523, "RFC 5248 §2.4", "The mechanism needs encryption.",
            "Send STARTTLS first. RFC 4954 has 538 for it, and deprecates that too (§15)."),
        code(525, "RFC 5248 §2.4", "The user's account is disabled; the password was right."),
        code(
            530, "RFC 4954 §6", "Something must come first: AUTH, or STARTTLS.",
            "The text says which (RFC 3207 §4 for STARTTLS)."),
        code(534, "RFC 4954 §6", "The authentication mechanism is too weak."),
        code(535, "RFC 4954 §6", "The credentials are not valid."),
        code(
            538, "RFC 4954 §6", "The mechanism is accepted only inside TLS.",
            "Send STARTTLS first."),
        code(550, core, "Refused for good: there is no such mailbox, or policy says no."),
        code(551, core, "The user is not local; the text says where to send the mail instead."),
        code(
            552, core, "The message exceeds the size limit, or the mailbox its storage.",
            "Old servers also use it for too many recipients; treat that as 452."),
        code(553, core, "The mailbox name is not allowed, for example because of its syntax."),
        code(554, core, "The transaction failed; as a greeting: no SMTP service here."),
        code(555, core, "A parameter of MAIL or RCPT is not recognized or not implemented."),
        code(556, "RFC 7504", "The domain does not accept mail."),
    ]

    private static let core = "RFC 5321 §4.2.3"

    private static func code(
        _ code: Int, _ clause: String, _ meaning: String, _ advice: String = ""
    ) -> ReferenceEntry {
        ReferenceEntry("\(code)", .code, clause, [meaning, advice])
    }

    /// The registered subjects and details of RFC 3463 and its successors (RFC 5248), in order.
    static let enhancedCodes = [
        status("0.0", "Nothing further is known."),
        status("1.0", "Something is wrong with an address."),
        status("1.1", "The mailbox does not exist: the part left of the @ is unknown."),
        status("1.2", "The domain, the part right of the @, does not exist or accepts no mail."),
        status("1.3", "The recipient's address is malformed."),
        status("1.4", "The address matches more than one mailbox."),
        status("1.5", "The recipient's address is valid; used with class 2."),
        status("1.6", "The mailbox has moved, and mail is not forwarded."),
        status("1.7", "The sender's address is malformed."),
        status("1.8", "The sender's domain does not exist, or cannot receive replies."),
        status(
            "1.9", "The message was relayed to a server that does not report delivery this way.",
            "RFC 3886 §3.3.4"),
        status(
            "1.10", "The recipient's domain declares that it accepts no mail (null MX).", "RFC 7505"
        ),
        status("2.0", "Something is wrong with the mailbox."),
        status("2.1", "The mailbox is disabled and accepts no messages."),
        status("2.2", "The mailbox is full."),
        status("2.3", "The message is longer than this mailbox accepts."),
        status("2.4", "The mailing list could not be expanded."),
        status("3.0", "Something is wrong with the destination's mail system."),
        status("3.1", "The mail system's storage is full."),
        status("3.2", "The host is not accepting messages now."),
        status("3.3", "The system lacks a feature that was asked for, such as 8-bit text."),
        status("3.4", "The message is larger than the system accepts."),
        status("3.5", "The system is misconfigured."),
        status("3.6", "The requested priority was changed; used with class 2.", "RFC 6710 §10"),
        status("4.0", "Something is wrong with the network or routing."),
        status("4.1", "The next host does not answer."),
        status("4.2", "The connection was made, but failed or timed out."),
        status("4.3", "A directory server, such as DNS, could not be reached."),
        status("4.4", "There is no route to the destination."),
        status("4.5", "The mail system is congested."),
        status("4.6", "The message is going in circles between hosts."),
        status("4.7", "The message was in the queue for too long."),
        status("5.0", "Something is wrong with the protocol."),
        status("5.1", "The command is out of order, or not supported."),
        status("5.2", "The command could not be read: a syntax error."),
        status("5.3", "The transaction has more recipients than the server accepts."),
        status("5.4", "The command's arguments are out of range or not supported."),
        status("5.5", "The two sides speak incompatible versions."),
        status("5.6", "A line of an authentication exchange is too long.", "RFC 4954 §6"),
        status("6.0", "Something is wrong with the content."),
        status("6.1", "The destination does not accept this kind of content."),
        status("6.2", "The content would have to be converted, which is prohibited."),
        status("6.3", "The content would have to be converted, which is not possible."),
        status("6.4", "The content was converted, and something was lost."),
        status("6.5", "Converting the content failed."),
        status("6.6", "The content that BURL points at cannot be fetched.", "RFC 4468 §5"),
        status("6.7", "A non-ASCII address is not permitted here.", "RFC 6531 §4.2"),
        status(
            "6.8", "The reply would have to contain UTF-8, which the client did not ask for.",
            "RFC 6531 §4.2"),
        status(
            "6.9", "A message with UTF-8 in its header cannot be sent to this recipient.",
            "RFC 6531 §4.2"),
        status("6.10", "The same as X.6.8; do not use it.", "RFC 6531 §4.2"),
        status("7.0", "Something is wrong with security or policy."),
        status("7.1", "Policy does not allow it: the sender may not send to this destination."),
        status("7.2", "The sender may not send to this mailing list."),
        status("7.3", "A conversion between security systems is needed, but not possible."),
        status("7.4", "A security feature that the message asks for is not supported."),
        status("7.5", "A cryptographic operation failed."),
        status("7.6", "The cryptographic algorithm is not supported."),
        status("7.7", "The message was altered in transit."),
        status("7.8", "The credentials are not valid, or not sufficient.", "RFC 4954 §6"),
        status("7.9", "The authentication mechanism is too weak.", "RFC 4954 §6"),
        status("7.10", "What was asked for needs encryption.", "RFC 5248 §2.4"),
        status("7.11", "The authentication mechanism is allowed only inside TLS.", "RFC 4954 §6"),
        status("7.12", "The user must first migrate to the new mechanism.", "RFC 4954 §6"),
        status("7.13", "The user's account is disabled.", "RFC 5248 §2.4"),
        status(
            "7.14", "The server needs a trust relationship with another server, and has none.",
            "RFC 5248 §2.4"),
        status("7.15", "The message's priority is too low now.", "RFC 6710 §10"),
        status("7.16", "The message is too large for its priority.", "RFC 6710 §10"),
        status("7.17", "The mailbox has changed owner since the given time.", "RFC 7293"),
        status("7.18", "The domain has changed owner since the given time.", "RFC 7293"),
        status("7.19", "Whether the owner has changed cannot be determined.", "RFC 7293"),
        status("7.20", "No DKIM signature passes.", "RFC 7372"),
        status("7.21", "DKIM signatures pass, but none is acceptable.", "RFC 7372"),
        status("7.22", "No DKIM signature of the author's domain passes.", "RFC 7372"),
        status("7.23", "SPF says that the host may not send for this domain.", "RFC 7372"),
        status("7.24", "SPF could not be evaluated.", "RFC 7372"),
        status("7.25", "The client's address has no matching name in reverse DNS.", "RFC 7372"),
        status("7.26", "More than one authentication check failed.", "RFC 7372"),
        status(
            "7.27", "The sender's domain declares that it accepts no mail (null MX).", "RFC 7505"),
        status("7.28", "The sender sends too much mail.", ""),
        status("7.29", "The ARC chain does not validate.", "RFC 8617"),
        status(
            "7.30", "TLS is required all the way to the destination, but not available.",
            "RFC 8689 §7"),
    ]

    /// RFC 3463 has a section for each subject.
    private static func status(
        _ code: String, _ meaning: String, _ clause: String? = nil
    ) -> ReferenceEntry {
        let subject = code.prefix(1).compactMap(\.wholeNumberValue).first ?? 0
        return ReferenceEntry(code, .code, clause ?? "RFC 3463 §3.\(subject + 1)", [meaning])
    }
}

extension Reference {
    /// The reply codes of RFC 5321 §4.2.3 and of the extensions, in numeric order.
    static let replyCodes: [ReplyCodeArticle] = successCodes + transientCodes + permanentCodes

    private static let core = "RFC 5321 §4.2.3"

    private static let successCodes = [
        ReplyCodeArticle(211, core, "System status, or help."),
        ReplyCodeArticle(214, core, "Help for a person; of no use to programs."),
        ReplyCodeArticle(
            220, core, "The greeting: the server is ready. Also the answer to STARTTLS."),
        ReplyCodeArticle(221, core, "The server closes the connection, as QUIT asked."),
        ReplyCodeArticle(235, "RFC 4954 §6", "Authentication succeeded."),
        ReplyCodeArticle(
            250, core, "The command was carried out.",
            "After a message it means more: the server has taken responsibility for the mail."),
        ReplyCodeArticle(
            251, core, "The user is not local, but the server will forward.",
            "The mail is accepted; the text may name the new address."),
        ReplyCodeArticle(
            252, core, "The server cannot verify the user, but will accept mail and try.",
            "The usual reply to VRFY from servers that do not say who has a mailbox."),
        ReplyCodeArticle(253, "RFC 1985 §5.1", "Messages are queued for the node that ETRN named."),
        ReplyCodeArticle(
            334, "RFC 4954 §4", "A SASL challenge, in base64; the client sends its response."),
        ReplyCodeArticle(
            354, core, "Send the message text now; a line with a single dot ends it.",
            "Lines that begin with a dot get one more (RFC 5321 §4.5.2)."),
    ]

    private static let transientCodes = [
        ReplyCodeArticle(
            421, core, "The service is not available, and the server closes the connection.",
            "It can be the reply to any command. Connect again later."),
        ReplyCodeArticle(432, "RFC 4954 §6", "A password transition is needed first."),
        ReplyCodeArticle(
            450, core, "The mailbox is not available now: it is busy, or policy says wait.",
            "Often used for greylisting. Try again later."),
        ReplyCodeArticle(
            451, core, "A local error, or policy says not now.", "Try again later."),
        ReplyCodeArticle(
            452, core, "Not enough storage now, or too many recipients in one transaction.",
            "After RCPT: send the message to those accepted, and to the rest in another "
                + "transaction (RFC 5321 §4.5.3.1.10)."),
        ReplyCodeArticle(454, "RFC 4954 §6", "A temporary failure of authentication or TLS."),
        ReplyCodeArticle(
            455, core, "The server cannot do what the parameters ask for at the moment."),
        ReplyCodeArticle(458, "RFC 1985 §5.1", "The server cannot queue messages for that node."),
        ReplyCodeArticle(459, "RFC 1985 §5.1", "ETRN for that node is not allowed."),
    ]

    private static let permanentCodes = [
        ReplyCodeArticle(
            500, core,
            "The command is not understood: its verb is unknown, or the line is too long."),
        ReplyCodeArticle(501, core, "The verb is understood, but its arguments are not."),
        ReplyCodeArticle(502, core, "The command is known, but this server does not implement it."),
        ReplyCodeArticle(503, core, "The command is out of order; the session is unchanged."),
        ReplyCodeArticle(504, core, "The server does not implement what the argument asks for."),
        ReplyCodeArticle(521, "RFC 7504", "This host never accepts mail."),
        ReplyCodeArticle(
            530, "RFC 4954 §6", "Something must come first: AUTH, or STARTTLS.",
            "The text says which (RFC 3207 §4 for STARTTLS)."),
        ReplyCodeArticle(534, "RFC 4954 §6", "The authentication mechanism is too weak."),
        ReplyCodeArticle(535, "RFC 4954 §6", "The credentials are not valid."),
        ReplyCodeArticle(
            538, "RFC 4954 §6", "The mechanism is accepted only inside TLS.", "Send STARTTLS first."
        ),
        ReplyCodeArticle(
            550, core, "Refused for good: there is no such mailbox, or policy says no."),
        ReplyCodeArticle(
            551, core, "The user is not local; the text says where to send the mail instead."),
        ReplyCodeArticle(
            552, core, "The message exceeds the size limit, or the mailbox its storage.",
            "Old servers also use it for too many recipients; treat that as 452."),
        ReplyCodeArticle(
            553, core, "The mailbox name is not allowed, for example because of its syntax."),
        ReplyCodeArticle(
            554, core, "The transaction failed; as a greeting: no SMTP service here."),
        ReplyCodeArticle(
            555, core, "A parameter of MAIL or RCPT is not recognized or not implemented."),
        ReplyCodeArticle(556, "RFC 7504", "The domain does not accept mail."),
    ]
}

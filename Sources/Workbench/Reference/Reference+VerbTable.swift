extension Reference {
    /// Every verb of RFC 5321, of its extensions, and of common practice.
    static let verbs: [VerbArticle] = coreVerbs + extensionVerbs + obsoleteVerbs

    private static let coreVerbs = [
        VerbArticle(
            "EHLO", "RFC 5321 §4.1.1.1", "EHLO client.example",
            "The client says who it is, by its domain or by an address literal such as "
                + "[192.0.2.1], and asks for the extensions. The session begins anew: a mail "
                + "transaction under way is dropped.",
            "250 with a line an extension; 504, 550, 502"),
        VerbArticle(
            "HELO", "RFC 5321 §4.1.1.1", "HELO client.example",
            "The client says who it is, and does without extensions.", "250; 504, 550, 502"),
        VerbArticle(
            "MAIL", "RFC 5321 §4.1.1.2", "MAIL FROM:<ann@client.example>",
            "Begins a mail transaction and names the sender: the reverse path, to which reports of "
                + "failure go. It is <> for such a report itself. No space stands behind the "
                + "colon; parameters follow the path.",
            "250; 552, 451, 452, 550, 553, 503, 455, 555"),
        VerbArticle(
            "RCPT", "RFC 5321 §4.1.1.3", "RCPT TO:<bob@sim.example>",
            "Names one recipient, the forward path; it is repeated for each. <Postmaster> needs no "
                + "domain.",
            "250, 251; 550, 551, 552, 553, 450, 451, 452, 503, 455, 555"),
        VerbArticle(
            "DATA", "RFC 5321 §4.1.1.4", "DATA",
            "Behind 354 the client sends the message text. A line with a single dot ends it, so a "
                + "line that begins with a dot gets one more. The last reply says whether the "
                + "server has taken responsibility.",
            "354, then 250; 552, 554, 451, 452, 450, 550; at once: 503, 554"),
        VerbArticle(
            "RSET", "RFC 5321 §4.1.1.5", "RSET",
            "Drops the mail transaction; what EHLO and AUTH said stays.", "250"),
        VerbArticle(
            "NOOP", "RFC 5321 §4.1.1.9", "NOOP",
            "Does nothing, and asks for a reply. A word behind it is ignored.", "250"),
        VerbArticle(
            "QUIT", "RFC 5321 §4.1.1.10", "QUIT",
            "Ends the session: the server replies and closes the connection.", "221"),
        VerbArticle(
            "VRFY", "RFC 5321 §4.1.1.6", "VRFY ann",
            "Asks whether the text means a user. Many servers do not tell and say 252.",
            "250, 251, 252; 550, 551, 553, 502, 504"),
        VerbArticle(
            "EXPN", "RFC 5321 §4.1.1.7", "EXPN staff",
            "Asks who is on a mailing list.", "250, 252; 550, 500, 502, 504"),
        VerbArticle(
            "HELP", "RFC 5321 §4.1.1.8", "HELP",
            "Asks for help, perhaps on the command that follows.", "211, 214; 502, 504"),
    ]

    private static let extensionVerbs = [
        VerbArticle(
            "AUTH", "RFC 4954 §4", "AUTH PLAIN dGVzdAB0ZXN0ADEyMzQ=",
            "Begins a SASL exchange by a mechanism; the first response may stand on the same line, "
                + "in base64. The server sends challenges behind 334, and * cancels.",
            "235, 334; 432, 454, 500, 501, 503, 504, 534, 535, 538"),
        VerbArticle(
            "STARTTLS", "RFC 3207 §4", "STARTTLS",
            "Asks for TLS: behind 220 the handshake follows, and then the session begins anew.",
            "220; 501, 454"),
        VerbArticle(
            "BDAT", "RFC 3030 §2", "BDAT 1000 LAST",
            "Sends a chunk of the message: this many octets follow at once, without dot-stuffing. "
                + "LAST marks the last chunk.", "250; 503, 552, 554"),
        VerbArticle(
            "ETRN", "RFC 1985 §5", "ETRN client.example",
            "Asks the server to send the mail it has queued for a node, over new connections.",
            "250, 251, 252, 253; 458, 459, 500, 501"),
        VerbArticle(
            "LHLO", "RFC 2033 §4.1", "LHLO client.example",
            "Replaces EHLO in LMTP, where each recipient gets a reply after the text.",
            "250; 500"),
        VerbArticle(
            "BURL", "RFC 4468 §3", "BURL imap://ann@imap.example/INBOX/;UID=1 LAST",
            "Names a piece of the message that the server fetches itself.", "250; 503, 554"),
        VerbArticle(
            "ATRN", "RFC 2645", "ATRN client.example",
            "After AUTH, reverses the connection, so that the server sends the queued mail.",
            "250; 450, 451, 453, 502, 530"),
    ]

    private static let obsoleteVerbs = [
        VerbArticle(
            "TURN", "RFC 5321 appendix F.1", "TURN",
            "Turned the connection round without proof of who asks; not to be used.", "502"),
        VerbArticle(
            "SEND", "RFC 5321 appendix F.6", "SEND FROM:<ann@client.example>",
            "Wrote to a user's terminal; obsolete.", "502"),
        VerbArticle(
            "SOML", "RFC 5321 appendix F.6", "SOML FROM:<ann@client.example>",
            "Wrote to a user's terminal, or else sent mail; obsolete.", "502"),
        VerbArticle(
            "SAML", "RFC 5321 appendix F.6", "SAML FROM:<ann@client.example>",
            "Wrote to a user's terminal, and sent mail; obsolete.", "502"),
    ]
}

import SMTPGrammar
import SMTPSession

extension Reference {
    /// Every verb of RFC 5321, of its extensions, and of common practice: those that the machine knows say
    /// it themselves.
    static let verbs: [VerbArticle] = VerbDeclaration.all.map(VerbArticle.init) + otherVerbs

    private static let otherVerbs = [
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
}

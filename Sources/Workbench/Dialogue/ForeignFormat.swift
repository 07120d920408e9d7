/// What the screens and logs of other programs look like: enough to recognise them.
///
/// What is recognised is not sent. Whoever reads such transcripts some day begins here.
package struct ForeignFormat: Hashable, Sendable {
    /// What it is called in a sentence: `swaks output`.
    package let name: String
    /// How lines of the client begin, after blanks.
    let client: [String]
    /// How lines of the server begin.
    let server: [String]
    /// How other lines begin that only this program writes.
    var signs: [String] = []
    /// What stands before a mark, where a log puts its own words there: the mark is looked for
    /// after it.
    var mayFollowText = false
    /// Whether the server's lines have no mark but their code.
    var hasBareReplies = false

    /// How to get such a transcript in.
    package static let advice =
        "begin the client's lines with C: and the server's with S:, and leave the others out"
}

extension ForeignFormat {
    /// The known ones; the first of those that fit equally well counts.
    static let all = [
        ForeignFormat(
            name: "output of curl --trace-ascii", client: ["=> Send header"],
            server: ["<= Recv header"], signs: ["== Info:"]),
        ForeignFormat(
            name: "output of curl -v", client: ["> "],
            server: ["< 2", "< 3", "< 4", "< 5"], signs: ["*   Trying", "* Connected to"]),
        ForeignFormat(
            name: "an openssl s_client session", client: [], server: [],
            signs: [
                "CONNECTED(0", "depth=", "Certificate chain", "SSL-Session:", "verify return:",
                "verify error:", "SSL handshake has read", "Post-Handshake New", "RENEGOTIATING",
            ], hasBareReplies: true),
        ForeignFormat(
            name: "a log of Python's smtplib", client: ["send: "],
            server: ["reply: "], signs: ["connect: ", "data: ("], mayFollowText: true),
        ForeignFormat(
            name: "a log of PHPMailer", client: ["CLIENT -> SERVER:"],
            server: ["SERVER -> CLIENT:"], mayFollowText: true),
        ForeignFormat(
            name: "a log of Ruby's Net::SMTP", client: ["<- \""], server: ["-> \""],
            signs: ["Connection opened:"]),
        // Ruby writes the same arrows the other way, with quotes.
        ForeignFormat(
            name: "swaks output", client: ["-> ", "~> ", "**> "], server: ["<- ", "<~ ", "<** "],
            signs: ["=== Trying", "=== Connected", "=== TLS"]),
        ForeignFormat(
            name: "a log of Perl's Net::SMTP", client: [")>>> "], server: [")<<< "],
            signs: ["Net::SMTP>>>"], mayFollowText: true),
        ForeignFormat(name: "output of msmtp", client: ["--> "], server: ["<-- "]),
        ForeignFormat(
            name: "a log of a mail library", client: ["] C: ", ") >> b'"],
            server: ["] S: ", ") << b'"], signs: ["mail.log:"], mayFollowText: true),
        ForeignFormat(
            name: "a log of Postfix", client: ["]: < "], server: ["]: > "],
            signs: ["postfix/smtp"], mayFollowText: true),
        ForeignFormat(
            name: "a transcript with arrows", client: [">>> "], server: ["<<< "]),
        ForeignFormat(
            name: "a telnet session", client: [], server: [],
            signs: [
                "$ telnet", "Trying ", "Connected to ", "Escape character is",
                "Connection closed by",
            ], hasBareReplies: true),
        ForeignFormat(
            name: "a session with the server's lines in it", client: [], server: [],
            hasBareReplies: true),
    ]
}

import SMTPSession

extension Reference {
    /// The extensions of the registry, and those of common practice: those that a server knows say it
    /// themselves.
    static func extensions(in configuration: Configuration) -> [ExtensionArticle] {
        configuration.allExtensions.map(ExtensionArticle.init) + transferExtensions
            + deliveryExtensions + securityExtensions + otherExtensions
    }

    private static let transferExtensions = [
        ExtensionArticle(
            "CHUNKING", "RFC 3030 §2",
            "The message may come in counted chunks by BDAT instead of DATA.", "BDAT 1000 LAST"),
        ExtensionArticle(
            "BINARYMIME", "RFC 3030 §3",
            "The message may contain any octets, without lines; requires CHUNKING.",
            "MAIL FROM:<ann@client.example> BODY=BINARYMIME"),
        ExtensionArticle(
            "SMTPUTF8", "RFC 6531 §3.2", "Addresses and header fields may contain UTF-8.",
            "MAIL FROM:<ann@client.example> SMTPUTF8"),
        ExtensionArticle(
            "BURL", "RFC 4468 §3", "The server fetches parts of the message by their URL."),
        ExtensionArticle(
            "CHECKPOINT", "RFC 1845", "An interrupted transfer can continue where it stopped.",
            "MAIL FROM:<ann@client.example> TRANSID=<12345@client.example>"),
    ]

    private static let deliveryExtensions = [
        ExtensionArticle(
            "DSN", "RFC 3461 §4",
            "The client says which delivery reports it wants, and what they should contain.",
            "MAIL FROM:<ann@client.example> RET=HDRS ENVID=QQ314159",
            "RCPT TO:<bob@sim.example> NOTIFY=SUCCESS,FAILURE ORCPT=rfc822;bob@sim.example"),
        ExtensionArticle(
            "DELIVERBY", "RFC 2852 §4", "The message must be delivered within a given time.",
            "MAIL FROM:<ann@client.example> BY=120;R"),
        ExtensionArticle(
            "FUTURERELEASE", "RFC 4865", "The server holds the message and sends it later.",
            "MAIL FROM:<ann@client.example> HOLDFOR=3600"),
        ExtensionArticle(
            "MT-PRIORITY", "RFC 6710 §3", "The message has a priority of -9 to 9.",
            "MAIL FROM:<ann@client.example> MT-PRIORITY=3"),
        ExtensionArticle(
            "RRVS", "RFC 7293 §5",
            "The mailbox must have had the same owner since a given time.",
            "RCPT TO:<bob@sim.example> RRVS=2014-04-03T23:01:00Z"),
        ExtensionArticle(
            "MTRK", "RFC 3885", "The message can be tracked later.",
            "MAIL FROM:<ann@client.example> MTRK=3fg2Wpnh0v2o0cZqXZQ2jE1Yl4w="),
        ExtensionArticle(
            "PRDR", "draft-hall-prdr",
            "After the text, each recipient gets its own reply.",
            "MAIL FROM:<ann@client.example> PRDR"),
        ExtensionArticle(
            "ETRN", "RFC 1985 §3", "The client may ask for its queued mail.", "ETRN client.example"),
    ]

    private static let securityExtensions = [
        ExtensionArticle(
            "REQUIRETLS", "RFC 8689 §2", "Every hop of the message must use TLS.",
            "MAIL FROM:<ann@client.example> REQUIRETLS"),
        ExtensionArticle(
            "SUBMITTER", "RFC 4405", "MAIL names who is responsible for the message; historic.",
            "MAIL FROM:<ann@client.example> SUBMITTER=ann@client.example"),
        ExtensionArticle(
            "NO-SOLICITING", "RFC 3865", "The server says which solicitations it does not accept.",
            "MAIL FROM:<ann@client.example> SOLICIT=org.example:ADV:ADLT"),
    ]

    private static let otherExtensions = [
        ExtensionArticle(
            "LIMITS", "RFC 9422",
            "EHLO tells how many messages, recipients and domains the server takes."),
        ExtensionArticle(
            "CONPERM", "RFC 4141", "The client permits conversion of the content.",
            "MAIL FROM:<ann@client.example> CONPERM"),
        ExtensionArticle(
            "CONNEG", "RFC 4141", "The server says what content a recipient can handle.",
            "RCPT TO:<bob@sim.example> CONNEG"),
        ExtensionArticle(
            "XCLIENT", "Postfix XCLIENT", "A trusted client says on whose behalf it speaks.",
            "XCLIENT ADDR=192.0.2.1 NAME=client.example"),
        ExtensionArticle(
            "XFORWARD", "Postfix XFORWARD", "A trusted client says where the mail came from.",
            "XFORWARD ADDR=192.0.2.1 NAME=client.example"),
    ]
}

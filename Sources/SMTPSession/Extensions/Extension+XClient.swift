// XCLIENT_README and XFORWARD_README of Postfix: keywords with the names of the attributes, and verbs.

extension ExtensionSet {
    /// Another client in the place of the one that is connected (Postfix).
    public static let xClient = ExtensionSet(rawValue: 1 << 12)
    /// What is known of the client that the message came from (Postfix).
    public static let xForward = ExtensionSet(rawValue: 1 << 13)
}

extension SMTPExtension {
    static let xClient = SMTPExtension(
        .xClient, "XCLIENT", "Postfix XCLIENT_README", "Another client in this one's place.",
        """
        A trusted client, such as a proxy or a test, says as whom the server is to treat it. The session \
        begins anew with a greeting. NAME, ADDR and PORT are the host name, address and port of the client, \
        PROTO is SMTP or ESMTP, HELO the name that it gave, LOGIN the user, DESTADDR and DESTPORT are where \
        it connected to.
        """,
        arguments: .words(ClientAttribute.clientNames), isOn: false)

    static let xForward = SMTPExtension(
        .xForward, "XFORWARD", "Postfix XFORWARD_README", "From which client a message came.",
        """
        A trusted content filter says from where the next message came, for logs only. It holds until \
        the message is complete, or RSET. NAME, ADDR, PORT, PROTO and HELO are those of the client that \
        sent it, IDENT is the name of the message in the log there, and SOURCE is LOCAL or REMOTE.
        """,
        arguments: .words(ClientAttribute.forwardNames), isOn: false)
}

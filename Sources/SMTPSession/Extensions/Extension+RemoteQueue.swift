// RFC 1985 §4: the keyword ETRN, without parameters, and the verb ETRN.

extension ExtensionSet {
    /// Mail sent on request (RFC 1985).
    public static let remoteQueue = ExtensionSet(rawValue: 1 << 11)
}

extension SMTPExtension {
    static let remoteQueue = SMTPExtension(
        .remoteQueue, "ETRN", "RFC 1985 §4", "Mail sent on request.",
        "The client can ask the server to send the mail that waits for a host, over new connections.",
        isOn: false)
}

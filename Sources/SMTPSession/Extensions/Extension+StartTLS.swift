// RFC 3207 §2: the keyword STARTTLS, without parameters; not offered inside TLS (§4.2).

extension ExtensionSet {
    /// TLS on request (RFC 3207).
    public static let startTLS = ExtensionSet(rawValue: 1 << 5)
}

extension SMTPExtension {
    static let startTLS = SMTPExtension(
        .startTLS, "STARTTLS", "RFC 3207 §2", "TLS on request.",
        "The connection can go on inside TLS.", moment: .inClear, settings: [minimumVersion])

    /// RFC 8314 §4: submission servers "MUST support TLS 1.2 or later".
    static let minimumVersion = ExtensionSetting(
        "tls-minimum-version", .oneOf(["off"] + versions), "off", "RFC 3207 §4.1",
        "The least version of TLS with which the server goes on; it says 554 to all but QUIT inside another."
    )

    /// The versions by their names, the oldest first.
    static let versions = ["TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"]
}

extension Session {
    /// What the server waits for where a session begins: nothing but QUIT, if TLS is too weak for it.
    ///
    /// RFC 3207 §4.1: the server "SHOULD reply to every SMTP command from the client (other than a QUIT command)
    /// with the 554 reply code".
    var beginning: Control {
        guard let info = tls else { return .hello }
        let order = SMTPExtension.versions
        let least = order.firstIndex(of: configuration.value(of: SMTPExtension.minimumVersion))
        guard let least else { return .hello }
        // A version that nobody knows is none to rely on.
        let version = order.firstIndex(of: info.version) ?? -1
        return version < least ? .insecure : .hello
    }
}

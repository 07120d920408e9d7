// RFC 3207 §2: the keyword STARTTLS, without parameters; not offered inside TLS (§4.2).

extension ExtensionSet {
    /// TLS on request (RFC 3207).
    public static let startTLS = ExtensionSet(rawValue: 1 << 5)
}

extension SMTPExtension {
    static let startTLS = SMTPExtension(
        .startTLS, "STARTTLS", "RFC 3207 §2", "TLS on request.",
        "The connection can go on inside TLS.", moment: .inClear)
}

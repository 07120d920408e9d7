// RFC 3030 §2: the keyword CHUNKING, without parameters, and the verb BDAT.

extension ExtensionSet {
    /// Message text in counted chunks (RFC 3030 §2).
    public static let chunking = ExtensionSet(rawValue: 1 << 8)
}

extension SMTPExtension {
    static let chunking = SMTPExtension(
        .chunking, "CHUNKING", "RFC 3030 §2", "Message text in counted chunks.",
        """
        The message may come in chunks by BDAT instead of DATA: each says how many octets follow, so \
        that no dot is stuffed and any octet may be sent.
        """,
        isOn: false)
}

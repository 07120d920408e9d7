// RFC 2920 §2: the keyword PIPELINING, without parameters.

extension ExtensionSet {
    /// Commands in groups (RFC 2920).
    public static let pipelining = ExtensionSet(rawValue: 1 << 0)
}

extension SMTPExtension {
    static let pipelining = SMTPExtension(
        .pipelining, "PIPELINING", "RFC 2920 §3", "Commands sent in groups.",
        """
        The client may send several commands without waiting for each reply; the server replies in \
        order. EHLO, DATA, VRFY, EXPN, TURN, QUIT and NOOP can only be the last of such a group.
        """)
}

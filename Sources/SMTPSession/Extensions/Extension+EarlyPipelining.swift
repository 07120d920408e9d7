// Exim's own, without an RFC: "pipelining_connect_advertise_hosts" in its specification, 4.96.

extension ExtensionSet {
    /// Commands before the greeting, by clients that saw the keyword earlier (Exim).
    public static let earlyPipelining = ExtensionSet(rawValue: 1 << 52)
}

extension SMTPExtension {
    static let earlyPipelining = SMTPExtension(
        .earlyPipelining, "PIPECONNECT", "Exim specification, pipelining_connect_advertise_hosts",
        "Commands before the greeting.",
        """
        A client that saw the keyword in an earlier session may send EHLO and more before the greeting. \
        Exim's own; older versions call it X_PIPE_CONNECT. The server cannot know what the client saw, so \
        that all may.
        """,
        isOn: false)
}

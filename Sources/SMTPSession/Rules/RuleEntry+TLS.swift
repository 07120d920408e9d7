extension RuleEntry {
    static let tls: [RuleEntry] = [
        RuleEntry(
            .tlsReady, "tls.ready", 220, 2, 0, 0,
            text: "Ready to start TLS", rfc: 3207, section: "4",
            """
            The handshake comes next. Both sides then forget what they knew about each other, and \
            the client sends EHLO again.
            """),
        RuleEntry(
            .tlsRefused, "tls.refused", 554, 5, 7, 0,
            text: "TLS refused", rfc: 3207, section: "4.1",
            """
            The policy refused the handshake. RFC 3207 provides 454 for this, and 554 for a server \
            that finds the security too low; here, 554 is the policy's choice.
            """),
        RuleEntry(
            .tlsDeferred, "tls.deferred", 454, 4, 7, 0,
            text: "TLS not available for now", rfc: 3207, section: "4",
            "The server cannot perform the handshake now."),
        RuleEntry(
            .tlsDiscarded, "tls.discarded", 501, 5, 5, 1,
            text: "Octets in clear before the handshake were dropped",
            rfc: 3207, section: "6", isTolerable: true,
            """
            Anything a client sends between STARTTLS and the handshake could have been injected by \
            someone else. The server drops all of it, whole lines and partial ones.
            """),
        RuleEntry(
            .tlsStarted, "tls.started", 220,
            text: "TLS is active", rfc: 3207, section: "4.2",
            """
            The handshake is done. The session starts over: the client's name, its authentication \
            and the transaction are forgotten.
            """),
        RuleEntry(
            .tlsTooWeak, "tls.too-weak", 554, 5, 7, 0,
            text: "Command refused due to lack of security", rfc: 3207, section: "4.1",
            """
            The version of TLS that was agreed is too old for this server. Every command but QUIT gets \
            this reply; the client connects again with a newer version, or goes elsewhere.
            """),
    ]
}

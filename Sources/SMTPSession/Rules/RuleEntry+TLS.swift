extension RuleEntry {
    static let tls: [RuleEntry] = [
        RuleEntry(
            .tlsReady, "tls.ready", 220, 2, 0, 0,
            text: "Ready to start TLS",
            rfc: 3207, section: "4",
            explanation: """
                The handshake comes next. Both sides then forget what they knew of each other, and \
                the client sends EHLO again.
                """
        ),
        RuleEntry(
            .tlsRefused, "tls.refused", 554, 5, 7, 0,
            text: "TLS refused",
            rfc: 3207, section: "4.1",
            explanation: """
                A policy refused the handshake. 454 is the refusal that RFC 3207 knows; 554 is \
                what it has for a server that finds the security too low, and here a policy's \
                choice.
                """
        ),
        RuleEntry(
            .tlsDeferred, "tls.deferred", 454, 4, 7, 0,
            text: "TLS not available for now",
            rfc: 3207, section: "4",
            explanation: """
                The server cannot do the handshake now.
                """
        ),
        RuleEntry(
            .tlsDiscarded, "tls.discarded", 501, 5, 5, 1,
            text: "Octets in clear before the handshake were dropped",
            rfc: 3207, section: "6", isTolerable: true,
            explanation: """
                Whatever a client sends between STARTTLS and the handshake could have been put \
                there by somebody else. The server drops it, whole lines and parts of one.
                """
        ),
        RuleEntry(
            .tlsStarted, "tls.started", 220,
            text: "TLS is active",
            rfc: 3207, section: "4.2",
            explanation: """
                The handshake is done. The session begins anew: the client's name, its \
                authentication and the transaction are forgotten.
                """
        ),
    ]
}

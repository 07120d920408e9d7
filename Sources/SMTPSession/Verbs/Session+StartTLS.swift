import SMTPGrammar

// RFC 3207 §4: STARTTLS has no parameter; 220, then the handshake; "the STARTTLS command must be the last
// command in a group". §4.2: afterwards both sides forget what they knew. §6: what came in clear before the
// handshake must not be taken for commands after it.

extension VerbDeclaration {
    static let startTLS = VerbDeclaration(
        .startTLS, "RFC 3207 §4", "STARTTLS",
        "Asks for TLS: after 220 the handshake follows, and then the session begins anew.",
        replies: "220; 501, 454",
        order: [.hello, .inClear, .beforeTLS, .beforeAuthentication], place: .last,
        of: .startTLS)
}

extension Session {
    mutating func performStartTLS(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        guard hasNoArgument(line, &outputs) else { return }
        guard asks(.tls) else { return resumeStartTLS(.accept(), &outputs) }
        ask(.startTLS, &outputs)
    }

    mutating func resumeStartTLS(_ answer: Answer, _ outputs: inout [Output]) {
        guard isTaken(answer, refused: .tlsRefused, deferred: .tlsDeferred, &outputs) else {
            return
        }
        resetTransaction()
        control = .handshake
        counters.discardedOctets = 0
        confirm(answer, .tlsReady, &outputs)
        outputs.append(.startTLS)
    }

    /// Begins anew inside TLS.
    mutating func secure(_ info: TLSInfo, _ outputs: inout [Output]) throws(Misuse) {
        guard case .handshake = control else { throw .noHandshake }
        tls = info
        hello = nil
        authenticatedUser = nil
        control = beginning
        watch = CredentialWatch()
        trail = .none
        listed = nil
        times.lastActivity = clock
        let dropped = counters.discardedOctets
        counters.discardedOctets = 0
        if dropped > 0 {
            outputs.append(.note(Note(.tlsDiscarded, detail: "\(dropped) octets")))
            guard tolerates(.tlsDiscarded) else { return close(&outputs) }
        }
        outputs.append(.note(Note(.tlsStarted, detail: info.summary)))
    }
}

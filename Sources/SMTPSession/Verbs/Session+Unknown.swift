import SMTPGrammar

// What no verb of ours is: unknown commands, and the first words of other protocols, which a client
// that can be steered (a browser, say) sends to a mail server.

extension Session {
    mutating func refuseUnknown(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        // RFC 5321 §3.1: after a 554 greeting "any intervening commands" but QUIT get 503.
        guard !control.isRefused else { return refuse(.refusedConnection, &outputs) }
        let text = Session.commandText(line)
        guard !Session.isOtherProtocol(text.verb) else {
            return refuseOtherProtocol(&outputs)
        }
        // RFC 3207 §4 leaves out no command, known or not.
        guard !awaitsTLS else { return refuse(.tlsRequired, &outputs) }
        guard asks(.unknown) else { return resumeUnknown(.reject(), &outputs) }
        ask(.unknown(text), &outputs)
    }

    mutating func resumeUnknown(_ answer: Answer, _ outputs: inout [Output]) {
        if answer == .reject() { return refuse(.unknownCommand, &outputs) }
        guard isTaken(answer, refused: .unknownCommand, deferred: .commandDeferred, &outputs) else {
            return
        }
        confirm(answer, .noopDone, &outputs)
    }

    /// Tolerated, it is an unknown command like others; else the connection is closed, unless it was
    /// refused: then it waits for QUIT.
    mutating func refuseOtherProtocol(_ outputs: inout [Output]) {
        guard !control.isRefused else { return refuse(.refusedConnection, &outputs) }
        guard !tolerates(.otherProtocol) else {
            outputs.append(.note(Note(.otherProtocol)))
            return refuse(awaitsTLS ? .tlsRequired : .unknownCommand, &outputs)
        }
        reply(.otherProtocol, &outputs)
        close(&outputs)
    }

    /// A TLS handshake record: content type 22, version 3.x.
    func isHandshake(_ octet: UInt8, at offset: Int) -> Bool {
        octet == 0x16 && offset == 0 && tls == nil
    }

    /// Whether a first word, in capitals, belongs to another protocol: `GET`.
    public static func isOtherProtocol(_ word: String) -> Bool { otherProtocolWords.contains(word) }

    private static let otherProtocolWords: Set<String> = [
        "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "CONNECT", "PATCH", "HOST:",
        "USER-AGENT:", "PROXY",
    ]
}

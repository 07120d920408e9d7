import SMTPGrammar

// What no verb of ours is: unknown commands, and the first words of other protocols, which a client
// that can be steered (a browser, say) sends to a mail server.

extension Session {
    mutating func refuseUnknown(_ line: Span<UInt8>, _ outputs: inout [Output]) {
        // RFC 5321 §3.1: after a 554 greeting "any intervening commands" but QUIT get 503.
        guard !control.isRefused else { return refuse(.refusedConnection, &outputs) }
        let text = Session.commandText(line)
        if let name = Session.protocolName(text.verb) {
            return refuseOtherProtocol(name, &outputs)
        }
        // RFC 3207 §4 leaves out no command, known or not.
        guard !awaitsTLS else { return refuse(.tlsRequired, &outputs) }
        guard asks(.unknown) else { return resumeUnknown(text, .reject(), &outputs) }
        ask(.unknown(text), &outputs)
    }

    mutating func resumeUnknown(
        _ text: CommandText, _ answer: Answer, _ outputs: inout [Output]
    ) {
        if answer == .reject() {
            noteStep(text, &outputs)
            return refuse(.unknownCommand, &outputs)
        }
        guard isTaken(answer, refused: .unknownCommand, deferred: .commandDeferred, &outputs) else {
            return
        }
        confirm(answer, .noopDone, &outputs)
    }

    /// Tolerated, it is an unknown command like others; else the connection is closed, unless it was
    /// refused: then it waits for QUIT.
    private mutating func refuseOtherProtocol(_ name: String, _ outputs: inout [Output]) {
        guard !control.isRefused else { return refuse(.refusedConnection, &outputs) }
        if isPermittedProtocol(name, &outputs) {
            refuse(awaitsTLS ? .tlsRequired : .unknownCommand, &outputs)
        }
    }

    /// Lets another protocol pass with a note, or closes the connection.
    private mutating func isPermittedProtocol(_ name: String, _ outputs: inout [Output]) -> Bool {
        guard !tolerates(.otherProtocol) else {
            outputs.append(.note(Note(.otherProtocol, detail: name)))
            return true
        }
        reply(.otherProtocol, &outputs)
        close(&outputs)
        return false
    }

    /// Whether a first word, in capitals, belongs to another protocol: `GET`.
    public static func isOtherProtocol(_ word: String) -> Bool { protocolName(word) != nil }

    /// What a first word, in capitals, is in another protocol.
    static func protocolName(_ word: String) -> String? {
        if word == "PROXY" { return "a PROXY header" }
        // Looking a word up costs some instructions for each octet.
        guard word.utf8.count <= 11 else { return nil }
        return webWords.contains(word) ? "an HTTP request" : nil
    }

    private static let webWords: Set<String> = [
        "GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "CONNECT", "PATCH", "HOST:",
        "USER-AGENT:", "PROXY",
    ]
}

// A TLS handshake in clear has no line end but by chance, and its client waits: so it is noticed as soon as
// it begins.

extension Session {
    /// A TLS handshake record: content type 22, version 3.x (RFC 8446 §5.1).
    @inline(__always)
    func isHandshake(_ octets: Span<UInt8>, at start: Int) -> Bool {
        start + 1 < octets.count && octets[start] == 0x16 && octets[start + 1] == 0x03
            && !isSecured && !control.isResponse
    }

    /// Notices a handshake where a command is awaited.
    mutating func beginHandshake(_ outputs: inout [Output]) {
        input.isHandshake = true
        guard !control.isRefused else { return }
        subject = .other
        _ = isPermittedProtocol(Session.handshakeName, &outputs)
    }

    /// Refuses its line, if there ever is one.
    mutating func refuseHandshake(_ outputs: inout [Output]) {
        refuse(awaitsTLS ? .tlsRequired : .unknownCommand, &outputs)
    }

    static let handshakeName = "a TLS ClientHello"
}

extension MailHogMachine {
    /// STARTTLS; taken in every state.
    mutating func startTLS(_ arguments: [UInt8]) -> Step {
        record("Got STARTTLS command")
        guard !isTLSUpgraded, configuration.handlers.contains(.tls) else {
            record("There is TLS already, or no TLS handler")
            return .done(.unrecognisedCommand())
        }
        guard arguments.isEmpty else { return .done(.syntaxError("no parameters allowed")) }
        return ask(.tls)
    }

    mutating func resumeTLS(_ verdict: Verdict) -> MailHogReply? {
        if !verdict.isRefusal { isTLSPending = true }
        return verdict.reply(accepted: .readyToStartTLS(), refused: .unrecognisedCommand())
    }

    /// Tells the machine how the handshake ended; what the original's `done` callback does.
    ///
    /// After a handshake that succeeded the message is forgotten and the client is to say EHLO again.
    /// After one that failed everything goes on in clear where it was. As an input, the first is
    /// `Input.secured`; a driver whose handshake failed has lost its connection, so for the second
    /// there is only this function.
    ///
    /// - Parameter succeeded: whether there is a TLS layer now
    public mutating func completeTLS(_ succeeded: Bool) {
        isTLSUpgraded = succeeded
        isTLSPending = succeeded
        guard succeeded else { return }
        forgetMessage()
        state = .establish
    }
}

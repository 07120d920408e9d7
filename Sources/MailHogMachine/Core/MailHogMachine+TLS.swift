extension MailHogMachine {
    /// STARTTLS; accepted in every state.
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

    /// Takes in how the handshake ended, like the original's `done` callback.
    ///
    /// After a successful handshake, the message is forgotten and the client has to say EHLO again.
    /// After a failed one, everything continues in the clear. As an input, success is
    /// `Input.secured`; a driver whose handshake failed has lost its connection, so for failure
    /// there is only this function.
    public mutating func completeTLS(_ succeeded: Bool) {
        isTLSUpgraded = succeeded
        isTLSPending = succeeded
        guard succeeded else { return }
        forgetMessage()
        state = .establish
    }
}

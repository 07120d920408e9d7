extension Mechanism {
    /// Computes what the client does next from the messages exchanged so far.
    ///
    /// - Parameters:
    ///   - credential: Who the client is, and its secret.
    ///   - exchange: The messages so far; empty before the `AUTH` command.
    /// - Returns: What to send, in the clear, or to wait, or to cancel.
    public func clientStep(_ credential: Credential, exchange: Exchange) -> ClientStep {
        implementation.clientStep(credential, exchange: exchange)
    }
}

extension Mechanism {
    /// Computes what the server does next from the messages exchanged so far.
    ///
    ///     C: AUTH CRAM-MD5
    ///     S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
    ///
    /// - Parameters:
    ///   - exchange: The messages so far, and the facts that the driver brings.
    ///   - credentials: The users and their secrets.
    /// - Returns: A challenge to send, or the verdict.
    public func serverStep(_ exchange: Exchange, credentials: Credentials) -> ServerStep {
        guard !(serverSendsFirst && exchange.hadInitialResponse) else {
            return .failure(.initialResponseNotAllowed)
        }
        do throws(Failure) {
            return try implementation.serverStep(exchange, credentials: credentials)
        } catch {
            return .failure(error)
        }
    }

    /// Reads from a complete exchange who the client says it is, and the proof it brought.
    ///
    /// For a driver that decides by something else than `Credentials`: a person, a rule that
    /// accepts any password, another service.
    ///
    /// - Parameter exchange: The messages so far, and the facts that the driver brings.
    /// - Returns: The claim, not verified; nil if the client has not said everything yet.
    /// - Throws: `Failure` if the client's messages are malformed.
    public func claim(in exchange: Exchange) throws(Failure) -> Claim? {
        guard !(serverSendsFirst && exchange.hadInitialResponse) else {
            throw .initialResponseNotAllowed
        }
        guard try implementation.challenge(exchange) == nil else { return nil }
        return try implementation.claim(in: exchange)
    }
}

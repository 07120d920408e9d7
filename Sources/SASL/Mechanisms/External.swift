import SMTPSession

/// EXTERNAL: the client has proved its identity elsewhere, usually by a TLS certificate.
///
///     C: AUTH EXTERNAL =
///     S: 235 2.7.0 Authentication successful
///
/// RFC 4422 Appendix A: the client's only message is the identity to act as, in UTF-8 without NUL,
/// or empty for the one that the server derives from what was proved. Without an initial response
/// the server asks with an empty challenge.
struct External: MechanismImplementation {
    let name = "EXTERNAL"
    let isPlaintext = false
    let isSingleMessage = true

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        try exchange.onlyResponse() == nil ? [] : nil
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let message = try exchange.onlyResponse() ?? []
        guard !message.contains(0) else { throw .malformed(.unexpectedNul) }
        let authorizationIdentity = try text(of: message)
        return Claim(
            authenticationIdentity: exchange.clientIdentity ?? "",
            authorizationIdentity: authorizationIdentity.isEmpty ? nil : authorizationIdentity,
            proof: .external(exchange.clientIdentity))
    }

    func clientStep(_ credential: Credential, exchange: AuthenticationExchange) -> ClientStep {
        guard exchange.responses.isEmpty else { return .finished }
        let message = Array((credential.authorizationIdentity ?? "").utf8)
        return exchange.challenges.isEmpty ? .initialResponse(message) : .respond(message)
    }
}

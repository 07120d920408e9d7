/// EXTERNAL: the client has proved its identity elsewhere, usually by a TLS certificate.
///
///     C: AUTH EXTERNAL =
///     S: 235 2.7.0 Authentication successful
///
/// RFC 4422 Appendix A: the client's only message is the identity to act as, in UTF-8 without NUL,
/// or empty for the one that the server derives from what was proved. Without an initial response
/// the server asks with an empty challenge.
enum External: MechanismImplementation {
    static let isPlaintext = false
    static let serverSendsFirst = false

    static func challenge(_ exchange: Exchange) throws(Failure) -> [UInt8]? {
        try exchange.onlyResponse() == nil ? [] : nil
    }

    static func claim(in exchange: Exchange) throws(Failure) -> Claim {
        let message = try exchange.onlyResponse() ?? []
        guard !message.contains(0) else { throw .malformed(.unexpectedNul) }
        let authorizationIdentity = try text(of: message)
        return Claim(
            authenticationIdentity: exchange.externalIdentity ?? "",
            authorizationIdentity: authorizationIdentity.isEmpty ? nil : authorizationIdentity,
            proof: .external(exchange.externalIdentity))
    }

    static func clientStep(_ credential: Credential, exchange: Exchange) -> ClientStep {
        guard exchange.responses.isEmpty else { return .finished }
        let message = Array((credential.authorizationIdentity ?? "").utf8)
        return exchange.challenges.isEmpty ? .initialResponse(message) : .respond(message)
    }
}

import SMTPSession

/// EXTERNAL: the client has proved its identity elsewhere, usually by a TLS certificate.
///
///     C: AUTH EXTERNAL =
///     S: 235 2.7.0 Authentication successful
///
/// RFC 4422 Appendix A: the client's only message is the identity to act as, in UTF-8 without NUL,
/// or empty for the one that the server derives from what was proved. Without an initial response
/// the server asks with an empty challenge.
struct External: SingleMessage {
    let name = "EXTERNAL"
    let isPlaintext = false
    let credentialForm = CredentialForm.name
    let reference = "RFC 4422 Appendix A"
    let summary =
        "The client is who its TLS certificate says, and may say whom it acts as."

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let message = try exchange.onlyResponse() ?? []
        guard !message.contains(0) else { throw .malformed(.unexpectedNul) }
        let authorizationIdentity = try text(of: message)
        return Claim(
            authenticationIdentity: exchange.clientIdentity ?? "",
            authorizationIdentity: authorizationIdentity.isEmpty ? nil : authorizationIdentity,
            proof: .external(exchange.clientIdentity))
    }

    func message(_ credential: Credential) -> [UInt8]? {
        Array((credential.authorizationIdentity ?? "").utf8)
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        guard index == 0 else { return nil }
        let meaning = "whom to act as; empty: as the identity that TLS has proved"
        return [MessagePart(0..<message.count, "authzid", meaning)]
    }
}

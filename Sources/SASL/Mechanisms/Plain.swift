import SMTPSession

/// PLAIN: identity and password in one message of the client, in the clear.
///
///     C: AUTH PLAIN AHRpbQB0YW5zdGFhZnRhbnN0YWFm     <NUL>tim<NUL>tanstaaftanstaaf
///     S: 235 2.7.0 Authentication successful
///
/// RFC 4616 §2:
///
///     message   = [authzid] UTF8NUL authcid UTF8NUL passwd
///     authcid   = 1*SAFE ; MUST accept up to 255 octets
///     authzid   = 1*SAFE ; MUST accept up to 255 octets
///     passwd    = 1*SAFE ; MUST accept up to 255 octets
///
/// Lengths are bounded only by the line that carries the message. No preparation is applied to
/// names and passwords, which §2 allows.
struct Plain: MechanismImplementation {
    let name = "PLAIN"
    let isPlaintext = true
    let isSingleMessage = true

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        try exchange.onlyResponse() == nil ? [] : nil
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let message = try exchange.onlyResponse() ?? []
        let parts = message.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { throw .malformed(.separatorMissing) }
        guard parts.count == 3 else { throw .malformed(.unexpectedNul) }
        let authorizationIdentity = try text(of: parts[0])
        let authenticationIdentity = try text(of: parts[1])
        let password = try text(of: parts[2])
        guard !authenticationIdentity.isEmpty else {
            throw .malformed(.emptyAuthenticationIdentity)
        }
        guard !password.isEmpty else { throw .malformed(.emptyPassword) }
        return Claim(
            authenticationIdentity: authenticationIdentity,
            authorizationIdentity: authorizationIdentity.isEmpty ? nil : authorizationIdentity,
            proof: .password(Secret(password)))
    }

    func clientStep(_ credential: Credential, exchange: AuthenticationExchange) -> ClientStep {
        guard exchange.responses.isEmpty else { return .finished }
        guard let password = credential.secret.revealed else { return .cancel }
        let authorizationIdentity = Array((credential.authorizationIdentity ?? "").utf8)
        let message = authorizationIdentity + [0] + Array(credential.user.utf8) + [0] + password
        return exchange.challenges.isEmpty ? .initialResponse(message) : .respond(message)
    }
}

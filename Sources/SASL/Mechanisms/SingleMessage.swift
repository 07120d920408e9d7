import SMTPSession

/// A mechanism in which the client says everything in one message.
protocol SingleMessage: MechanismImplementation {
    /// The client's message; nil if its secret is masked.
    func message(_ credential: Credential) -> [UInt8]?
}

extension SingleMessage {
    var isSingleMessage: Bool { true }

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        try exchange.onlyResponse() == nil ? [] : nil
    }

    func clientStep(_ credential: Credential, exchange: AuthenticationExchange) -> ClientStep {
        guard exchange.responses.isEmpty else { return .finished }
        guard let message = message(credential) else { return .cancel }
        return exchange.challenges.isEmpty ? .initialResponse(message) : .respond(message)
    }
}

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
struct Plain: SingleMessage {
    let name = "PLAIN"
    let isPlaintext = true

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

    func message(_ credential: Credential) -> [UInt8]? {
        let identities = "\(credential.authorizationIdentity ?? "")\0\(credential.user)\0"
        return credential.secret.revealed.map { Array(identities.utf8) + $0 }
    }
}

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
}

extension AuthenticationExchange {
    /// The response of a mechanism that has only one; nil if it has not arrived.
    ///
    /// Of a client that was asked again, because the server overlooked the first, it is the last.
    package func onlyResponse() throws(Failure) -> [UInt8]? {
        let asked = challenges.count + (hasInitialResponse ? 1 : 0)
        guard responses.count <= max(asked, 1) else { throw .malformed(.unexpectedResponse) }
        return responses.last
    }
}

/// Reads a part of a message as UTF-8; throws `Failure.malformed` if it is not.
package func text(of octets: some Sequence<UInt8>) throws(Failure) -> String {
    guard let text = String(validating: octets, as: UTF8.self) else {
        throw .malformed(.notUTF8)
    }
    return text
}

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
/// Lengths are bounded only by the line that carries the message. Names and passwords are prepared by
/// SASLprep, as §2 wants.
struct Plain: SingleMessage {
    let name = "PLAIN"
    let isPlaintext = true
    let reference = "RFC 4616"
    let summary =
        "The client sends its name and its password as they are, in one message."

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let message = try exchange.onlyResponse() ?? []
        let parts = message.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count >= 3 else { throw .malformed(.separatorMissing) }
        guard parts.count == 3 else { throw .malformed(.unexpectedNul) }
        return Claim(
            authenticationIdentity: try preparedName(parts[1]),
            authorizationIdentity: parts[0].isEmpty ? nil : try preparedName(parts[0]),
            proof: .password(Secret(Array(try text(of: parts[2]).utf8))))
    }

    func message(_ credential: Credential) -> [UInt8]? {
        let identities = "\(credential.authorizationIdentity ?? "")\0\(credential.user)\0"
        return credential.secret.revealed.map { Array(identities.utf8) + $0 }
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        let nuls = message.indices.filter { message[$0] == 0 }
        guard index == 0, nuls.count > 1 else { return nil }
        let (first, second) = (nuls[0], nuls[1])
        return [
            MessagePart(0..<first, "authzid", "whom to act as; empty: as oneself"),
            MessagePart(first + 1..<second, "authcid", "the user's name"),
            MessagePart(second + 1..<message.count, "passwd", "the password", .secret),
        ]
    }
}

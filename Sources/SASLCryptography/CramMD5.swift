import Crypto
import SASL
import SMTPSession

/// CRAM-MD5: the client answers the server's challenge with a digest that requires the password.
///
///     C: AUTH CRAM-MD5
///     S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
///     C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
///     S: 235 2.7.0 Authentication successful
///
/// RFC 2195 §2: the challenge is a msg-id that never comes twice; the response is "the user name, a
/// space, and a 'digest'", which is HMAC-MD5 in 32 hexadecimal digits "using lower-case ASCII
/// characters". The name may contain spaces, so the last one is the separator.
///
/// The server must speak first, so an initial response is refused (RFC 4954 §4).
struct CramMD5: MechanismImplementation {
    let name = "CRAM-MD5"
    let isPlaintext = false
    let serverSendsFirst = true

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        guard try exchange.onlyResponse() == nil else { return nil }
        let nonce = server.nonce.isEmpty ? Array("0".utf8) : hexadecimal(server.nonce)
        return Array("<".utf8) + nonce + Array("@\(server.hostname)>".utf8)
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let response = try exchange.onlyResponse() ?? []
        guard !response.contains(0) else { throw .malformed(.unexpectedNul) }
        guard let space = response.lastIndex(of: UInt8(ascii: " ")) else {
            throw .malformed(.spaceMissing)
        }
        let user = try text(of: response[..<space])
        guard !user.isEmpty else { throw .malformed(.emptyAuthenticationIdentity) }
        guard let digest = octets(ofHexadecimal: response[(space + 1)...]), digest.count == 16
        else { throw .malformed(.digestForm) }
        // Without its challenge, a response proves nothing: it may be a replay.
        guard let challenge = exchange.challenges.first else {
            throw .malformed(.unexpectedResponse)
        }
        return Claim(
            authenticationIdentity: user, proof: .keyedDigest(digest, challenge: challenge))
    }

    func clientStep(_ credential: Credential, exchange: AuthenticationExchange) -> ClientStep {
        guard exchange.responses.isEmpty else { return .finished }
        guard let challenge = exchange.challenges.first else { return .awaitChallenge }
        guard credential.secret.isKnown else { return .cancel }
        let digest = digest(of: challenge, keyedWith: credential.secret)
        return .respond(Array("\(credential.user) ".utf8) + hexadecimal(digest))
    }

    /// Whether a digest is the right one, compared in constant time; never with a masked secret,
    /// which costs the same work.
    func isDigest(
        _ digest: [UInt8], of challenge: [UInt8], keyedWith secret: Secret
    ) -> Bool {
        let isValid = HMAC<Insecure.MD5>.isValidAuthenticationCode(
            digest, authenticating: challenge, using: SymmetricKey(data: secret.keyOctets))
        return isValid && secret.isKnown
    }

    private func digest(of challenge: [UInt8], keyedWith secret: Secret) -> [UInt8] {
        let key = SymmetricKey(data: secret.keyOctets)
        return Array(HMAC<Insecure.MD5>.authenticationCode(for: challenge, using: key))
    }
}

extension Mechanism {
    /// A keyed digest of the server's challenge; the password is not sent (RFC 2195).
    public static let cramMD5 = Mechanism(CramMD5())
}

extension [Mechanism] {
    /// CRAM-MD5: those that need cryptography.
    public static var cryptographic: [Mechanism] { [.cramMD5] }
}

private let hexadecimalDigits = Array("0123456789abcdef".utf8)

/// Writes octets as hexadecimal digits in lower case, two for each.
private func hexadecimal(_ octets: [UInt8]) -> [UInt8] {
    octets.flatMap { [hexadecimalDigits[Int($0 >> 4)], hexadecimalDigits[Int($0 & 15)]] }
}

/// Reads hexadecimal digits in lower case; nil if one is no such digit, or their number is odd.
private func octets(ofHexadecimal text: ArraySlice<UInt8>) -> [UInt8]? {
    let digits = text.compactMap { hexadecimalDigits.firstIndex(of: $0) }
    guard digits.count == text.count, digits.count.isMultiple(of: 2) else { return nil }
    return stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}

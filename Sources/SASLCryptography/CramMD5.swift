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
/// RFC 2195 §2: the challenge is a msg-id of "random digits, a timestamp, and the fully-qualified primary
/// host name of the server"; the response is "the user name, a space, and a 'digest'", which is HMAC-MD5 in 32 hexadecimal digits "using lower-case ASCII
/// characters". The name may contain spaces, so the last one is the separator.
///
/// The server must speak first, so an initial response is refused (RFC 4954 §4).
struct CramMD5: MechanismImplementation {
    let name = "CRAM-MD5"
    let isPlaintext = false
    let serverSendsFirst = true
    let reference = "RFC 2195"
    let summary =
        "The client sends a digest of the server's challenge, keyed with the password."

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        guard try exchange.onlyResponse() == nil else { return nil }
        let nonce = server.nonce.isEmpty ? Array("0".utf8) : hexadecimal(server.nonce)
        return Array("<".utf8) + nonce + Array(".\(server.time)@\(server.hostname)>".utf8)
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let response = try exchange.onlyResponse() ?? []
        guard !response.contains(0) else { throw .malformed(.unexpectedNul) }
        guard let space = response.lastIndex(of: UInt8(ascii: " ")) else {
            throw .malformed(.spaceMissing)
        }
        let user = try preparedName(response[..<space])
        guard let digest = octets(ofHexadecimal: response[(space + 1)...]), digest.count == 16
        else { throw .malformed(.digestForm) }
        // Without its challenge, a response proves nothing: it may be a replay.
        guard let challenge = exchange.challenges.first else {
            throw .malformed(.unexpectedResponse)
        }
        return Claim(
            authenticationIdentity: user, proof: .keyedDigest(digest, challenge: challenge))
    }

    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep {
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

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        guard index == 0, let space = message.lastIndex(of: UInt8(ascii: " ")),
            octets(ofHexadecimal: message[(space + 1)...])?.count == 16
        else { return nil }
        return [
            MessagePart(0..<space, "user", "the user's name"),
            MessagePart(
                space + 1..<message.count, "digest",
                "HMAC-MD5 of the challenge, keyed with the password", .digest),
        ]
    }

    func parts(ofChallenge message: [UInt8]) -> [MessagePart]? {
        let meaning = "a name that never comes twice: random digits, the time, the server"
        return [MessagePart(0..<message.count, "msg-id", meaning)]
    }
}

extension Mechanism {
    /// A keyed digest of the server's challenge; the password is not sent (RFC 2195).
    public static let cramMD5 = Mechanism(CramMD5())
}

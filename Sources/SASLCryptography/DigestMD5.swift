import Crypto
import SASL
import SMTPGrammar
import SMTPSession

/// DIGEST-MD5: a digest of the password, both nonces and the service; obsolete (RFC 6331).
///
///     S: realm="mx.sim.example",nonce="OA6MG9tEQGm2hh",qop="auth",charset=utf-8,algorithm=md5-sess
///     C: charset=utf-8,username="tim",realm="mx.sim.example",nonce="OA6MG9tEQGm2hh",nc=00000001,…
///     S: rspauth=ea40f60335c427b5527b84dbabcdfffd
///
/// RFC 2831 §2.1. There is one realm, the server's name, and one quality of protection, `auth`. Subsequent
/// authentication is not supported, so an initial response is answered with a challenge (§2.2.2).
///
/// A claim's challenge is the client's whole message, since all of it goes into the digest.
struct DigestMD5: MechanismImplementation {
    let name = "DIGEST-MD5"
    let reference = "RFC 2831"
    let summary =
        "Both sides send digests of the password, the nonces and the service; obsolete."
    let isPlaintext = false

    func needsNonce(_ exchange: AuthenticationExchange) -> Bool { exchange.digestResponses.isEmpty }

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        guard !exchange.digestResponses.isEmpty else {
            let nonce = String(decoding: Base64.encode(server.nonce), as: UTF8.self)
            let text =
                "realm=\"\(server.hostname)\",nonce=\"\(nonce)\",qop=\"auth\",charset=utf-8,"
                + "algorithm=md5-sess"
            return Array(text.utf8)
        }
        guard exchange.digestResponses.count == 1 else { throw .malformed(.unexpectedResponse) }
        return nil
    }

    /// A `digest-uri` of another service or host.
    ///
    /// §2.1.2: "Servers SHOULD check that the supplied value is correct."
    func discrepancy(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) -> Discrepancy? {
        guard server.manners.checksHost, let response = exchange.digestResponses.first,
            let uri = DigestDirectives(response)?["digest-uri"]
        else { return nil }
        let parts = String(decoding: uri, as: UTF8.self).lowercased()
            .split(separator: "/", omittingEmptySubsequences: false)
        let isRight =
            (parts.count == 2 || parts.count == 3) && parts[0] == "smtp"
            && parts[1] == server.hostname.lowercased()
        return isRight ? nil : .digestURIDiffers
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        guard let message = exchange.digestResponses.first, message.count < 4096,
            let response = DigestDirectives(message),
            response.hasOnce(["username", "nonce", "cnonce", "response"]),
            response.hasAtMostOnce(["realm", "nc", "qop", "digest-uri", "maxbuf", "charset"]),
            response["digest-uri"] != nil, response.charset != .unknown
        else { throw .invalidCredentials(.form) }
        try compare(response, with: exchange.challenges.last.flatMap(DigestDirectives.init))
        guard let digest = response["response"].flatMap({ octets(ofHexadecimal: $0[...]) }),
            digest.count == 16
        else { throw .invalidCredentials(.form) }
        return Claim(
            authenticationIdentity: try preparedName(response.text("username").utf8),
            authorizationIdentity: response["authzid"].flatMap {
                $0.isEmpty ? nil : String(decoding: $0, as: UTF8.self)
            },
            proof: .keyedDigest(digest, challenge: message))
    }

    private func compare(
        _ response: DigestDirectives, with challenge: DigestDirectives?
    ) throws(Failure) {
        guard let challenge, let nonce = challenge["nonce"], response["nonce"] == nonce else {
            throw .invalidCredentials(.nonceDiffers)
        }
        guard response["realm"] == challenge["realm"] else {
            throw .invalidCredentials(.realmDiffers)
        }
        guard response["nc"] == Array("00000001".utf8) else {
            throw .invalidCredentials(.nonceCountDiffers)
        }
        guard response["qop"] ?? Array("auth".utf8) == Array("auth".utf8) else {
            throw .invalidCredentials(.qualityDiffers)
        }
    }

    func isDigest(
        _ digest: [UInt8], of challenge: [UInt8], keyedWith secret: Secret
    ) -> Bool {
        guard let response = DigestDirectives(challenge) else { return false }
        return isSame(response.digest("AUTHENTICATE", secret), digest) && secret.isKnown
    }

    func finalData(_ claim: Claim, keyedWith secret: Secret) -> [UInt8]? {
        guard case .keyedDigest(_, let challenge) = claim.proof,
            let response = DigestDirectives(challenge)
        else { return nil }
        return Array("rspauth=".utf8) + hexadecimal(response.digest("", secret))
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        message.isEmpty ? [] : DigestDirectives(message)?.parts
    }

    func parts(ofChallenge message: [UInt8]) -> [MessagePart]? { DigestDirectives(message)?.parts }
}

extension AuthenticationExchange {
    /// The responses to the digest challenge.
    fileprivate var digestResponses: ArraySlice<[UInt8]> {
        responses.dropFirst(hasInitialResponse ? 1 : 0)
    }
}

extension DigestMD5 {
    /// What the client sends; after the server's proof, which has to be right, an empty response.
    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep {
        guard credential.secret.isKnown else { return .cancel }
        guard exchange.awaitsResponse else {
            return exchange.responses.isEmpty ? .awaitChallenge : .finished
        }
        guard let challenge = exchange.challenges.last.flatMap(DigestDirectives.init) else {
            return .cancel
        }
        if let proof = challenge["rspauth"] {
            return isServerProved(proof, exchange, credential.secret) ? .respond([]) : .cancel
        }
        guard exchange.responses.isEmpty else { return .cancel }
        return response(to: challenge, credential, client).map { .respond($0) } ?? .cancel
    }

    private func isServerProved(
        _ proof: [UInt8], _ exchange: AuthenticationExchange, _ secret: Secret
    ) -> Bool {
        guard let response = exchange.responses.last.flatMap(DigestDirectives.init) else {
            return false
        }
        return isSame(hexadecimal(response.digest("", secret)), proof)
    }

    /// Nil if the server does not offer what the client can do.
    private func response(
        to challenge: DigestDirectives, _ credential: Credential, _ client: ClientContext
    ) -> [UInt8]? {
        guard let nonce = challenge["nonce"], challenge.offersAuth else { return nil }
        let isUTF8 = challenge["charset"] != nil
        let name = SASLprep.prepared(credential.user) ?? credential.user
        var text = isUTF8 ? "charset=utf-8," : ""
        text += "username=\(DigestDirectives.quoted(name)),"
        if challenge["realm"] != nil {
            text += "realm=\(DigestDirectives.quoted(challenge.text("realm"))),"
        }
        let cnonce = String(decoding: Base64.encode(client.nonce), as: UTF8.self)
        text += "nonce=\(DigestDirectives.quoted(String(decoding: nonce, as: UTF8.self))),"
        text += "nc=00000001,cnonce=\"\(cnonce)\",digest-uri=\"smtp/\(client.hostname)\",qop=auth"
        if let other = credential.authorizationIdentity {
            text += ",authzid=\(DigestDirectives.quoted(other))"
        }
        guard let directives = DigestDirectives(Array(text.utf8)) else { return nil }
        let digest = directives.digest("AUTHENTICATE", credential.secret)
        return Array("\(text),response=".utf8) + hexadecimal(digest)
    }
}

import SMTPSession

/// OAUTHBEARER: a bearer token of OAuth 2.0, with whom to act as and which server is meant.
///
///     C: AUTH OAUTHBEARER bixhPXRpbSwBYXV0aD1CZWFyZXIgc2VjcmV0AQE=
///     S: 235 2.7.0 Authentication succeeded
///
/// RFC 7628 §3.1, the octet 1 as ^A:
///
///     kvpair         = key "=" value kvsep
///     client-resp    = (gs2-header kvsep *kvpair kvsep) / kvsep
///     n,a=tim,^Ahost=mx.sim.example^Aauth=Bearer secret^A^A
///
/// Unknown keys are ignored. §3.2: `host` must be the server's name. §3.2.2: a refusal is told in JSON, and
/// the client answers with ^A.
struct OAuthBearer: BearerToken {
    let name = "OAUTHBEARER"
    let reference = "RFC 7628"
    let summary =
        "The client sends a token of OAuth 2.0; a server that refuses it says why, in JSON."
    let dummy = [fieldEnd]

    private static let meanings = [
        "host": "the server's name", "port": "the server's port", "auth": "no bearer token",
    ]

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        try exchange.onlyResponse() == nil ? [] : nil
    }

    /// §3.2: values "that correspond to values known to the application server by some other mechanism …
    /// MUST be validated to match".
    func discrepancy(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) -> Discrepancy? {
        guard server.manners.checksHost,
            let host = exchange.responses.first.flatMap(OAuthBearer.read)?.fields["host"],
            String(decoding: host, as: UTF8.self).lowercased() != server.hostname.lowercased()
        else { return nil }
        return .hostDiffers
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        guard let message = OAuthBearer.read(try exchange.onlyResponse() ?? []) else {
            throw .invalidCredentials(.form)
        }
        guard message.header.flag == .unbound else {
            throw .invalidCredentials(.channelBindingMisplaced)
        }
        let name = try message.header.authorizationIdentity()
        return Claim(
            authenticationIdentity: name ?? "", authorizationIdentity: name,
            proof: .token(try message.fields.token()))
    }

    func message(
        _ credential: Credential, _ token: [UInt8], _ client: ClientContext
    ) -> [UInt8] {
        let name = credential.authorizationIdentity ?? credential.user
        let header = name.isEmpty ? "n,," : "n,a=\(GS2Header.encoded(name)),"
        let start = "\(header)\u{1}host=\(client.hostname)\u{1}auth=Bearer "
        return Array(start.utf8) + token + [fieldEnd, fieldEnd]
    }

    /// §3.2.2: a lone ^A that comes first is no query for anything, and may simply be refused.
    func failureData(_ failure: Failure, _ server: ServerContext) -> [UInt8]? {
        switch failure {
        case .invalidCredentials(.form), .invalidCredentials(.nameEncoding):
            Array(#"{"status":"invalid_request","scope":"smtp"}"#.utf8)
        case .invalidCredentials, .notAuthorized:
            Array(#"{"status":"invalid_token","scope":"smtp"}"#.utf8)
        case .malformed, .initialResponseNotAllowed: nil
        }
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        if message == dummy {
            return [MessagePart(0..<1, "dummy", "an answer, so that the server can refuse")]
        }
        guard index == 0, let read = OAuthBearer.read(message) else { return nil }
        return read.header.parts + read.fields.parts(OAuthBearer.meanings)
    }

    private static func read(_ message: [UInt8]) -> (header: GS2Header, fields: BearerFields)? {
        guard let header = GS2Header(message), header.end < message.count,
            message[header.end] == fieldEnd,
            let fields = BearerFields(message, from: header.end)
        else { return nil }
        return (header, fields)
    }
}

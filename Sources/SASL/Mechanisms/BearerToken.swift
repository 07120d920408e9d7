import SMTPSession

/// A mechanism in which the client sends a token of OAuth 2.0, and hears in JSON why it is refused.
///
///     C: AUTH OAUTHBEARER bixhPXRpbSwBYXV0aD1CZWFyZXIgc2VjcmV0AQE=
///     S: 334 eyJzdGF0dXMiOiJpbnZhbGlkX3Rva2VuIn0=
///     C: AQ==
///     S: 535 5.7.8 Authentication credentials invalid
///
/// Fields `key=value` end in the octet 1, and a last one ends the message.
protocol BearerToken: MechanismImplementation {
    /// What the client answers to the JSON.
    var dummy: [UInt8] { get }

    /// The client's message for a token.
    func message(_ credential: Credential, _ token: [UInt8], _ client: ClientContext) -> [UInt8]
}

/// The octet that ends a field.
let fieldEnd: UInt8 = 1

extension BearerToken {
    /// RFC 7628 §3: TLS must protect the token.
    var isPlaintext: Bool { true }
    var credentialForm: CredentialForm { .token }

    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep {
        guard let token = credential.secret.revealed else { return .cancel }
        let message = message(credential, token, client)
        guard !exchange.responses.isEmpty else {
            return exchange.challenges.isEmpty ? .initialResponse(message) : .respond(message)
        }
        return exchange.awaitsResponse ? .respond(dummy) : .finished
    }

    func parts(ofChallenge message: [UInt8]) -> [MessagePart]? {
        message.isEmpty
            ? [] : [MessagePart(0..<message.count, "error", "why the token is refused, in JSON")]
    }
}

/// The fields of a message, from where the first begins; nil if it does not end as it has to.
struct BearerFields {
    /// A field.
    struct Field {
        let key: String
        /// Where the field is, without its end.
        let range: Range<Int>
        /// Where its value is.
        let value: Range<Int>
    }

    let fields: [Field]
    private let message: [UInt8]

    init?(_ message: [UInt8], from start: Int) {
        guard message.count >= start + 2, message.suffix(2) == [fieldEnd, fieldEnd] else {
            return nil
        }
        var fields: [Field] = []
        for part in message[start...].dropLast(2).split(separator: fieldEnd) {
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")), equals > part.startIndex
            else { return nil }
            fields.append(
                Field(
                    key: String(decoding: part[..<equals], as: UTF8.self), range: part.indices,
                    value: equals + 1..<part.endIndex))
        }
        self.fields = fields
        self.message = message
    }

    subscript(key: String) -> [UInt8]? {
        fields.first { $0.key == key }.map { Array(message[$0.value]) }
    }

    /// Where the token is in the field `auth`; its scheme is Bearer in any case (RFC 7628 §4).
    var tokenRange: Range<Int>? {
        guard let field = fields.first(where: { $0.key == "auth" }) else { return nil }
        let value = message[field.value]
        guard value.count > 7, value.prefix(7).map({ $0 | 0x20 }) == Array("bearer ".utf8) else {
            return nil
        }
        return field.value.lowerBound + 7..<field.value.upperBound
    }

    /// The token, which is not empty.
    func token() throws(Failure) -> Secret {
        guard let tokenRange, !tokenRange.isEmpty else { throw .invalidCredentials(.form) }
        return Secret(Array(message[tokenRange]))
    }

    func parts(_ meanings: [String: String]) -> [MessagePart] {
        fields.flatMap { field -> [MessagePart] in
            let meaning = meanings[field.key] ?? "unknown, and ignored"
            guard field.key == "auth", let tokenRange else {
                return [MessagePart(field.value, field.key, meaning)]
            }
            return [
                MessagePart(field.value.lowerBound..<tokenRange.lowerBound, "auth", "the scheme"),
                MessagePart(tokenRange, "token", "the token", .secret),
            ]
        }
    }
}

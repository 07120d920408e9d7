/// Credentials that encode and decode their secrets in the clear.
///
/// The only place where passwords leave the process: a settings file that a person wrote, or saving
/// that was asked for with `--secrets`. Each user's secret is a string if it is UTF-8, else an array
/// of octets; null is a masked one. Printing it still shows the mask.
///
///     {"tim": "tanstaaftanstaaf", "kurt": null}
public struct RevealedCredentials: Hashable, Sendable {
    /// The credentials.
    public var credentials: Credentials

    /// Wraps credentials to be encoded in the clear.
    public init(_ credentials: Credentials) {
        self.credentials = credentials
    }
}

extension RevealedCredentials: Codable {
    /// Reads users and secrets in the clear.
    public init(from decoder: any Decoder) throws {
        let secrets = try [String: RevealedSecret](from: decoder)
        credentials = Credentials()
        for (user, revealed) in secrets {
            credentials[user: user] = revealed.secret
        }
    }

    /// Writes users and secrets in the clear.
    public func encode(to encoder: any Encoder) throws {
        var secrets: [String: RevealedSecret] = [:]
        for user in credentials.users {
            secrets[user] = credentials[user: user].map { RevealedSecret(secret: $0) }
        }
        try secrets.encode(to: encoder)
    }
}

/// A secret that encodes and decodes in the clear.
private struct RevealedSecret: Codable {
    let secret: Secret

    init(secret: Secret) { self.secret = secret }

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            secret = .masked
        } else if let text = try? container.decode(String.self) {
            secret = Secret(text)
        } else {
            secret = Secret(try container.decode([UInt8].self))
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        guard let octets = secret.revealed else { return try container.encodeNil() }
        guard let text = String(validating: octets, as: UTF8.self) else {
            return try container.encode(octets)
        }
        try container.encode(text)
    }
}

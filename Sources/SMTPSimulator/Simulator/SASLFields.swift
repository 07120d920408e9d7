import OctetText
import SMTPGrammar

/// What a client's SASL message says, part by part.
///
///     NUL tim NUL tanstaaf    user "tim", password ****1
///
/// This only tells a reader what stands where; nobody is let in by it.
struct SASLFields {
    struct Field: Equatable {
        let name: String
        let octets: [UInt8]
        /// Whether it proves who the client is.
        let isSecret: Bool

        init(_ name: String, _ octets: some Sequence<UInt8>, isSecret: Bool = false) {
            self.name = name
            self.octets = Array(octets)
            self.isSecret = isSecret
        }
    }

    let fields: [Field]

    /// The parts of a mechanism's message that so many responses came before.
    init(_ message: [UInt8], mechanism: String, index: Int) {
        let fields =
            switch mechanism {
            case "PLAIN": SASLFields.plain(message)
            case "LOGIN": [Field(index == 0 ? "user" : "password", message, isSecret: index > 0)]
            case "CRAM-MD5": SASLFields.keyedDigest(message)
            case "EXTERNAL": [Field("identity", message)]
            case "ANONYMOUS": [Field("trace", message)]
            case "XOAUTH2", "OAUTHBEARER": SASLFields.token(message)
            case "DIGEST-MD5": SASLFields.pairs(message, secret: "response")
            case _ where mechanism.hasPrefix("SCRAM-"): SASLFields.pairs(message, secret: "p")
            case _: [] as [Field]
            }
        self.fields = fields.isEmpty ? [Field("response", message, isSecret: true)] : fields
    }

    /// RFC 4616 §2: `[authzid] NUL authcid NUL passwd`.
    private static func plain(_ message: [UInt8]) -> [Field] {
        let parts = message.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        let identity = parts[0].isEmpty ? [] : [Field("for", parts[0])]
        return identity + [
            Field("user", parts[1]), Field("password", parts[2], isSecret: true),
        ]
    }

    /// RFC 2195 §2: the user, a space, and the digest.
    private static func keyedDigest(_ message: [UInt8]) -> [Field] {
        guard let space = message.lastIndex(of: ASCII.space) else { return [] }
        return [
            Field("user", message[..<space]),
            Field("digest", message[(space + 1)...], isSecret: true),
        ]
    }

    /// RFC 7628 §3.1: a GS2 header, then `key=value`, each with an octet 1 after it.
    private static func token(_ message: [UInt8]) -> [Field] {
        let parts = message.split(separator: 1)
        guard parts.count > 1 || message.last == 1 else { return [] }
        return parts.map { part in
            let isToken = part.starts(with: "auth=".utf8)
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")), !part.starts(with: "n,".utf8)
            else { return Field("header", part) }
            return Field(
                String(decoding: part[..<equals], as: UTF8.self), part[(equals + 1)...],
                isSecret: isToken)
        }
    }

    /// RFC 5802 §5.1, RFC 2831 §2.1.2: `key=value`, separated by commas.
    private static func pairs(_ message: [UInt8], secret: String) -> [Field] {
        let parts = message.split(separator: UInt8(ascii: ","))
        return parts.compactMap { part in
            guard let equals = part.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let key = String(decoding: part[..<equals], as: UTF8.self)
            let value = part[(equals + 1)...]
            guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), key.utf8.count < 20 else {
                return nil
            }
            let name = ["n", "username"].contains(key) ? "user" : key
            return Field(name, value, isSecret: key == secret)
        }
    }
}

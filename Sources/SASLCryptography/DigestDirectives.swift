import Crypto
import SASL

/// The directives of a DIGEST-MD5 message, and the digest that is computed from them.
///
/// RFC 2831 §7.1: `1#( name "=" ( token / quoted-string ) )`; commas may have blanks around them.
struct DigestDirectives {
    /// A directive.
    private struct Directive {
        let name: String
        /// Where its value is, without quotes.
        let range: Range<Int>
        let value: [UInt8]
    }

    /// What names and passwords are encoded in.
    enum Charset { case utf8, latin1, unknown }

    private let directives: [Directive]

    /// Reads them; nil if the message does not have their form.
    init?(_ message: [UInt8]) {
        var reader = DirectiveReader(message)
        var directives: [Directive] = []
        while let name = reader.name() {
            guard let (range, value) = reader.value() else { return nil }
            directives.append(
                Directive(
                    name: String(decoding: name, as: UTF8.self).lowercased(), range: range,
                    value: value))
            guard reader.comma() else { break }
        }
        guard reader.isAtEnd, !directives.isEmpty else { return nil }
        self.directives = directives
    }

    /// The value of a directive; of several, the first.
    subscript(name: String) -> [UInt8]? { directives.first { $0.name == name }?.value }

    var charset: Charset {
        guard let charset = self["charset"] else { return .latin1 }
        return String(decoding: charset, as: UTF8.self).lowercased() == "utf-8" ? .utf8 : .unknown
    }

    /// The value of a directive as text, by the charset.
    func text(_ name: String) -> String {
        let octets = self[name] ?? []
        guard charset == .latin1 else { return String(decoding: octets, as: UTF8.self) }
        return String(String.UnicodeScalarView(octets.map { Unicode.Scalar($0) }))
    }

    /// Whether the server takes authentication without further protection; it does unless it says otherwise.
    var offersAuth: Bool {
        guard let options = self["qop"] else { return true }
        return options.split(separator: UInt8(ascii: ",")).contains {
            String(decoding: $0.filter { $0 != 0x20 }, as: UTF8.self) == "auth"
        }
    }

    func hasOnce(_ names: [String]) -> Bool {
        names.allSatisfy { name in directives.count { $0.name == name } == 1 }
    }

    func hasAtMostOnce(_ names: [String]) -> Bool {
        names.allSatisfy { name in directives.count { $0.name == name } <= 1 }
    }

    /// A value in quotes.
    static func quoted(_ text: String) -> String {
        "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
    }

    var parts: [MessagePart] {
        directives.map { directive in
            let isDigest = directive.name == "response" || directive.name == "rspauth"
            return MessagePart(
                directive.range, directive.name,
                DigestDirectives.meanings[directive.name] ?? "unknown, and ignored",
                isDigest ? .digest : .shown)
        }
    }

    private static let meanings = [
        "realm": "where the user's account is", "nonce": "the server's nonce",
        "qop": "the quality of protection: authentication alone", "charset": "of the name",
        "algorithm": "how the digest is made", "username": "the user's name",
        "cnonce": "the client's nonce", "nc": "how often the client has used the nonce",
        "digest-uri": "the service and the host that the client means",
        "response": "the client's digest, which needs the password",
        "rspauth": "the server's digest, which needs the password",
        "authzid": "whom to act as", "maxbuf": "the largest buffer",
        "cipher": "a cipher, unused", "stale": "whether the nonce was too old",
    ]
}

extension DigestDirectives {
    /// RFC 2831 §2.1.2.1: the response-value of these directives, for a method.
    ///
    ///     A1 = { H( { username-value, ":", realm-value, ":", passwd } ),
    ///            ":", nonce-value, ":", cnonce-value, ":", authzid-value }
    ///     A2 = { method, ":", digest-uri-value }
    ///     HEX( KD( HEX(H(A1)), { nonce-value, ":" nc-value, ":",
    ///                            cnonce-value, ":", qop-value, ":", HEX(H(A2)) }))
    func digest(_ method: String, _ secret: Secret) -> [UInt8] {
        let nonces = [self["nonce"] ?? [], self["cnonce"] ?? []]
        // GNU SASL sends an empty one, and leaves it out of the digest.
        let other = self["authzid"].flatMap { $0.isEmpty ? nil : [$0] } ?? []
        let first = joined([identity(secret)] + nonces + other)
        let second = joined([Array(method.utf8), self["digest-uri"] ?? []])
        let count = self["nc"] ?? Array("00000001".utf8)
        let quality = self["qop"] ?? Array("auth".utf8)
        return hash(
            joined([
                hexadecimal(hash(first)), nonces[0], count, nonces[1], quality,
                hexadecimal(hash(second)),
            ]))
    }

    /// `H( { username-value, ":", realm-value, ":", passwd } )`; what ISO 8859-1 can write is written so.
    private func identity(_ secret: Secret) -> [UInt8] {
        let password = secret.prepared ?? secret
        let text = String(validating: password.keyOctets, as: UTF8.self)
        return hash(
            joined([
                latin1(self.text("username")), latin1(self.text("realm")),
                text.map(latin1) ?? password.keyOctets,
            ]))
    }

    private func latin1(_ text: String) -> [UInt8] {
        let scalars = text.unicodeScalars
        guard scalars.allSatisfy({ $0.value < 0x100 }) else { return Array(text.utf8) }
        return scalars.map { UInt8($0.value) }
    }

    private func joined(_ parts: [[UInt8]]) -> [UInt8] {
        Array(parts.joined(separator: [UInt8(ascii: ":")]))
    }

    private func hash(_ octets: [UInt8]) -> [UInt8] { Array(Insecure.MD5.hash(data: octets)) }
}

// RFC 8446 §5.1: a record is its type, a version, the length of its fragment in two octets, and that.
// §4: a handshake message is its type, its length in three octets, and that; one may be cut into records.
// §4.1.2, RFC 6066 §3: ClientHello { version 2, random 32, session_id<0..32>, cipher_suites<2..>,
// compression_methods<1..>, extensions<..> }; the extension 0 is a list of { type 1, name<1..2^16-1> }.
// §4.1.3: ServerHello { version 2, random 32, session_id<0..32>, cipher_suite 2, … }, also when it asks for another
// ClientHello; the cipher suite is the same then.

/// What the first messages of a TLS handshake say in clear.
struct HandshakeFindings: Hashable, Sendable {
    /// The name that the client asks for.
    var serverName: String?
    /// The number of the cipher suite that the server has chosen.
    var cipher: UInt16?

    /// The registered name of the cipher suite; nil if none is chosen.
    var cipherName: String? {
        cipher.map { HandshakeFindings.names[$0] ?? "0x" + String($0, radix: 16, uppercase: true) }
    }

    /// Takes what the client says first.
    mutating func take(clientHello message: ArraySlice<UInt8>) {
        var reader = OctetReader(message)
        guard reader.number(1) == 1, reader.skip(3 + 2 + 32), reader.skipVector(1),
            reader.skipVector(2), reader.skipVector(1), var extensions = reader.vector(2)
        else { return }
        while let kind = extensions.number(2), var body = extensions.vector(2) {
            guard kind == 0 else { continue }
            guard var names = body.vector(2), names.number(1) == 0, let name = names.vector(2)
            else {
                return
            }
            serverName = HandshakeFindings.plain(name.rest)
            return
        }
    }

    /// Takes what the server says first.
    mutating func take(serverHello message: ArraySlice<UInt8>) {
        var reader = OctetReader(message)
        guard reader.number(1) == 2, reader.skip(3 + 2 + 32), reader.skipVector(1) else { return }
        cipher = reader.number(2).map { UInt16($0) }
    }

    /// A host name in ASCII; what is none is not repeated.
    private static func plain(_ name: ArraySlice<UInt8>) -> String? {
        let isName =
            !name.isEmpty && name.count <= 255
            && name.allSatisfy { (0x21..<0x7F).contains($0) }
        return isName ? String(decoding: name, as: UTF8.self) : nil
    }

    /// Those that BoringSSL knows, as IANA registers them.
    private static let names: [UInt16: String] = [
        0x000A: "TLS_RSA_WITH_3DES_EDE_CBC_SHA",
        0x002F: "TLS_RSA_WITH_AES_128_CBC_SHA",
        0x0035: "TLS_RSA_WITH_AES_256_CBC_SHA",
        0x009C: "TLS_RSA_WITH_AES_128_GCM_SHA256",
        0x009D: "TLS_RSA_WITH_AES_256_GCM_SHA384",
        0x1301: "TLS_AES_128_GCM_SHA256",
        0x1302: "TLS_AES_256_GCM_SHA384",
        0x1303: "TLS_CHACHA20_POLY1305_SHA256",
        0xC009: "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA",
        0xC00A: "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA",
        0xC013: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA",
        0xC014: "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
        0xC027: "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
        0xC02B: "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
        0xC02C: "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
        0xC02F: "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
        0xC030: "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
        0xCCA8: "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
        0xCCA9: "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    ]
}

/// Reads numbers and vectors as TLS writes them; nil where octets are missing.
private struct OctetReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ octets: ArraySlice<UInt8>) { rest = octets }

    mutating func number(_ count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func skip(_ count: Int) -> Bool {
        guard rest.count >= count else { return false }
        rest = rest.dropFirst(count)
        return true
    }

    /// What has its length in so many octets before it.
    mutating func vector(_ lengthOctets: Int) -> OctetReader? {
        guard let count = number(lengthOctets), rest.count >= count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return OctetReader(rest.prefix(count))
    }

    mutating func skipVector(_ lengthOctets: Int) -> Bool { vector(lengthOctets) != nil }
}

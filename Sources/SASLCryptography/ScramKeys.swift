import Crypto
import SASL
import SMTPGrammar

/// What both sides of SCRAM compute.
///
/// RFC 5802 §3:
///
///     SaltedPassword  := Hi(Normalize(password), salt, i)
///     ClientKey       := HMAC(SaltedPassword, "Client Key")
///     StoredKey       := H(ClientKey)
///     AuthMessage     := client-first-message-bare + "," + server-first-message + "," +
///                        client-final-message-without-proof
///     ClientSignature := HMAC(StoredKey, AuthMessage)
///     ClientProof     := ClientKey XOR ClientSignature
///     ServerKey       := HMAC(SaltedPassword, "Server Key")
///     ServerSignature := HMAC(ServerKey, AuthMessage)
struct ScramKeys<Hash: HashFunction> {
    private let saltedPassword: [UInt8]
    private let authMessage: [UInt8]

    /// Salt and iterations are in the message; nil if they are not, or the work is unreasonable.
    ///
    /// A masked secret costs the same.
    init?(authMessage: [UInt8], _ secret: Secret) {
        let fields = ScramFields(authMessage)
        guard let salt = fields["s"].flatMap({ try? Base64.decode($0) }),
            let count = fields["i"].flatMap({ Int(String(decoding: $0, as: UTF8.self)) }),
            (1...1_000_000).contains(count)
        else { return nil }
        let password = (secret.prepared ?? secret).keyOctets
        saltedPassword = Self.salted(password, salt, count)
        self.authMessage = authMessage
    }

    /// The client's proof.
    var proof: [UInt8] {
        let clientKey = Self.code(saltedPassword, Array("Client Key".utf8))
        let signature = Self.code(Array(Hash.hash(data: clientKey)), authMessage)
        return zip(clientKey, signature).map { $0 ^ $1 }
    }

    /// The server's.
    var serverSignature: [UInt8] {
        Self.code(Self.code(saltedPassword, Array("Server Key".utf8)), authMessage)
    }

    func isProof(_ candidate: [UInt8]) -> Bool { isSame(proof, candidate) }

    /// The salt of a user, who need not exist: always the same, and no secret.
    static func salt(of user: String, at hostname: String) -> [UInt8] {
        Array(code(Array(hostname.utf8), Array(user.utf8)).prefix(16))
    }

    /// RFC 5802 §2.2: `Hi(str, salt, i)`, which is PBKDF2 with HMAC for one block.
    private static func salted(_ password: [UInt8], _ salt: [UInt8], _ count: Int) -> [UInt8] {
        let key = SymmetricKey(data: password)
        var code = HMAC<Hash>.authenticationCode(for: salt + [0, 0, 0, 1], using: key)
        var result = Array(code)
        for _ in 1..<count {
            code = code.withUnsafeBytes { HMAC<Hash>.authenticationCode(for: $0, using: key) }
            code.withUnsafeBytes { octets in
                for index in result.indices { result[index] ^= octets[index] }
            }
        }
        return result
    }

    private static func code(_ key: [UInt8], _ message: [UInt8]) -> [UInt8] {
        Array(HMAC<Hash>.authenticationCode(for: message, using: SymmetricKey(data: key)))
    }
}

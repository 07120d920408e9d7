/// How a server behaves in SASL exchanges where the mechanisms leave it open.
///
/// But for the keyword, the session only keeps it: who carries out a mechanism acts by it.
public struct AuthenticationManners: Hashable, Sendable, Codable {
    /// Whether LOGIN takes the user's name as an initial response.
    ///
    /// Its draft lets the server begin, but clients send one, and servers take it.
    public var takesLoginResponse = true
    /// Whether SCRAM says what was wrong, `e=invalid-proof`, before it refuses (RFC 5802 §7).
    public var sendsScramErrors = false
    /// Whether the host that a client names must be this one (RFC 2831 §2.1.2, RFC 7628 §3.2).
    public var checksHost = true
    /// How often SCRAM hashes the password; RFC 7677 §4 wants 4096 or more.
    public var scramIterations: UInt32 = 4096
    /// Whether EHLO lists the mechanisms a second time as `AUTH=…`, for clients of before RFC 2554.
    public var listsLegacyKeyword = false

    /// The usual behaviour.
    public init() {}
}

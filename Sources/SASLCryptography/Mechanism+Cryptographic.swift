import Crypto
import SASL

extension Mechanism {
    /// A keyed digest by SHA-1, by which the server proves itself too (RFC 5802).
    public static let scramSHA1 = Mechanism(Scram<Insecure.SHA1>("SCRAM-SHA-1", "RFC 5802"))
    /// The same, bound to the TLS channel (RFC 5802 §6).
    public static let scramSHA1Plus = Mechanism(
        Scram<Insecure.SHA1>("SCRAM-SHA-1-PLUS", "RFC 5802", bindsChannel: true))
    /// A keyed digest by SHA-256, by which the server proves itself too (RFC 7677).
    public static let scramSHA256 = Mechanism(Scram<SHA256>("SCRAM-SHA-256", "RFC 7677"))
    /// The same, bound to the TLS channel (RFC 7677 §3).
    public static let scramSHA256Plus = Mechanism(
        Scram<SHA256>("SCRAM-SHA-256-PLUS", "RFC 7677", bindsChannel: true))
    /// A digest as in HTTP; obsolete (RFC 2831, RFC 6331).
    public static let digestMD5 = Mechanism(DigestMD5())
}

extension [Mechanism] {
    /// Those that need cryptography.
    public static var cryptographic: [Mechanism] {
        [.cramMD5, .digestMD5, .scramSHA1, .scramSHA1Plus, .scramSHA256, .scramSHA256Plus]
    }
}

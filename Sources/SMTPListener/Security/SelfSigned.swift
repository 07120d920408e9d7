import Crypto
import NIOSSL
import SwiftASN1
import X509

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

// The library that makes certificates has dates of Foundation's; it is used for nothing else.

/// A key made now, and a certificate that it has signed for itself.
struct SelfSigned {
    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey

    init(for name: String) throws {
        let secret = P256.Signing.PrivateKey()
        let certificate = try SelfSigned.certificate(for: name, Certificate.PrivateKey(secret))
        var serializer = DER.Serializer()
        try certificate.serialize(into: &serializer)
        chain = [try NIOSSLCertificate(bytes: serializer.serializedBytes, format: .der)]
        key = try NIOSSLPrivateKey(bytes: Array(secret.pemRepresentation.utf8), format: .pem)
    }

    private static func certificate(
        for name: String, _ key: Certificate.PrivateKey
    ) throws -> Certificate {
        let subject = try DistinguishedName { CommonName(name) }
        let extensions = try Certificate.Extensions {
            BasicConstraints.isCertificateAuthority(maxPathLength: 0)
            SubjectAlternativeNames([
                .dnsName(name), .dnsName("localhost"),
                .ipAddress(ASN1OctetString(contentBytes: [127, 0, 0, 1])),
                .ipAddress(
                    ASN1OctetString(contentBytes: [UInt8](repeating: 0, count: 15)[...] + [1])),
            ])
            try ExtendedKeyUsage([.serverAuth])
        }
        // Clocks differ: it is good from yesterday on.
        return try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: Date(timeIntervalSinceNow: -86_400),
            notValidAfter: Date(timeIntervalSinceNow: 365 * 86_400),
            issuer: subject, subject: subject, extensions: extensions, issuerPrivateKey: key)
    }
}

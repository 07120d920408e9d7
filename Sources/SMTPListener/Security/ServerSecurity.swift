import Crypto
import NIOSSL
import SwiftASN1
import X509

/// A server's certificate and key, and the authorities whose clients' certificates it believes.
///
///     let security = try ServerSecurity(selfSignedFor: "mx.sim.example")
///
/// TLS 1.2 and 1.3 are spoken.
public struct ServerSecurity: Sendable {
    /// What TLS is begun with.
    let context: NIOSSLContext
    /// What binds a SASL exchange to the channel, by type.
    let channelBindings: [String: [UInt8]]
    /// The server's certificate.
    private let leaf: Certificate

    /// Reads a certificate with those that vouch for it, and its key, from files in PEM.
    ///
    /// - Parameters:
    ///   - certificate: the path of a file with the server's certificate first
    ///   - key: the path of a file with its private key, without a password
    ///   - clientAuthority: the path of a file with authorities whose clients' certificates prove who the
    ///     client is; clients without one are served too
    /// - Throws: ``SecurityFailure``: what is wrong with which file
    public init(
        certificate: String, key: String, clientAuthority: String? = nil
    ) throws(SecurityFailure) {
        let chain = try PEMFile(certificate).certificates()
        let privateKey = try PEMFile(key).privateKey()
        try self.init(chain, privateKey, clientAuthority) { _ in
            SecurityFailure(
                "the private key in \(key) does not belong to the certificate in \(certificate)",
                hint: "the server's own certificate comes first in its file")
        }
    }

    /// Makes a key, and a certificate for it that nobody vouches for, good for a year.
    ///
    /// - Parameters:
    ///   - name: the server's name; `localhost` and the loopback addresses are in the certificate too
    ///   - clientAuthority: as for a certificate from a file
    /// - Throws: ``SecurityFailure``
    public init(selfSignedFor name: String, clientAuthority: String? = nil) throws(SecurityFailure)
    {
        func failure(_ error: any Error) -> SecurityFailure {
            SecurityFailure("cannot make a certificate for \(name): \(ErrorText.of(error))")
        }
        let made: SelfSigned
        do {
            made = try SelfSigned(for: name)
        } catch {
            throw failure(error)
        }
        try self.init(made.chain, made.key, clientAuthority, failure)
    }

    /// The last parameter says what is wrong if certificate and key cannot be used together.
    private init(
        _ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey, _ clientAuthority: String?,
        _ mismatch: (any Error) -> SecurityFailure
    ) throws(SecurityFailure) {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        if let clientAuthority {
            configuration.trustRoots = .certificates(try PEMFile(clientAuthority).certificates())
            configuration.certificateVerification = .optionalVerification
        }
        do {
            context = try NIOSSLContext(configuration: configuration)
            leaf = try Certificate(derEncoded: chain[0].toDERBytes())
        } catch {
            throw mismatch(error)
        }
        channelBindings = ServerSecurity.bindings(of: leaf)
    }

    /// RFC 5929 §4.1: the hash of the certificate, by the hash of its signature, but SHA-256 in the place of MD5
    /// and SHA-1.
    private static func bindings(of certificate: Certificate) -> [String: [UInt8]] {
        guard let octets = try? octets(of: certificate) else { return [:] }
        let algorithm = "\(certificate.signatureAlgorithm)"
        let hash: [UInt8] =
            algorithm.contains("384")
            ? Array(SHA384.hash(data: octets))
            : algorithm.contains("512")
                ? Array(SHA512.hash(data: octets)) : Array(SHA256.hash(data: octets))
        return ["tls-server-end-point": hash]
    }

    private static func octets(of certificate: Certificate) throws -> [UInt8] {
        var serializer = DER.Serializer()
        try certificate.serialize(into: &serializer)
        return serializer.serializedBytes
    }

    /// The SHA-256 fingerprint of the certificate, as other programs print it: `4A:…`.
    public var fingerprint: String {
        let octets = (try? ServerSecurity.octets(of: leaf)) ?? []
        return SHA256.hash(data: octets).map { octet in
            (octet < 16 ? "0" : "") + String(octet, radix: 16, uppercase: true)
        }
        .joined(separator: ":")
    }

    /// The certificate in PEM, for a client that is to believe it.
    public var certificateText: String { (try? leaf.serializeAsPEM().pemString) ?? "" }
}

/// Why there is no TLS: what is wrong with a certificate, a key, or a file.
public struct SecurityFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence without its full stop.
    public let description: String
    /// What may help; nil if nobody knows.
    public let hint: String?

    init(_ description: String, hint: String? = nil) {
        self.description = description
        self.hint = hint
    }
}

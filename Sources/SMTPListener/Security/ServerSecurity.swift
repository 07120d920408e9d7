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
        let chain = try SecurityFailure.about(certificate, "certificate") {
            try NIOSSLCertificate.fromPEMFile(certificate)
        }
        let privateKey = try SecurityFailure.about(key, "private key") {
            try NIOSSLPrivateKey(file: key, format: .pem)
        }
        guard !chain.isEmpty else {
            throw SecurityFailure("\(certificate): there is no certificate in it")
        }
        try self.init(chain, privateKey, clientAuthority)
    }

    /// Makes a key, and a certificate for it that nobody vouches for, good for a year.
    ///
    /// - Parameters:
    ///   - name: the server's name; `localhost` and the loopback addresses are in the certificate too
    ///   - clientAuthority: as for a certificate from a file
    /// - Throws: ``SecurityFailure``
    public init(selfSignedFor name: String, clientAuthority: String? = nil) throws(SecurityFailure)
    {
        let made = try SecurityFailure.about(name, "certificate") { try SelfSigned(for: name) }
        try self.init(made.chain, made.key, clientAuthority)
    }

    private init(
        _ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey, _ clientAuthority: String?
    ) throws(SecurityFailure) {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        if let clientAuthority {
            let authorities = try SecurityFailure.about(clientAuthority, "authority") {
                try NIOSSLCertificate.fromPEMFile(clientAuthority)
            }
            configuration.trustRoots = .certificates(authorities)
            configuration.certificateVerification = .optionalVerification
        }
        let settings = configuration
        context = try SecurityFailure.about("certificate and key", "pair") {
            try NIOSSLContext(configuration: settings)
        }
        leaf = try SecurityFailure.about("certificate", "certificate") {
            try Certificate(derEncoded: chain[0].toDERBytes())
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

    init(_ description: String) { self.description = description }

    /// Does something with a file; an error says which.
    static func about<Result>(
        _ name: String, _ what: String, _ body: () throws -> Result
    ) throws(SecurityFailure) -> Result {
        do {
            return try body()
        } catch let error as SecurityFailure {
            throw error
        } catch {
            throw SecurityFailure("\(name): cannot use it as a \(what): \(error)")
        }
    }
}

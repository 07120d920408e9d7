import NIOSSL
import SystemCalls

/// A file with certificates or a private key in PEM.
struct PEMFile {
    let path: String
    private let octets: [UInt8]

    /// More than any chain of certificates needs.
    private static let limit = 1 << 20

    /// Reads the file, which may be a pipe, such as what a shell makes of `<(pass show mx.key)`.
    init(_ path: String) throws(SecurityFailure) {
        self.path = path
        do {
            let file = try Descriptor(reading: path)
            defer { try? file.shut() }
            var octets: [UInt8] = []
            while octets.count <= PEMFile.limit {
                let more = try file.readSome(limit: 65_536)
                guard !more.isEmpty else { break }
                octets += more
            }
            self.octets = octets
        } catch {
            throw SecurityFailure("cannot read \(path): \(error)")
        }
    }

    /// The certificates in it, of which there is at least one.
    func certificates() throws(SecurityFailure) -> [NIOSSLCertificate] {
        guard let certificates = try? NIOSSLCertificate.fromPEMBytes(octets), !certificates.isEmpty
        else {
            throw SecurityFailure(
                contains("-----BEGIN CERTIFICATE-----")
                    ? "the certificate in \(path) is damaged"
                    : "there is no certificate in \(path)",
                hint: "a certificate in PEM begins with -----BEGIN CERTIFICATE-----")
        }
        return certificates
    }

    /// The private key in it.
    func privateKey() throws(SecurityFailure) -> NIOSSLPrivateKey {
        // As PKCS #8 has it, and the older form that says it in a header.
        guard !contains("-----BEGIN ENCRYPTED"), !contains("Proc-Type: 4,ENCRYPTED") else {
            throw SecurityFailure(
                "the private key in \(path) has a password",
                hint: "openssl pkey -in KEY -out PLAIN makes one without")
        }
        do {
            return try NIOSSLPrivateKey(bytes: octets, format: .pem)
        } catch {
            throw SecurityFailure(
                contains("PRIVATE KEY-----")
                    ? "the private key in \(path) is damaged"
                    : "there is no private key in \(path)",
                hint: "a private key in PEM begins with -----BEGIN PRIVATE KEY-----")
        }
    }

    private func contains(_ text: String) -> Bool {
        String(decoding: octets, as: UTF8.self).contains(text)
    }
}

import NIOSSL

/// A server's certificate and key, and whose certificates it takes of clients.
public struct ServerSecurity: Sendable {
    /// The certificates, the server's first.
    let chain: [NIOSSLCertificate]
    let key: NIOSSLPrivateKey
}

/// The server that a proxy stands before.
public struct UpstreamOptions: Hashable, Sendable {
    /// Its address or host name.
    public var host: String
    /// Its port.
    public var port: UInt16
    /// Whether the connection to it begins with a TLS handshake (RFC 8314).
    public var isSecure = false
    /// Whether the proxy begins TLS with it by STARTTLS, whatever the client does.
    public var startsTLS = false
    /// Whether the octets of a TLS session that the client begins are only carried, unseen.
    public var passesTLS = false
    /// Whether it may be another machine.
    public var allowsRemote = false

    /// A server on this machine.
    ///
    /// - Parameters:
    ///   - host: `127.0.0.1`, `::1` or `localhost`, unless others are allowed
    ///   - port: where it listens
    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// The server, as it is named: `127.0.0.1:25`, `[::1]:25`.
    public var name: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

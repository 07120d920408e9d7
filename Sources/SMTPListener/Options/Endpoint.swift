/// Where a server accepts connections.
public struct Endpoint: Hashable, Sendable {
    /// The kind of place.
    public enum Place: Hashable, Sendable {
        /// A port of an address or a host name; 0 for one that the system chooses.
        case port(host: String, UInt16)
        /// A Unix socket of this path, which is made; what is there already must be a socket nobody listens on.
        case path(String)
        /// A socket that somebody else made, by its descriptor, on which connections are accepted.
        case listening(descriptor: Int32)
        /// The connection itself, by its descriptor; the server ends with it.
        case connected(descriptor: Int32)
    }

    /// The place.
    public var place: Place
    /// Whether connections begin with a TLS handshake (RFC 8314).
    public var isSecure: Bool

    /// A place to accept connections.
    public init(_ place: Place, isSecure: Bool = false) {
        self.place = place
        self.isSecure = isSecure
    }

    /// A port of 127.0.0.1 that the system chooses.
    public static let loopback = Endpoint(.port(host: "127.0.0.1", 0))
}

/// The sizes in octets above which a path is refused.
///
/// - SeeAlso: [RFC 5321 §4.5.3.1](https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.1)
public struct PathLimits: Hashable, Sendable, Codable {
    /// Octets in a local part; a server must accept 64.
    public var localPart: Int
    /// Octets in a domain; a server must accept 255.
    public var domain: Int
    /// Octets in a path, including its brackets; a server must accept 256.
    public var path: Int

    /// Limits in octets.
    public init(localPart: Int = 64, domain: Int = 255, path: Int = 256) {
        self.localPart = localPart
        self.domain = domain
        self.path = path
    }

    /// The most that a path's representation can hold.
    public static let none = PathLimits(localPart: 60_000, domain: 60_000, path: 60_000)
}

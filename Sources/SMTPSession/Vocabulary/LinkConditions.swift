/// What a link is like: how the octets of both sides come through.
///
///     recipient nosuch@* reject link pieces 1 pause 20ms
///     data accept link cut 500
///
/// A machine knows no link: these come with an answer, and the machine passes them on to whoever drives it,
/// before the answer's reply. They hold from then on, until others take their place.
public struct LinkConditions: Hashable, Sendable, Codable {
    /// What becomes of a TLS handshake.
    @nonexhaustive
    public enum Handshake: String, CaseIterable, Hashable, Sendable, Codable {
        /// The server gives it up, and closes the connection.
        case fails
        /// The server says nothing.
        case stalls
    }

    /// The most octets of one write of the server, 1 to 65,535; nil for all that there are.
    public var pieces: UInt32?
    /// Milliseconds between two writes, if octets are sent in pieces.
    public var pause: UInt64?
    /// Octets a second, each way, 1 to 1,000,000,000; nil for as many as come through.
    public var rate: UInt32?
    /// How many more octets of the client come through before the connection is cut; 0 is after the next reply.
    public var cut: UInt64?
    /// Whether the server's side is closed after the next reply, while the client's stays open.
    public var isHalfClosed = false
    /// What becomes of the next TLS handshake; nil if nothing stands in its way.
    public var handshake: Handshake?

    /// A link without faults.
    public init() {}

    /// The greatest number of octets that a link can be cut after.
    public static let longestCut: UInt64 = 1 << 40
    /// The greatest number of octets a second.
    public static let highestRate: UInt32 = 1_000_000_000
}

/// How long the server waits for the client, in milliseconds; 0 for ever.
///
/// - SeeAlso: [RFC 5321 §4.5.3.2](https://www.rfc-editor.org/rfc/rfc5321#section-4.5.3.2)
public struct Timeouts: Hashable, Sendable, Codable {
    /// For a whole command line; a server should wait at least five minutes (§4.5.3.2.7).
    public var command: UInt64 = 300_000
    /// For more message text; three minutes (§4.5.3.2.5).
    public var data: UInt64 = 180_000
    /// For the whole session.
    public var session: UInt64 = 0

    /// The timeouts of the strict server.
    public init() {}
}

import SMTPSession

/// What the server's side of a mechanism needs beside the messages.
public struct ServerContext: Hashable, Sendable {
    /// The users that the server knows.
    public var credentials: Credentials
    /// The server's host name, which is part of CRAM-MD5's challenge.
    public var hostname: String
    /// Octets that make this exchange's challenges unlike any other's.
    ///
    /// The driver draws them, so that a replay gives the same challenges: at least 16 octets from a good
    /// generator for real clients, since whoever foresees a challenge can replay an old response.
    public var nonce: [UInt8]
    /// The time in seconds, which is part of CRAM-MD5's challenge.
    public var time: UInt64
    /// How the server behaves where the mechanisms leave it open.
    public var manners: AuthenticationManners

    /// A context.
    public init(
        credentials: Credentials = Credentials(), hostname: String = "localhost",
        nonce: [UInt8] = [], time: UInt64 = 0,
        manners: AuthenticationManners = AuthenticationManners()
    ) {
        self.credentials = credentials
        self.hostname = hostname
        self.nonce = nonce
        self.time = time
        self.manners = manners
    }
}

import SMTPPolicy
import SMTPSession

/// Everything that a listener has to know before it starts.
public struct ListenerOptions: Sendable {
    /// Where connections are accepted.
    public var endpoints = [Endpoint.loopback]
    /// The settings of every session.
    ///
    /// STARTTLS is offered only with a certificate.
    public var configuration = Configuration()
    /// Who decides what: the same for all sessions.
    public var policy = Policy()
    /// The server's certificate, for STARTTLS and for endpoints that begin with TLS.
    public var security: ServerSecurity?
    /// Connections at once, 0 for no limit; the rest hear 421.
    public var maximumConnections = 0
    /// The clients whose PROXY headers and XCLIENT are believed.
    public var trusted: [AddressRange] = []
    /// How many accepted messages are kept in memory.
    public var keptMessages = 1_000
    /// Octets of text of all messages in memory, those under way included.
    public var keptOctets = 64 << 20
    /// Where accepted messages go for good.
    public var store: (any MessageStore)?
    /// Milliseconds for which messages under way may go on when the server ends.
    public var grace: UInt64 = 5_000
    /// Threads that serve clients.
    public var threads = 1

    /// A port of 127.0.0.1 that the system chooses, a strict server, no TLS.
    public init() {}
}

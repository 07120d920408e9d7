import SMTPSession

/// What a hook sees of the session beside the question.
public struct SessionContext: Hashable, Sendable {
    /// Who connected.
    public let peer: Peer
    /// What is known of the TLS layer; nil outside TLS.
    public let tls: TLSInfo?
    /// Who the client proved to be; nil before AUTH, empty if the mechanism names nobody.
    public let authenticatedUser: String?
    /// What HELO or EHLO said; nil before it.
    public let hello: Hello?
    /// What MAIL and RCPT have said so far.
    public let envelope: Envelope
    /// The time as last told.
    public let time: Instant
}

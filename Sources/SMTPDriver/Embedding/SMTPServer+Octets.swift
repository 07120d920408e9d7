import SMTPSession

extension SMTPServer {
    /// Starts a session, the first or a new one.
    ///
    /// - Parameter peer: who connected
    /// - Returns: the greeting
    @discardableResult
    public mutating func start(_ peer: Peer = Peer()) -> Reply {
        session = Session(session.configuration)
        content = MessageContent()
        return perform(.connected(peer)).first ?? Reply(.greeting, isEnhanced: false)
    }

    /// Processes the client's octets, in any portions.
    ///
    /// - Parameter octets: what came from the network; ignored once the server is closed
    /// - Returns: what to send to the client
    public mutating func receive(_ octets: [UInt8]) -> [UInt8] {
        var replies = session.phase == .start ? [start()] : []
        replies += perform(.bytes(octets))
        return replies.wire
    }

    /// Continues inside TLS, after the handshake.
    ///
    /// - Parameter info: what is known about the TLS connection
    public mutating func secured(_ info: TLSInfo = TLSInfo()) { _ = perform(.secured(info)) }

    /// Ends the session when the client is gone; a message under way is dropped.
    public mutating func disconnected() {
        guard !isClosed, session.phase != .start else { return }
        _ = perform(.closed)
        content = MessageContent()
    }

    /// Moves the clock forward, so that timeouts take effect; `session.deadline` says when that is.
    ///
    /// - Parameter now: the time since any fixed moment
    /// - Returns: what to send to the client
    public mutating func advance(to now: Instant) -> [UInt8] { perform(.clock(now)).wire }
}

extension Reply {
    /// The octets to send: all lines with their line ends.
    public var wire: [UInt8] { [self].wire }
}

extension [Reply] {
    var wire: [UInt8] {
        var octets: [UInt8] = []
        for reply in self { reply.write(into: &octets) }
        return octets
    }
}

/// Something the server does that is no reply: the word of an `S.` line.
///
///     C: QUIT
///     S= 221
///     S. close
public enum ServerEvent: String, Hashable, Sendable, CaseIterable {
    /// The server closes the connection.
    case close
    /// The server says nothing.
    case silence
    /// The server is ready for the TLS handshake.
    case tls
}

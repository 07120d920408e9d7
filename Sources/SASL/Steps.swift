/// What the server does next in an authentication exchange.
@nonexhaustive
public enum ServerStep: Hashable, Sendable {
    /// Send these octets, in base64 after `334 `, and wait for a response; there may be none.
    case challenge([UInt8])
    /// The client is who it claims to be: reply `235 2.7.0`.
    ///
    /// With data, send that as a last challenge first; the client's answer to it is empty (RFC 4422 §3.6).
    case success(Identity, data: [UInt8]? = nil)
    /// The client is refused; `Failure` says which reply fits.
    ///
    /// With data, send that as a last challenge first; what the client answers does not matter.
    case failure(Failure, data: [UInt8]? = nil)
}

/// What the client does next in an authentication exchange.
///
/// The octets are in the clear and often hold the password: they are meant for the wire only.
@nonexhaustive
public enum ClientStep: Hashable, Sendable {
    /// Send these octets with the `AUTH` command, in base64, or `=` if there are none.
    case initialResponse([UInt8])
    /// Send these octets in base64, as a line of their own.
    case respond([UInt8])
    /// Send the `AUTH` command without an initial response, unless already sent, then wait for `334`.
    case awaitChallenge
    /// Nothing is left to send; the server's verdict comes next.
    case finished
    /// Cancel with a line `*`, because the secret is masked and so unknown.
    case cancel
}

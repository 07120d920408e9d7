/// What the server does next in an authentication exchange.
@nonexhaustive
public enum ServerStep: Hashable, Sendable {
    /// Send these octets, in base64 after `334 `, and wait for a response; there may be none.
    case challenge([UInt8])
    /// The client is who it claims to be: reply `235 2.7.0`.
    case success(Identity)
    /// The client is refused; `Failure` says which reply fits.
    case failure(Failure)
}

/// What the client does next in an authentication exchange.
///
/// The octets are in the clear and often hold the password: they are for the wire alone.
@nonexhaustive
public enum ClientStep: Hashable, Sendable {
    /// Send these octets with the `AUTH` command, in base64, or `=` if there are none.
    case initialResponse([UInt8])
    /// Send these octets in base64, as a line of their own.
    case respond([UInt8])
    /// Send the `AUTH` command without an initial response if not yet done, then wait for `334`.
    case awaitChallenge
    /// Everything has been said; the server's verdict comes next.
    case finished
    /// Give up with a line that is `*`, for the secret is masked and nobody knows it.
    case cancel
}

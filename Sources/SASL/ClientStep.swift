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

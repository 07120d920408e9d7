/// Who a client has proved to be, and whom it acts as.
public struct Identity: Hashable, Codable, Sendable {
    /// The identity whose credentials were used.
    public let authenticationIdentity: String
    /// The identity to act as; the same if the client did not ask for another.
    public let authorizationIdentity: String

    /// An identity; acts as itself unless another is named.
    public init(authenticationIdentity: String, authorizationIdentity: String? = nil) {
        self.authenticationIdentity = authenticationIdentity
        self.authorizationIdentity = authorizationIdentity ?? authenticationIdentity
    }
}

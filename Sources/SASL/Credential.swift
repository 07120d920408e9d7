/// What one client needs to authenticate.
public struct Credential: Hashable, Codable, Sendable {
    /// The identity whose secret is used.
    public var user: String
    /// The user's password.
    public var secret: Secret
    /// The identity to act as; usually nil, which lets the server derive it.
    public var authorizationIdentity: String?

    /// A credential; an authorization identity only to act as someone else.
    public init(user: String, secret: Secret, authorizationIdentity: String? = nil) {
        self.user = user
        self.secret = secret
        self.authorizationIdentity = authorizationIdentity
    }
}

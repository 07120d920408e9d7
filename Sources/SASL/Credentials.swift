/// The users that a server knows, and their secrets.
///
///     :user tim tanstaaftanstaaf
///
/// Names and passwords are compared as they are: of the preparation that RFC 4616 §2 recommends
/// only canonical equivalence of names is kept, which is how Swift compares strings.
public struct Credentials: Hashable, Codable, Sendable {
    private var secrets: [String: Secret]

    /// Creates credentials without users.
    public init() {
        secrets = [:]
    }

    /// The users' names, sorted.
    public var users: [String] { secrets.keys.sorted() }

    /// The secret of a user; nil if there is no such user.
    ///
    /// Setting nil removes the user.
    ///
    /// - Parameter user: The user's name.
    public subscript(user user: String) -> Secret? {
        get { secrets[user] }
        set { secrets[user] = newValue }
    }

    /// Decides whether a claim's proof is right, and whether it suffices to act as it wants.
    ///
    /// The proof is verified first, so only who has the password learns that another identity is
    /// not permitted (RFC 4616 §3). A user that does not exist costs the same work as one that
    /// does, with a secret that matches nothing.
    ///
    /// - Parameter claim: What the client said.
    /// - Returns: The client's identity.
    /// - Throws: `Failure.invalidCredentials` or `Failure.notAuthorized`.
    public func verify(_ claim: Claim) throws(Failure) -> Identity {
        guard accepts(claim.proof, of: claim.authenticationIdentity) else {
            throw .invalidCredentials
        }
        let identity = claim.identity
        guard identity.authorizationIdentity == identity.authenticationIdentity else {
            throw .notAuthorized
        }
        return identity
    }

    private func accepts(_ proof: Claim.Proof, of user: String) -> Bool {
        let secret = secrets[user] ?? .masked
        switch proof {
        case .password(let candidate):
            return secret.matches(candidate)
        case .keyedDigest(let digest, let challenge):
            return CramMD5.isDigest(digest, of: challenge, keyedWith: secret)
        case .external(let proved):
            return proved == user && !user.isEmpty
        }
    }
}

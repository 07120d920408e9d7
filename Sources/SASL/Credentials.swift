/// The users that a server knows, and their secrets.
///
///     :user tim tanstaaftanstaaf
///
/// Mechanisms prepare the names and passwords that clients send; passwords here are prepared when they are
/// compared, names have to be in their prepared form (``SASLprep``).
///
/// Copies share their storage: a session keeps one for each step, so that it can be undone.
public struct Credentials: Hashable, Sendable {
    /// The users by their hashes; empty without users.
    private var buckets: [[String: Secret]] = []

    private static let bucketCount = 64

    /// Creates credentials without users.
    public init() {}

    /// The users' names, sorted.
    public var users: [String] { buckets.flatMap(\.keys).sorted() }

    /// The secret of a user; nil if there is no such user.
    ///
    /// Setting nil removes the user.
    public subscript(user user: String) -> Secret? {
        get { buckets.isEmpty ? nil : buckets[Credentials.bucket(of: user)][user] }
        set {
            if buckets.isEmpty {
                buckets = Array(repeating: [:], count: Credentials.bucketCount)
            }
            buckets[Credentials.bucket(of: user)][user] = newValue
            if newValue == nil, buckets.allSatisfy(\.isEmpty) { buckets = [] }
        }
    }

    private static func bucket(of user: String) -> Int {
        Int(UInt(bitPattern: user.hashValue) % UInt(bucketCount))
    }

    /// Verifies a claim's proof, else `invalidCredentials`; refuses acting for another: `notAuthorized`.
    ///
    /// `isDigest` says whether a digest is that of a challenge, keyed with a secret; by default none is.
    /// Only someone with the password learns that another identity is not permitted (RFC 4616 §3). A user
    /// that does not exist costs the same work as one that does, with a secret that matches nothing.
    public func verify(
        _ claim: Claim, _ isDigest: ([UInt8], [UInt8], Secret) -> Bool = { _, _, _ in false }
    ) throws(Failure) -> Identity {
        let user = claim.authenticationIdentity
        guard accepts(claim.proof, of: user, isDigest) else {
            throw .invalidCredentials(refusal(of: claim.proof, of: user))
        }
        let identity = identity(of: claim)
        guard identity.authorizationIdentity == identity.authenticationIdentity else {
            throw .notAuthorized
        }
        return identity
    }

    private func accepts(
        _ proof: Claim.Proof, of user: String, _ isDigest: ([UInt8], [UInt8], Secret) -> Bool
    ) -> Bool {
        let secret = self[user: user] ?? .masked
        switch proof {
        case .password(let candidate):
            let isSame = (secret.prepared ?? secret).matches(candidate.prepared ?? candidate)
            return isSame && candidate.flaw == nil
        case .token(let token):
            // Without a name, the token says whose it is.
            return user.isEmpty ? owner(of: token) != nil : secret.matches(token)
        case .keyedDigest(let digest, let challenge): return isDigest(digest, challenge, secret)
        case .external(let proved): return proved == user && !user.isEmpty
        case .trace: return true
        }
    }

    private func refusal(of proof: Claim.Proof, of user: String) -> Discrepancy {
        if case .password(let candidate) = proof, let flaw = candidate.flaw { return flaw }
        switch proof {
        case .external(nil): return .noOutsideCredentials
        case .external: return .userUnknown
        case .token where user.isEmpty: return .tokenDiffers
        case .password, .keyedDigest, .token, .trace: break
        }
        guard let secret = self[user: user] else { return .userUnknown }
        guard secret.isKnown else { return .masked }
        switch proof {
        case .password: return .passwordDiffers
        case .token: return .tokenDiffers
        case .keyedDigest: return .digestDiffers
        case .external, .trace: return .userUnknown
        }
    }

    private func identity(of claim: Claim) -> Identity {
        guard case .token(let token) = claim.proof, claim.authenticationIdentity.isEmpty,
            let owner = owner(of: token)
        else { return claim.identity }
        return Identity(
            authenticationIdentity: owner, authorizationIdentity: claim.authorizationIdentity)
    }

    /// The user whose secret a token is; all are compared, so that the time says nothing.
    private func owner(of token: Secret) -> String? {
        users.filter { self[user: $0]?.matches(token) == true }.first
    }
}

extension Credentials: Codable {
    private enum CodingKeys: String, CodingKey { case secrets }

    /// Reads users with masked secrets.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        for (user, secret) in try container.decode([String: Secret].self, forKey: .secrets) {
            self[user: user] = secret
        }
    }

    /// Writes users with masked secrets.
    public func encode(to encoder: any Encoder) throws {
        var secrets: [String: Secret] = [:]
        for bucket in buckets { secrets.merge(bucket) { $1 } }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(secrets, forKey: .secrets)
    }
}

/// The users that a server knows, and their secrets.
///
///     :user tim tanstaaftanstaaf
///
/// Names and passwords are compared as they are: of the preparation that RFC 4616 §2 recommends
/// only canonical equivalence of names is kept, which is how Swift compares strings.
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
        guard accepts(claim.proof, of: claim.authenticationIdentity, isDigest) else {
            throw .invalidCredentials
        }
        let identity = claim.identity
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
            return secret.matches(candidate)
        case .keyedDigest(let digest, let challenge):
            return isDigest(digest, challenge, secret)
        case .external(let proved):
            return proved == user && !user.isEmpty
        }
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

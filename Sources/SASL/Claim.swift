/// Who a client says it is, and what it brought to prove it; not verified.
public struct Claim: Hashable, Sendable {
    /// What a client brought to prove its identity.
    @nonexhaustive
    public enum Proof: Hashable, Sendable {
        /// The password itself.
        case password(Secret)
        /// A digest of the challenge, keyed with the password.
        case keyedDigest([UInt8], challenge: [UInt8])
        /// The identity that a lower layer has proved; nil if none has.
        case external(String?)
    }

    /// The identity whose credentials are used.
    public let authenticationIdentity: String

    /// The identity that the client wants to act as; nil to derive it from the other.
    public let authorizationIdentity: String?

    /// What the client brought to prove it.
    public let proof: Proof

    /// Creates a claim.
    ///
    /// - Parameters:
    ///   - authenticationIdentity: The identity whose credentials are used.
    ///   - authorizationIdentity: The identity that the client wants to act as, if it said.
    ///   - proof: What the client brought to prove it.
    public init(
        authenticationIdentity: String, authorizationIdentity: String? = nil, proof: Proof
    ) {
        self.authenticationIdentity = authenticationIdentity
        self.authorizationIdentity = authorizationIdentity
        self.proof = proof
    }

    /// The identity that the client has if its proof is accepted.
    public var identity: Identity {
        Identity(
            authenticationIdentity: authenticationIdentity,
            authorizationIdentity: authorizationIdentity)
    }
}

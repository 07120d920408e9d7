/// Who a client claims to be, and its proof; not verified.
public struct Claim: Hashable, Sendable {
    /// A client's proof of its identity.
    @nonexhaustive
    public enum Proof: Hashable, Sendable {
        /// The password itself.
        case password(Secret)
        /// A digest of the challenge, keyed with the password.
        ///
        /// What the challenge is depends on the mechanism: often more than the server's message.
        case keyedDigest([UInt8], challenge: [UInt8])
        /// The identity that a lower layer has proved; nil if none has.
        case external(String?)
        /// A token that someone else has given out.
        case token(Secret)
        /// Nothing; what the client says of itself may help an administrator.
        case trace(String)
    }

    /// The identity whose credentials are used.
    public let authenticationIdentity: String
    /// The identity that the client wants to act as; nil to derive it from the other.
    public let authorizationIdentity: String?
    /// The client's proof.
    public let proof: Proof

    /// A claim; no authorization identity if the client named none.
    public init(
        authenticationIdentity: String, authorizationIdentity: String? = nil, proof: Proof
    ) {
        self.authenticationIdentity = authenticationIdentity
        self.authorizationIdentity = authorizationIdentity
        self.proof = proof
    }

    /// The client's identity if its proof is accepted.
    public var identity: Identity {
        Identity(
            authenticationIdentity: authenticationIdentity,
            authorizationIdentity: authorizationIdentity)
    }
}

/// What of a client's claim or proof is not right.
@nonexhaustive
public enum Discrepancy: String, CaseIterable, Hashable, Codable, Sendable {
    /// There is no such user.
    case userUnknown
    /// The password is another.
    case passwordDiffers
    /// The digest or proof is not that of the exchange and the password.
    case digestDiffers
    /// The token is none that the server knows, or another user's.
    case tokenDiffers
    /// The user's name is empty.
    case emptyUser
    /// The password is empty.
    case emptyPassword
    /// The name or the password has characters that SASLprep (RFC 4013) prohibits.
    case unprepared
    /// EXTERNAL: no lower layer has proved an identity.
    case noOutsideCredentials
    /// The secret, or what the client sent, was masked when the session was saved.
    case masked
    /// A field is missing, repeated, in another place, or does not have its form.
    case form
    /// SCRAM: a name with a comma, or `=` other than `=2C` and `=3D`.
    case nameEncoding
    /// SCRAM: an extension that the client demands, `m=`.
    case extensionRequired
    /// The nonce is not the one that the server gave.
    case nonceDiffers
    /// SCRAM: `c=` is not the header that the client sent first.
    case headerDiffers
    /// The channel binding is not that of this connection.
    case channelBindingDiffers
    /// SCRAM: the client could bind the channel and thinks the server cannot, though it offers to.
    case channelBindingOffered
    /// The client binds the channel where the mechanism has no channel binding, or does not where it has.
    case channelBindingMisplaced
    /// The server does not have this type of channel binding.
    case channelBindingUnknown
    /// DIGEST-MD5: the realm is not the one that the server offered.
    case realmDiffers
    /// DIGEST-MD5: `digest-uri` names another service or host.
    case digestURIDiffers
    /// DIGEST-MD5: `nc` is not 00000001.
    case nonceCountDiffers
    /// DIGEST-MD5: a quality of protection that the server did not offer.
    case qualityDiffers
    /// OAUTHBEARER: `host` is not the server's name.
    case hostDiffers

    /// What is wrong, for the operator.
    public var explanation: String {
        switch self {
        case .userUnknown: "no such user"
        case .passwordDiffers: "the password differs"
        case .digestDiffers: "the digest is not that of the password"
        case .tokenDiffers: "the token differs"
        case .emptyUser: "the user's name is empty"
        case .emptyPassword: "the password is empty"
        case .unprepared: "SASLprep refuses the name or the password"
        case .noOutsideCredentials: "TLS has proved no identity"
        case .masked: "the secret is masked"
        case .form: "a field is missing, repeated or misplaced"
        case .nameEncoding: "the name is not encoded right"
        case .extensionRequired: "the client demands an extension"
        case .nonceDiffers: "the nonce differs"
        case .headerDiffers: "c= differs from the header that came first"
        case .channelBindingDiffers: "the channel binding differs"
        case .channelBindingOffered: "the client was not shown the -PLUS mechanisms"
        case .channelBindingMisplaced: "channel binding goes with -PLUS, and only there"
        case .channelBindingUnknown: "no such channel binding here"
        case .realmDiffers: "the realm differs"
        case .digestURIDiffers: "digest-uri differs from smtp/ and this server's name"
        case .nonceCountDiffers: "the nonce count differs"
        case .qualityDiffers: "the quality of protection was not offered"
        case .hostDiffers: "host differs from this server's name"
        }
    }
}

import Crypto
import SASL
import SMTPGrammar
import SMTPSession

/// SCRAM: both sides prove that they know the password, and neither sends it.
///
///     C: n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL
///     S: r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096
///     C: c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=
///     S: v=rmF9pqV8S7suAoZWja4dJRkFsKQ=
///
/// RFC 5802 §3 for SHA-1, RFC 7677 for SHA-256; `ScramKeys` has the formulas. The server keeps nothing
/// between two steps: nonce, salt and iterations are read from what it sent. A user's salt is always
/// the same, and so is that of a user who does not exist.
///
/// A claim's digest is the client's proof, and its challenge the AuthMessage that both sides sign.
struct Scram<Hash: HashFunction>: MechanismImplementation {
    let name: String
    let reference: String
    let needsChannelBinding: Bool
    let isPlaintext = false

    var summary: String {
        let bound = needsChannelBinding ? ", and that they are the ends of one TLS channel" : ""
        return "Both sides prove that they know the password\(bound), and neither sends it."
    }

    init(_ name: String, _ reference: String, bindsChannel: Bool = false) {
        self.name = name
        self.reference = reference
        needsChannelBinding = bindsChannel
    }

    func needsNonce(_ exchange: AuthenticationExchange) -> Bool { exchange.responses.count == 1 }

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        switch exchange.responses.count {
        case 0: return []
        case 1:
            let first = try clientFirst(exchange)
            let nonce = first.nonce + Base64.encode(server.nonce)
            let salt = ScramKeys<Hash>.salt(of: try first.user(), at: server.hostname)
            let count = max(server.manners.scramIterations, 1)
            return Array("r=".utf8) + nonce + Array(",s=".utf8) + Base64.encode(salt)
                + Array(",i=\(count)".utf8)
        case 2: return nil
        case _: throw .malformed(.unexpectedResponse)
        }
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        guard exchange.responses.count == 2 else { throw .malformed(.unexpectedResponse) }
        let first = try clientFirst(exchange)
        let final = try ScramClientFinal(exchange.responses[1])
        guard let serverFirst = exchange.serverMessages.first,
            let sent = ScramServerFirst(serverFirst), sent.nonce == final.nonce
        else { throw .invalidCredentials(.nonceDiffers) }
        let binding = try channelBinding(first.header, exchange)
        guard final.binding.starts(with: first.headerOctets) else {
            throw .invalidCredentials(.headerDiffers)
        }
        guard isSame(final.binding, first.headerOctets + binding) else {
            throw .invalidCredentials(.channelBindingDiffers)
        }
        let comma = [UInt8(ascii: ",")]
        return Claim(
            authenticationIdentity: try first.user(),
            authorizationIdentity: try first.header.authorizationIdentity(),
            proof: .keyedDigest(
                final.proof,
                challenge: first.bare + comma + serverFirst + comma + final.withoutProof))
    }

    /// Reads the client's first message, and whether its channel binding is in order.
    ///
    /// RFC 5802 §6: "If the flag is set to "y" and the server supports channel binding, the server MUST
    /// fail authentication."
    private func clientFirst(
        _ exchange: AuthenticationExchange
    ) throws(Failure) -> ScramClientFirst {
        let first = try ScramClientFirst(exchange.responses[0])
        switch first.header.flag {
        case .unbound where !needsChannelBinding: break
        case .unoffered where !needsChannelBinding:
            guard !exchange.offersChannelBinding else {
                throw .invalidCredentials(.channelBindingOffered)
            }
        case .bound(let type) where needsChannelBinding:
            guard exchange.channelBindings[type] != nil else {
                throw .invalidCredentials(.channelBindingUnknown)
            }
        case .unbound, .unoffered, .bound: throw .invalidCredentials(.channelBindingMisplaced)
        }
        return first
    }

    private func channelBinding(
        _ header: GS2Header, _ exchange: AuthenticationExchange
    ) throws(Failure) -> [UInt8] {
        guard case .bound(let type) = header.flag else { return [] }
        return exchange.channelBindings[type] ?? []
    }

    func isDigest(
        _ digest: [UInt8], of challenge: [UInt8], keyedWith secret: Secret
    ) -> Bool {
        guard let keys = ScramKeys<Hash>(authMessage: challenge, secret) else { return false }
        return keys.isProof(digest) && secret.isKnown
    }

    func finalData(_ claim: Claim, keyedWith secret: Secret) -> [UInt8]? {
        guard case .keyedDigest(_, let challenge) = claim.proof,
            let keys = ScramKeys<Hash>(authMessage: challenge, secret)
        else { return nil }
        return Array("v=".utf8) + Base64.encode(keys.serverSignature)
    }

    /// RFC 5802 §7: `server-error`.
    func failureData(_ failure: Failure, _ server: ServerContext) -> [UInt8]? {
        guard server.manners.sendsScramErrors, case .invalidCredentials(let refusal) = failure
        else {
            return nil
        }
        return Array("e=\(refusal.scramError)".utf8)
    }
}

extension Discrepancy {
    /// What is told the client: not whether the user exists (RFC 5802 §7 permits `other-error` for that).
    fileprivate var scramError: String {
        switch self {
        case .extensionRequired: "extensions-not-supported"
        case .channelBindingDiffers, .headerDiffers: "channel-bindings-dont-match"
        case .channelBindingOffered: "server-does-support-channel-binding"
        case .channelBindingMisplaced: "channel-binding-not-supported"
        case .channelBindingUnknown: "unsupported-channel-binding-type"
        case .nameEncoding, .unprepared, .emptyUser: "invalid-username-encoding"
        case .userUnknown, .digestDiffers: "invalid-proof"
        case .form: "invalid-encoding"
        case _: "other-error"
        }
    }
}

extension AuthenticationExchange {
    /// What the server sent, without the empty challenge that asks for a first response.
    var serverMessages: ArraySlice<[UInt8]> { challenges.dropFirst(hasInitialResponse ? 0 : 1) }
}

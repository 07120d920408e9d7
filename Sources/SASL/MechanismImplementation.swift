import SMTPSession

/// What a mechanism provides: its facts and its two sides.
///
/// ```swift
/// struct Token: MechanismImplementation {
///     let name = "X-TOKEN"
///     let isPlaintext = true
///     let isSingleMessage = true
///     func challenge(_ exchange: AuthenticationExchange, _ server: ServerContext) -> [UInt8]? {
///         exchange.responses.isEmpty ? [] : nil
///     }
///     …
/// }
/// extension Mechanism { static let token = Mechanism(Token()) }
/// ```
///
/// A mechanism has no state but the exchange.
public protocol MechanismImplementation: Sendable {
    /// The registered name, in capitals.
    var name: String { get }
    /// Whether reading the exchange reveals the password.
    var isPlaintext: Bool { get }
    /// Whether an initial response is an error. Default: no.
    var serverSendsFirst: Bool { get }
    /// Whether the client's first message says everything. Default: no.
    var isSingleMessage: Bool { get }
    /// Whether it binds the exchange to the TLS channel. Default: no.
    var needsChannelBinding: Bool { get }
    /// What the client has to have. Default: a user's name and password.
    var credentialForm: CredentialForm { get }
    /// What defines it, such as `RFC 4616`. Default: nothing.
    var reference: String { get }
    /// What it does, in one sentence. Default: nothing.
    var summary: String { get }

    /// The next challenge, or nil once the claim is complete; throws if the messages are malformed.
    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]?

    /// The claim of a complete exchange, not verified; throws if the client's messages are malformed.
    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim

    /// Whether a client's digest is that of a challenge, keyed with a secret. Default: never.
    ///
    /// An implementation compares in constant time, and refuses a masked secret after the same work.
    func isDigest(_ digest: [UInt8], of challenge: [UInt8], keyedWith secret: Secret) -> Bool

    /// What is wrong with a complete exchange, whoever the client is. Default: nothing.
    func discrepancy(_ exchange: AuthenticationExchange, _ server: ServerContext) -> Discrepancy?

    /// Whether the server's next challenge has a nonce in it. Default: the first, if the server speaks first.
    func needsNonce(_ exchange: AuthenticationExchange) -> Bool

    /// What the server sends with its success, to prove that it knows the secret too. Default: nothing.
    ///
    /// The claim's digest need not be right.
    func finalData(_ claim: Claim, keyedWith secret: Secret) -> [UInt8]?

    /// What the server sends the client before it refuses it. Default: nothing.
    func failureData(_ failure: Failure, _ server: ServerContext) -> [UInt8]?

    /// The parts of a response, the first of which has index 0; nil if it does not have its form.
    ///
    /// By default all of it is secret.
    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]?

    /// The parts of a challenge; nil if it is none of the mechanism's. Default: one, unless it is empty.
    func parts(ofChallenge message: [UInt8]) -> [MessagePart]?

    /// What the client does next: send something (in the clear), wait, or cancel.
    ///
    /// The exchange has no messages before the `AUTH` command.
    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep
}

/// What a client has to have for a mechanism.
@nonexhaustive
public enum CredentialForm: Hashable, Sendable {
    /// A user's name and password.
    case password
    /// A user's name and a token.
    case token
    /// At most a name, which proves nothing by itself.
    case name
}

extension MechanismImplementation {
    /// Either side may begin.
    public var serverSendsFirst: Bool { false }
    /// Several messages may be needed.
    public var isSingleMessage: Bool { false }

    /// No digest is right.
    public func isDigest(
        _ digest: [UInt8], of challenge: [UInt8], keyedWith secret: Secret
    ) -> Bool { false }

    /// No channel binding.
    public var needsChannelBinding: Bool { false }
    /// A user's name and password.
    public var credentialForm: CredentialForm { .password }
    /// Nothing to cite.
    public var reference: String { "" }
    /// Nothing to say.
    public var summary: String { "" }

    /// Nothing is wrong.
    public func discrepancy(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) -> Discrepancy? { nil }

    /// The first challenge has a nonce, if the server speaks first.
    public func needsNonce(_ exchange: AuthenticationExchange) -> Bool {
        serverSendsFirst && exchange.responses.isEmpty
    }

    /// Nothing.
    public func finalData(_ claim: Claim, keyedWith secret: Secret) -> [UInt8]? { nil }

    /// Nothing.
    public func failureData(_ failure: Failure, _ server: ServerContext) -> [UInt8]? { nil }

    /// All of it is secret.
    public func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        [MessagePart(0..<message.count, "response", "the client's message", .secret)]
    }

    /// One part, unless it is empty.
    public func parts(ofChallenge message: [UInt8]) -> [MessagePart]? {
        message.isEmpty
            ? [] : [MessagePart(0..<message.count, "challenge", "the server's message")]
    }
}

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

    /// What the server does next; throws if the client is not let in.
    ///
    /// By default that follows from `challenge` and `claim`. A mechanism in which the server, too,
    /// proves something has its own.
    func serverStep(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> ServerStep

    /// What the client does next: send something (in the clear), wait, or cancel.
    ///
    /// The exchange has no messages before the `AUTH` command.
    func clientStep(_ credential: Credential, exchange: AuthenticationExchange) -> ClientStep
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

    /// Challenges as long as there are any, and then verifies the claim.
    public func serverStep(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> ServerStep {
        if let challenge = try challenge(exchange, server) { return .challenge(challenge) }
        return .success(try server.credentials.verify(try claim(in: exchange), isDigest))
    }
}

/// What the server's side of a mechanism needs beside the messages.
public struct ServerContext: Hashable, Sendable {
    /// The users that the server knows.
    public var credentials: Credentials
    /// The server's host name, which is part of CRAM-MD5's challenge.
    public var hostname: String
    /// Octets that make this exchange's challenges unlike any other's.
    ///
    /// The driver draws them, so that a replay gives the same challenges: at least 16 octets from a good
    /// generator for real clients, since whoever foresees a challenge can replay an old response.
    public var nonce: [UInt8]

    /// A context.
    public init(
        credentials: Credentials = Credentials(), hostname: String = "localhost",
        nonce: [UInt8] = []
    ) {
        self.credentials = credentials
        self.hostname = hostname
        self.nonce = nonce
    }
}

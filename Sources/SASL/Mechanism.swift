import SMTPSession

/// A SASL mechanism, on both sides: pure functions over the messages exchanged so far.
///
///     S: 250 AUTH PLAIN LOGIN EXTERNAL
///
/// Nothing is kept between two steps, so an exchange can be undone, forked and replayed. Messages are
/// raw octets; base64, `334`, `=` for an empty initial response and `*` to cancel are SMTP's affair.
///
/// The set of mechanisms is open: one is a value that conforms to ``MechanismImplementation``, and a
/// server has the mechanisms that it is handed. Two mechanisms are equal if their names are.
/// - SeeAlso: [RFC 4422](https://www.rfc-editor.org/rfc/rfc4422)
public struct Mechanism: Sendable {
    private let implementation: any MechanismImplementation

    /// A mechanism.
    public init(_ implementation: some MechanismImplementation) {
        self.implementation = implementation
    }

    /// Identity and password in one message, in the clear (RFC 4616).
    public static let plain = Mechanism(Plain())
    /// User name and password in two messages, in the clear (draft-murchison-sasl-login).
    public static let login = Mechanism(Login())
    /// The identity that a lower layer, such as a TLS certificate, has proved (RFC 4422).
    public static let external = Mechanism(External())
    /// No identity, but perhaps trace information (RFC 4505).
    public static let anonymous = Mechanism(Anonymous())
    /// A bearer token of OAuth 2.0 (RFC 7628).
    public static let oauthBearer = Mechanism(OAuthBearer())
    /// A bearer token of OAuth 2.0, in Google's older form.
    public static let xoauth2 = Mechanism(XOAuth2())

    /// The registered name, in capitals.
    public var name: String { implementation.name }
    /// Whether reading the exchange reveals the password, so that it needs TLS.
    public var isPlaintext: Bool { implementation.isPlaintext }
    /// Whether the client's first message says everything.
    public var isSingleMessage: Bool { implementation.isSingleMessage }
    /// Whether the server must speak first, so that an initial response is an error.
    ///
    /// - SeeAlso: [RFC 4954 §4](https://www.rfc-editor.org/rfc/rfc4954#section-4)
    public var serverSendsFirst: Bool { implementation.serverSendsFirst }
    /// Whether it binds the exchange to the TLS channel (RFC 5802 §6).
    public var needsChannelBinding: Bool { implementation.needsChannelBinding }
    /// What a client has to have for it.
    public var credentialForm: CredentialForm { implementation.credentialForm }
    /// What defines it, such as `RFC 4616`; empty if that is nothing to cite.
    public var reference: String { implementation.reference }
    /// What it does, in one sentence.
    public var summary: String { implementation.summary }
    /// What a session has to know to offer it.
    public var offered: OfferedMechanism {
        OfferedMechanism(
            name: name, needsTLS: isPlaintext, isSingleMessage: isSingleMessage,
            needsChannelBinding: needsChannelBinding)
    }

    /// What the server does next.
    ///
    ///     C: AUTH CRAM-MD5
    ///     S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
    public func serverStep(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) -> ServerStep {
        do throws(Failure) {
            try checkStart(exchange)
            if let challenge = try implementation.challenge(exchange, server) {
                return .challenge(challenge)
            }
            let claim = try implementation.claim(in: exchange)
            if let discrepancy = implementation.discrepancy(exchange, server) {
                throw .invalidCredentials(discrepancy)
            }
            let identity = try server.credentials.verify(claim, implementation.isDigest)
            return .success(identity, data: finalData(claim, server.credentials))
        } catch {
            return .failure(error, data: implementation.failureData(error, server))
        }
    }

    /// What the server sends if it accepts a claim; it proves nothing without the user's secret.
    func finalData(_ claim: Claim, _ credentials: Credentials) -> [UInt8]? {
        let secret = credentials[user: claim.authenticationIdentity] ?? .masked
        return implementation.finalData(claim, keyedWith: secret)
    }

    /// Whether the server's next challenge has a nonce in it.
    func needsNonce(_ exchange: AuthenticationExchange) -> Bool {
        implementation.needsNonce(exchange)
    }

    /// Who the client claims to be, not verified, and its proof; nil if the exchange is not complete yet.
    ///
    /// For a driver that decides by something other than `Credentials`: a person, a handler, another
    /// service. Throws if the client's messages are malformed.
    public func claim(
        in exchange: AuthenticationExchange, _ server: ServerContext = ServerContext()
    ) throws(Failure) -> Claim? {
        try checkStart(exchange)
        guard try implementation.challenge(exchange, server) == nil else { return nil }
        return try implementation.claim(in: exchange)
    }

    /// What the client does next: send something (in the clear), wait, or cancel.
    public func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange,
        _ client: ClientContext = ClientContext()
    ) -> ClientStep {
        implementation.clientStep(credential, exchange: exchange, client)
    }

    /// What a response is made of, the first of which has index 0; nil if it does not have its form.
    public func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        implementation.parts(ofResponse: message, index: index)
    }

    /// What a challenge is made of; nil if it is none of the mechanism's.
    public func parts(ofChallenge message: [UInt8]) -> [MessagePart]? {
        implementation.parts(ofChallenge: message)
    }

    private func checkStart(_ exchange: AuthenticationExchange) throws(Failure) {
        guard !exchange.isMasked else { throw .invalidCredentials(.masked) }
        guard !(serverSendsFirst && exchange.hasInitialResponse) else {
            throw .initialResponseNotAllowed
        }
    }
}

extension Mechanism: Hashable {
    /// Whether two mechanisms have the same name.
    public static func == (left: Mechanism, right: Mechanism) -> Bool { left.name == right.name }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

extension Mechanism: CustomStringConvertible {
    /// The name.
    public var description: String { name }
}

extension [Mechanism] {
    /// Those that need no cryptography.
    public static var standard: [Mechanism] {
        [.plain, .login, .external, .anonymous, .oauthBearer, .xoauth2]
    }

    /// The mechanism of that name, in any case, if it is among these.
    ///
    /// Only ASCII letters are folded: Unicode's case mappings would confuse other names with these.
    public func named(_ name: some StringProtocol) -> Mechanism? {
        let folded = name.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }
        return first { folded.elementsEqual($0.name.utf8) }
    }
}

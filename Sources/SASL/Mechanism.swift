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
    /// What a session has to know to offer it.
    public var offered: OfferedMechanism {
        OfferedMechanism(name: name, needsTLS: isPlaintext, isSingleMessage: isSingleMessage)
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
            return try implementation.serverStep(exchange, server)
        } catch {
            return .failure(error)
        }
    }

    /// Who the client claims to be, not verified, and its proof; nil if the exchange is not complete yet.
    ///
    /// For a driver that decides by something other than `Credentials`: a person, a handler, another
    /// service. Throws if the client's messages are malformed.
    public func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim? {
        try checkStart(exchange)
        guard try implementation.challenge(exchange, ServerContext()) == nil else { return nil }
        return try implementation.claim(in: exchange)
    }

    /// What the client does next: send something (in the clear), wait, or cancel.
    public func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange
    ) -> ClientStep {
        implementation.clientStep(credential, exchange: exchange)
    }

    private func checkStart(_ exchange: AuthenticationExchange) throws(Failure) {
        guard !exchange.isMasked else { throw .invalidCredentials }
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

extension [Mechanism] {
    /// PLAIN, LOGIN and EXTERNAL: those that need no cryptography.
    public static var standard: [Mechanism] { [.plain, .login, .external] }

    /// The mechanism of that name, in any case, if it is among these.
    ///
    /// Only ASCII letters are folded: Unicode's case mappings would confuse other names with these.
    public func named(_ name: some StringProtocol) -> Mechanism? {
        let folded = name.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }
        return first { folded.elementsEqual($0.name.utf8) }
    }
}

/// What the server does next in an authentication exchange.
@nonexhaustive
public enum ServerStep: Hashable, Sendable {
    /// Send these octets, in base64 after `334 `, and wait for a response; there may be none.
    case challenge([UInt8])
    /// The client is who it claims to be: reply `235 2.7.0`.
    case success(Identity)
    /// The client is refused; `Failure` says which reply fits.
    case failure(Failure)
}

/// What the client does next in an authentication exchange.
///
/// The octets are in the clear and often hold the password: they are meant for the wire only.
@nonexhaustive
public enum ClientStep: Hashable, Sendable {
    /// Send these octets with the `AUTH` command, in base64, or `=` if there are none.
    case initialResponse([UInt8])
    /// Send these octets in base64, as a line of their own.
    case respond([UInt8])
    /// Send the `AUTH` command without an initial response, unless already sent, then wait for `334`.
    case awaitChallenge
    /// Nothing is left to send; the server's verdict comes next.
    case finished
    /// Cancel with a line `*`, because the secret is masked and so unknown.
    case cancel
}

import SMTPSession

/// How far an exchange has come on the server's side, as SASL and the credentials see it.
///
/// ```swift
/// case .authenticate(let exchange):
///     return AuthenticationStanding(exchange, by: .standard, server) { randomOctets(16) }.answer
/// ```
public struct AuthenticationStanding: Sendable {
    /// What SASL and the credentials say.
    public let answer: Answer
    /// Whether the client's messages are complete, so that others may decide.
    public let isVerdict: Bool
    /// What the client claims, once that is known; not verified.
    public let claim: Claim?
    /// What is wrong with the claim or the messages, for the operator; nil if nothing is.
    public let failure: Failure?
    private let finalData: [UInt8]?

    /// Where an exchange stands; the nonce is drawn only where the server speaks first.
    ///
    /// A mechanism that is not among those given is a verdict from the beginning, so that rules, a
    /// person or other code can play it.
    public init(
        _ exchange: AuthenticationExchange, by mechanisms: [Mechanism] = .standard,
        _ server: ServerContext, nonce: () -> [UInt8]
    ) {
        guard let mechanism = mechanisms.named(exchange.mechanism) else {
            answer = .reject()
            isVerdict = true
            claim = nil
            failure = nil
            finalData = nil
            return
        }
        var server = server
        if mechanism.needsNonce(exchange) { server.nonce = nonce() }
        let claim = (try? mechanism.claim(in: exchange, server)) ?? nil
        let step = mechanism.serverStep(exchange, server)
        let (answer, isVerdict) =
            exchange.takesAnyForm ? step.lenientStanding : step.standing
        self.answer = answer
        // Without a claim there is nobody to decide about, unless it was lost.
        let isLost = step.failure == .invalidCredentials(.masked)
        self.isVerdict = isVerdict && (claim != nil || isLost || exchange.takesAnyForm)
        failure = step.failure
        finalData = claim.flatMap { mechanism.finalData($0, server.credentials) }
        self.claim = claim
    }

    /// What to answer if others accept the claim; `nobody` is the user where the client names none.
    ///
    /// It names the user whose secret counts, never the identity that the client wants to act as, since
    /// nobody was asked about that one. A server that has to prove something proves what it can.
    public func acceptance(naming nobody: String = "anonymous") -> Answer {
        let user = user.flatMap { $0.isEmpty ? nil : $0 }
        return .authenticated(user ?? nobody, data: finalData)
    }

    /// The user whose secret is used.
    public var user: String? { claim?.authenticationIdentity }

    /// Whether the client wants to act as someone else (RFC 4616 §2).
    public var actsForAnother: Bool {
        guard let claim, let other = claim.authorizationIdentity, !other.isEmpty else {
            return false
        }
        return other != claim.authenticationIdentity
    }
}

extension ServerStep {
    /// What to answer, and whether policy may decide otherwise.
    ///
    /// A message that breaks its mechanism's form is refused before any policy is asked, as in every
    /// other command.
    fileprivate var standing: (Answer, Bool) {
        switch self {
        case .challenge(let octets): (.challenge(octets), false)
        case .success(let identity, let data):
            (.authenticated(identity.authorizationIdentity, data: data), true)
        case .failure(.invalidCredentials, let data), .failure(.notAuthorized, let data):
            (data.map { .refused($0) } ?? .reject(), true)
        case .failure(.malformed, _): (.malformed(.message), false)
        case .failure(.initialResponseNotAllowed, _): (.malformed(.initialResponse), false)
        }
    }

    /// The same where nobody but the one who decides looks at the form.
    fileprivate var lenientStanding: (Answer, Bool) {
        if case .failure = self { (.reject(), true) } else { standing }
    }

    fileprivate var failure: Failure? {
        if case .failure(let failure, _) = self { failure } else { nil }
    }
}

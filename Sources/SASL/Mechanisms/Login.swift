import SMTPSession

/// LOGIN: user name and password in two messages of the client, in the clear; obsolete.
///
///     C: AUTH LOGIN
///     S: 334 VXNlcm5hbWU6                    Username:
///     C: dGlt                                tim
///     S: 334 UGFzc3dvcmQ6                    Password:
///     C: dGFuc3RhYWZ0YW5zdGFhZg==            tanstaaftanstaaf
///     S: 235 2.7.0 Authentication successful
///
/// draft-murchison-sasl-login-00 §2.2 prefers other challenges, but allows these, which some
/// clients require. It lets the server begin, but clients send the user name as an initial response
/// and servers accept it, so it is accepted here unless the server's manners say otherwise. Its bound of 63 characters for a user name is not
/// enforced, because many names are mail addresses. §2.1: a client ignores what the challenges say.
struct Login: MechanismImplementation {
    let name = "LOGIN"
    let isPlaintext = true
    let reference = "draft-murchison-sasl-login-00"
    let summary =
        "The server asks for name and password in turn; the client sends them as they are."

    private static let userNameChallenge = Array("Username:".utf8)
    private static let passwordChallenge = Array("Password:".utf8)

    func challenge(
        _ exchange: AuthenticationExchange, _ server: ServerContext
    ) throws(Failure) -> [UInt8]? {
        let responses = Login.responses(exchange)
        switch responses.count {
        case 0:
            return Login.userNameChallenge
        case 1:
            guard server.manners.takesLoginResponse || !exchange.hasInitialResponse else {
                throw .initialResponseNotAllowed
            }
            _ = try userName(responses[0])
            return Login.passwordChallenge
        case 2:
            return nil
        default:
            throw .malformed(.unexpectedResponse)
        }
    }

    func claim(in exchange: AuthenticationExchange) throws(Failure) -> Claim {
        let responses = Login.responses(exchange)
        let password = responses[1]
        try checkOctets(password)
        return Claim(
            authenticationIdentity: try userName(responses[0]),
            proof: .password(Secret(password)))
    }

    /// The user name and the password, as far as they are there.
    ///
    /// A server that overlooks the name on the AUTH line asks for it again; then what came before the
    /// last challenge for a user does not count.
    private static func responses(_ exchange: AuthenticationExchange) -> [[UInt8]] {
        let last = exchange.challenges.lastIndex {
            String(decoding: $0, as: UTF8.self).lowercased().contains("user")
        }
        guard let last else { return exchange.responses }
        return Array(exchange.responses.dropFirst(last + (exchange.hasInitialResponse ? 1 : 0)))
    }

    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep {
        guard exchange.responses.count < 2 else { return .finished }
        guard exchange.awaitsResponse else { return .awaitChallenge }
        guard !exchange.responses.isEmpty else { return .respond(Array(credential.user.utf8)) }
        guard let password = credential.secret.revealed else { return .cancel }
        return .respond(password)
    }

    func parts(ofResponse message: [UInt8], index: Int) -> [MessagePart]? {
        switch index {
        case 0: [MessagePart(0..<message.count, "user", "the user's name")]
        case 1: [MessagePart(0..<message.count, "password", "the password", .secret)]
        case _: nil
        }
    }

    func parts(ofChallenge message: [UInt8]) -> [MessagePart]? {
        [MessagePart(0..<message.count, "prompt", "what it asks for; a client need not read it")]
    }

    /// Reads the user name as soon as it arrives, so that a bad one is refused before the password.
    private func userName(_ response: [UInt8]) throws(Failure) -> String {
        try checkOctets(response)
        let name = try text(of: response)
        guard !name.isEmpty else { throw .invalidCredentials(.emptyUser) }
        // The draft says nothing of preparation; what cannot be prepared is taken as it is.
        return SASLprep.prepared(name) ?? name
    }

    /// Refuses NUL, CR and LF.
    ///
    /// §2: "Passwords MAY contain arbitrary binary data excluding NUL, CR and LF characters."
    private func checkOctets(_ response: [UInt8]) throws(Failure) {
        guard !response.contains(0) else { throw .malformed(.unexpectedNul) }
        guard !response.contains(where: { $0 == 13 || $0 == 10 }) else {
            throw .malformed(.unexpectedLineEnd)
        }
    }
}

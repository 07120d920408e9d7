/// What a file in Mechanisms provides: the facts of one mechanism and its two sides.
///
/// All are static: a mechanism has no state but the exchange.
protocol MechanismImplementation {
    /// Whether who reads the exchange reads the password.
    static var isPlaintext: Bool { get }

    /// Whether an initial response is an error.
    static var serverSendsFirst: Bool { get }

    /// The next challenge, or nil once the client has sent all that its claim needs.
    static func challenge(_ exchange: Exchange) throws(Failure) -> [UInt8]?

    /// The claim that a complete exchange makes.
    static func claim(in exchange: Exchange) throws(Failure) -> Claim

    /// What the server does next. A mechanism in which the server, too, proves something overrides
    /// this; the others take it from `challenge` and `claim`.
    static func serverStep(
        _ exchange: Exchange, credentials: Credentials
    ) throws(Failure) -> ServerStep

    /// What the client does next.
    static func clientStep(_ credential: Credential, exchange: Exchange) -> ClientStep
}

extension MechanismImplementation {
    static func serverStep(
        _ exchange: Exchange, credentials: Credentials
    ) throws(Failure) -> ServerStep {
        if let challenge = try challenge(exchange) {
            return .challenge(challenge)
        }
        return .success(try credentials.verify(try claim(in: exchange)))
    }
}

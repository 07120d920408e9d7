import SASL
import SMTPSession

/// The octets of a text.
func octets(_ text: String) -> [UInt8] {
    Array(text.utf8)
}

typealias Exchange = AuthenticationExchange

extension AuthenticationExchange {
    /// An exchange whose mechanism does not matter.
    init(
        challenges: [[UInt8]] = [], responses: [[UInt8]] = [], hasInitialResponse: Bool = false,
        clientIdentity: String? = nil
    ) {
        self.init(
            mechanism: "", challenges: challenges, responses: responses,
            hasInitialResponse: hasInitialResponse, clientIdentity: clientIdentity)
    }

    /// An exchange in which the client sent these texts.
    init(
        challenges: [String] = [], responses: [String], hasInitialResponse: Bool = false,
        clientIdentity: String? = nil
    ) {
        self.init(
            challenges: challenges.map(octets), responses: responses.map(octets),
            hasInitialResponse: hasInitialResponse, clientIdentity: clientIdentity)
    }
}

extension Credentials {
    /// The users of the RFCs' examples.
    static var examples: Credentials {
        var credentials = Credentials()
        credentials[user: "tim"] = Secret("tanstaaftanstaaf")
        credentials[user: "Kurt"] = Secret("xipj3plmq")
        return credentials
    }
}

extension Mechanism {
    /// What a server says that knows these users.
    func serverStep(_ exchange: Exchange, credentials: Credentials) -> ServerStep {
        serverStep(exchange, ServerContext(credentials: credentials))
    }
}

extension Identity {
    /// The user of most examples.
    static let tim = Identity(authenticationIdentity: "tim")
}

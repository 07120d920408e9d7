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

extension ServerStep {
    /// Whom the server let in; nil if it did not.
    var identity: Identity? {
        if case .success(let identity, _) = self { identity } else { nil }
    }
}

/// An exchange of this package's client with this package's server, as SMTP would carry it.
struct Conversation {
    private(set) var exchange: Exchange
    /// The server's last step, and what the client thinks of it.
    private(set) var outcome: (step: ServerStep, client: ClientStep)

    init(_ mechanism: Mechanism, user: String = "tim", password: String = "tanstaaftanstaaf") {
        let bindings = ["tls-unique": octets("unique")]
        var exchange = AuthenticationExchange(mechanism: mechanism.name, clientIdentity: "tim")
        exchange.channelBindings = bindings
        exchange.offersChannelBinding = true
        let server = ServerContext(
            credentials: .examples, hostname: "mx.example", nonce: [1, 2, 3])
        let client = ClientContext(
            nonce: [4, 5, 6], hostname: "mx.example", channelBindings: bindings,
            offersChannelBinding: true)
        let credential = Credential(user: user, secret: Secret(password))
        var step = ServerStep.challenge([])
        var reply = ClientStep.cancel
        for _ in 0..<10 {
            reply = mechanism.clientStep(credential, exchange: exchange, client)
            switch reply {
            case .initialResponse(let message):
                exchange.hasInitialResponse = true
                exchange.responses.append(message)
            case .respond(let message): exchange.responses.append(message)
            case .awaitChallenge, .finished, .cancel: break
            }
            step = mechanism.serverStep(exchange, server)
            guard case .challenge(let message) = step else { break }
            exchange.challenges.append(message)
        }
        switch step {
        case .success(_, let data?), .failure(_, let data?):
            exchange.challenges.append(data)
            reply = mechanism.clientStep(credential, exchange: exchange, client)
            if case .respond(let message) = reply { exchange.responses.append(message) }
        case .challenge, .success(_, nil), .failure(_, nil): break
        }
        outcome = (step, mechanism.clientStep(credential, exchange: exchange, client))
        self.exchange = exchange
    }
}

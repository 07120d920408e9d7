import SASL
import SASLCryptography
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession

extension [Mechanism] {
    /// The mechanisms that the simulator speaks, as a server and as a client.
    package static let spoken: [Mechanism] = .standard + .cryptographic
}

extension Simulator {
    /// Types a whole SASL exchange as one step: the AUTH command, and a response to each challenge.
    ///
    /// Throws if the connection is closed, a question is open, or no command is awaited.
    public mutating func authenticate(
        _ mechanism: Mechanism, _ credential: Credential
    ) throws(SimulatorError) -> Step {
        guard expectation != .nothing else { throw .closed }
        if let question = openQuestion { throw .questionIsOpen(question.hook) }
        if let what = awaitedInstead { throw .unsuitable(":auth types a command; \(what)") }
        return try perform(AuthCommand(mechanism: mechanism, credential: credential))
    }

    /// What would take credentials for something else, and show them; nil where a command is awaited.
    var awaitedInstead: String? {
        switch expectation {
        case .connection, .command, .nothing:
            machine.bufferedOctets.isEmpty ? nil : "an unfinished line waits for its end"
        case .header: "the server waits for a header of the PROXY protocol"
        case .content: "the server waits for message text"
        case .authentication: "the server waits for a SASL response"
        case .handshake: "the server waits for the TLS handshake"
        }
    }
}

extension AuthCommand: ActingCommand {
    func act(_ performance: inout Performance) throws(Misuse) {
        try performance.connectIfNeeded()
        var client = AuthenticationClient(mechanism, credential, performance.clientContext)
        while let line = client.nextLine {
            let seen = performance.events.count
            try performance.sendConnecting(line + [ASCII.carriageReturn, ASCII.lineFeed])
            client.hear(performance.events[seen...])
        }
    }
}

extension Performance {
    /// What the client knows of the server.
    ///
    /// Its nonce is as foreseeable as the server's, but none that the server would draw, so that a saved
    /// session runs green though the client draws nothing there.
    fileprivate var clientContext: ClientContext {
        var random = world.policy.random
        var other = SeededRandom(seed: ~random.next())
        return ClientContext(
            nonce: (0..<18).map { _ in UInt8(truncatingIfNeeded: other.next() &>> 56) },
            hostname: world.configuration.hostname,
            channelBindings: world.machine.tls?.channelBindings ?? [:],
            offersChannelBinding: offersChannelBinding)
    }

    private var offersChannelBinding: Bool {
        (world.machine.usableMechanismNames ?? []).contains { name in
            [Mechanism].spoken.named(name)?.needsChannelBinding == true
        }
    }
}

/// The client's side of a SASL exchange in SMTP: what to type next.
struct AuthenticationClient {
    private let mechanism: Mechanism
    private let credential: Credential
    private let context: ClientContext
    private var exchange: AuthenticationExchange
    /// The line to type next, without its line end; nil when the exchange is over.
    private(set) var nextLine: [UInt8]?

    init(_ mechanism: Mechanism, _ credential: Credential, _ context: ClientContext) {
        self.mechanism = mechanism
        self.credential = credential
        self.context = context
        exchange = AuthenticationExchange(mechanism: mechanism.name)
        let command = Array("AUTH \(mechanism.name)".utf8)
        guard case .initialResponse(let octets) = step else {
            nextLine = command
            return
        }
        exchange.responses = [octets]
        exchange.hasInitialResponse = true
        nextLine =
            command + [ASCII.space] + (octets.isEmpty ? [ASCII.equals] : Base64.encode(octets))
    }

    private var step: ClientStep {
        mechanism.clientStep(credential, exchange: exchange, context)
    }

    /// Takes what the server said, and finds what to say to that.
    mutating func hear(_ events: ArraySlice<Event>) {
        nextLine = nil
        guard let challenge = AuthenticationClient.challenge(in: events) else { return }
        exchange.challenges.append(challenge)
        switch step {
        case .initialResponse(let octets), .respond(let octets):
            exchange.responses.append(octets)
            nextLine = Base64.encode(octets)
        case .awaitChallenge, .finished, .cancel: nextLine = [UInt8(ascii: "*")]
        }
    }

    /// The challenge of the last reply, if that is one.
    private static func challenge(in events: ArraySlice<Event>) -> [UInt8]? {
        guard let reply = events.replies.last, reply.code == 334 else { return nil }
        return (try? Base64.decode(reply.text)) ?? []
    }
}

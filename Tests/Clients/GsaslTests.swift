import SASL
import SASLCryptography
import SMTPGrammar
import SMTPSession
import Testing

// It has neither OAUTHBEARER nor XOAUTH2; curl speaks both, in `CurlTests`.

@Suite("GNU SASL on the other side")
struct GsaslTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func client(_ relay: Relay, _ mechanism: String, password: String) throws -> Outcome {
        try bench.run(
            .gsasl,
            [
                "--client", "--smtp", "--no-starttls", "--connect", "127.0.0.1:\(relay.port)",
                "--hostname", "mx.sim.example", "--realm", "mx.sim.example", "--mechanism",
                mechanism,
                "--authentication-id", "bob", "--authorization-id", "", "--anonymous-token", "bob",
                "--password", password, "--quality-of-protection", "qop-auth",
            ])
    }

    @Test(
        "its client is let in by the server, and refused with another password",
        arguments: ["PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"])
    func client(mechanism: String) throws {
        let relay = try Relay(bench, connections: 2, .withEveryMechanism)
        let right = try client(relay, mechanism, password: "secret word")
        #expect(right.exit == .exited(0), right.account)
        let wrong = try client(relay, mechanism, password: "wrong")
        #expect(wrong.exit == .exited(1), wrong.account)
        _ = try relay.serverStatuses()
        #expect(try relay.serverText(1).contains("235 2.7.0 "))
        #expect(try relay.serverText(2).contains("535 5.7.8 "))
    }

    @Test("its client is let in without a name")
    func anonymous() throws {
        let relay = try Relay(bench, .withEveryMechanism)
        let outcome = try client(relay, "ANONYMOUS", password: "")
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        #expect(try relay.serverText(1).contains("235 2.7.0 "))
    }

    /// What is typed into GNU SASL's server, and what it says.
    private struct Server {
        private let process: ChildProcess
        private var exchange: AuthenticationExchange
        private let mechanism: Mechanism
        private let credential: Credential
        private let context: ClientContext

        init(_ bench: Bench, _ mechanism: Mechanism, password: String) throws {
            // With a host it does not ask for the channel binding.
            let host = [
                "--realm", "mx.sim.example", "--hostname", "mx.sim.example", "--service", "smtp",
            ]
            process = try bench.start(
                // Else what it says waits in its buffer, since its output is no terminal.
                Tool.stdbuf.path,
                [
                    "--output=0", Tool.gsasl.path, "--server", "--mechanism", mechanism.name,
                    "--password", "secret word", "--quality-of-protection", "qop-auth",
                ] + (mechanism == .digestMD5 ? host : []))
            self.mechanism = mechanism
            exchange = AuthenticationExchange(mechanism: mechanism.name)
            credential = Credential(user: "bob", secret: Secret(password))
            let binding = ["tls-unique": Array("unique".utf8)]
            context = ClientContext(
                nonce: Array(1...18), hostname: "mx.sim.example",
                channelBindings: mechanism.needsChannelBinding ? binding : [:])
        }

        /// Goes on until it is over.
        ///
        /// - Returns: whether the client is let in, and believes the server.
        mutating func isAccepted() throws -> Bool {
            _ = try process.expect("\n")
            while let challenge = try? challenge() {
                exchange.challenges.append(challenge)
                guard
                    case .respond(let response) = mechanism.clientStep(
                        credential, exchange: exchange, context)
                else { break }
                exchange.responses.append(response)
                try send(response)
                if mechanism.needsChannelBinding, exchange.responses.count == 1 {
                    _ = try process.expect("tls-unique channel binding: ")
                    try send(Array("unique".utf8))
                }
                // The client's empty line is the last; there is nothing to wait for.
                if response.isEmpty { break }
            }
            // It asks again after the client's last word.
            try process.send("\n")
            process.closeInput()
            return try process.waitForExit() == .exited(0)
        }

        private func send(_ octets: [UInt8]) throws {
            try process.send(Base64.encode(octets) + [10])
        }

        /// A line of base64.
        private func challenge() throws -> [UInt8] {
            let line = try process.expect("\n")
            return try Base64.decode(Array((line.split(separator: " ").last ?? "").utf8))
        }
    }

    @Test(
        "our client is let in by its server, and refused with another password",
        arguments: [
            Mechanism.plain, .login, .cramMD5, .digestMD5, .scramSHA1, .scramSHA256,
            .scramSHA1Plus, .scramSHA256Plus,
        ])
    func server(mechanism: Mechanism) throws {
        var right = try Server(bench, mechanism, password: "secret word")
        #expect(try right.isAccepted())
        var wrong = try Server(bench, mechanism, password: "wrong")
        #expect(try !wrong.isAccepted())
    }
}

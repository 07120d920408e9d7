import Foundation
import SASL
import SASLCryptography
import SMTPSession
import Testing

@Suite("Mechanisms")
struct MechanismTests {
    static let all = [Mechanism].standard + .cryptographic
    let all = MechanismTests.all

    @Test("A name is found in any case")
    func name() {
        #expect(all.named("PLAIN") == .plain)
        #expect(all.named("login") == .login)
        #expect(all.named("Cram-md5") == .cramMD5)
        #expect(all.named("EXTERNAL".lowercased()[...]) == .external)
    }

    @Test(
        "Other names are not found, though Unicode would fold them alike",
        arguments: ["", "PLAI", "PLAINS", "PLA\u{131}N", "CRAM_MD5", " PLAIN", "SCRAM-SHA-256"])
    func otherName(name: String) {
        #expect(all.named(name) == nil)
    }

    @Test("Facts of each mechanism")
    func facts() {
        #expect(all.map(\.name) == ["PLAIN", "LOGIN", "EXTERNAL", "CRAM-MD5"])
        #expect(all.filter(\.isPlaintext) == [.plain, .login])
        #expect(all.filter(\.isSingleMessage) == [.plain, .external])
        #expect(all.filter(\.serverSendsFirst) == [.cramMD5])
    }

    @Test("What a session assumes of a name is what the mechanism is", arguments: all)
    func offered(mechanism: Mechanism) {
        #expect(mechanism.offered == OfferedMechanism(mechanism.name))
    }

    @Test("Client and server understand each other", arguments: all)
    func bothSides(mechanism: Mechanism) {
        var exchange = Exchange(clientIdentity: "tim")
        let server = ServerContext(
            credentials: .examples, hostname: "mx.example", nonce: [1, 2, 3])
        let credential = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))
        for _ in 0..<10 {
            switch mechanism.clientStep(credential, exchange: exchange) {
            case .initialResponse(let message):
                exchange.hasInitialResponse = true
                exchange.responses.append(message)
            case .respond(let message):
                exchange.responses.append(message)
            case .awaitChallenge, .finished:
                break
            case .cancel:
                Issue.record("cancelled")
            }
            switch mechanism.serverStep(exchange, server) {
            case .challenge(let message):
                exchange.challenges.append(message)
            case .success(let identity):
                #expect(identity == .tim)
                return #expect(
                    mechanism.clientStep(credential, exchange: exchange) == .finished)
            case .failure(let failure):
                return #expect(failure == nil as Failure?)
            }
        }
        Issue.record("no end")
    }

    @Test(
        "A client without its secret cancels, and sends no mask",
        arguments: [Mechanism.plain, .login, .cramMD5])
    func maskedClient(mechanism: Mechanism) {
        let credential = Credential(user: "tim", secret: .masked)
        let exchange = Exchange(
            challenges: mechanism == .login ? ["Username:", "Password:"] : [""],
            responses: mechanism == .login ? ["tim"] : [])
        #expect(mechanism.clientStep(credential, exchange: exchange) == .cancel)
    }

    @Test("A response after the last is refused", arguments: all)
    func tooMany(mechanism: Mechanism) {
        let exchange = Exchange(challenges: ["", ""], responses: ["a", "b", "c"])
        #expect(
            mechanism.serverStep(exchange, credentials: .examples)
                == .failure(.malformed(.unexpectedResponse)))
    }

    @Test("A mechanism of one's own takes part like the others")
    func own() {
        let mechanisms = [Mechanism].standard + [Mechanism(Token())]
        let exchange = AuthenticationExchange(
            mechanism: "X-TOKEN", responses: [octets("tim")], hasInitialResponse: true)
        let server = ServerContext(credentials: .examples)
        let standing = AuthenticationStanding(exchange, by: mechanisms, server) { [] }
        #expect(standing.answer == .reject())
        #expect(standing.isVerdict)
        #expect(standing.user == "tim")
        #expect(Mechanism(Token()).offered == OfferedMechanism(name: "X-TOKEN", needsTLS: true))
    }

    @Test("An exchange that was encoded carries no secret, and proves nothing when read back")
    func masked() throws {
        let exchange = AuthenticationExchange(
            mechanism: "PLAIN", responses: [octets("\0tim\0tanstaaftanstaaf")],
            hasInitialResponse: true)
        let data = try JSONEncoder().encode(exchange)
        #expect(String(decoding: data, as: UTF8.self).contains(#""responses":["****"]"#))
        let decoded = try JSONDecoder().decode(AuthenticationExchange.self, from: data)
        #expect(decoded.isMasked)
        #expect(decoded.responses.count == 1)
        #expect(
            Mechanism.plain.serverStep(decoded, credentials: .examples)
                == .failure(.invalidCredentials))
    }

    @Test("An exchange that an older version encoded is read as it was")
    func older() throws {
        let text = """
            {"mechanism":"LOGIN","challenges":[[85]],"responses":[[116]],"hasInitialResponse":false}
            """
        let exchange = try JSONDecoder().decode(
            AuthenticationExchange.self, from: Data(text.utf8))
        #expect(
            exchange
                == AuthenticationExchange(
                    mechanism: "LOGIN", challenges: [[85]], responses: [[116]]))
    }

    @Test("Each malformation has an explanation of its own")
    func explanations() {
        let explanations = Set(Malformation.allCases.map(\.explanation))
        #expect(explanations.count == Malformation.allCases.count)
    }
}

/// A mechanism that sends a name, and believes none.
private struct Token: MechanismImplementation {
    let name = "X-TOKEN"
    let isPlaintext = true

    func challenge(_ exchange: AuthenticationExchange, _ server: ServerContext) -> [UInt8]? {
        exchange.responses.isEmpty ? [] : nil
    }

    func claim(in exchange: AuthenticationExchange) -> Claim {
        Claim(
            authenticationIdentity: String(decoding: exchange.responses[0], as: UTF8.self),
            proof: .password(Secret(exchange.responses[0])))
    }

    func clientStep(_ credential: Credential, exchange: AuthenticationExchange) -> ClientStep {
        exchange.responses.isEmpty ? .initialResponse(Array(credential.user.utf8)) : .finished
    }
}

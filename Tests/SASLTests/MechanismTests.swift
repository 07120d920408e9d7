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
        arguments: ["", "PLAI", "PLAINS", "PLA\u{131}N", "CRAM_MD5", " PLAIN", "SCRAM-SHA-512"])
    func otherName(name: String) {
        #expect(all.named(name) == nil)
    }

    @Test("Facts of each mechanism")
    func facts() {
        #expect(
            all.map(\.name) == [
                "PLAIN", "LOGIN", "EXTERNAL", "ANONYMOUS", "OAUTHBEARER", "XOAUTH2", "CRAM-MD5",
                "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256",
                "SCRAM-SHA-256-PLUS",
            ])
        #expect(all.filter(\.isPlaintext) == [.plain, .login, .oauthBearer, .xoauth2])
        #expect(all.filter(\.isSingleMessage) == [.plain, .external, .anonymous])
        #expect(all.filter(\.serverSendsFirst) == [.cramMD5])
        #expect(all.filter(\.needsChannelBinding) == [.scramSHA1Plus, .scramSHA256Plus])
        #expect(all.filter { $0.credentialForm == .name } == [.external, .anonymous])
        #expect(all.filter { $0.credentialForm == .token } == [.oauthBearer, .xoauth2])
        #expect(all.allSatisfy { !$0.reference.isEmpty })
    }

    @Test("What a session assumes of a name is what the mechanism is", arguments: all)
    func offered(mechanism: Mechanism) {
        #expect(mechanism.offered == OfferedMechanism(mechanism.name))
    }

    @Test("Client and server understand each other", arguments: all)
    func bothSides(mechanism: Mechanism) {
        let outcome = Conversation(mechanism).outcome
        let name = mechanism == .anonymous ? "anonymous" : "tim"
        #expect(outcome.step.identity == Identity(authenticationIdentity: name))
        #expect(outcome.client == .finished)
    }

    @Test("A wrong secret is refused by what it proves", arguments: all)
    func wrongSecret(mechanism: Mechanism) {
        guard mechanism.credentialForm != .name else { return }
        let step = Conversation(mechanism, password: "wrong").outcome.step
        guard case .failure(.invalidCredentials(let discrepancy), _) = step else {
            Issue.record("\(step)")
            return
        }
        #expect([.passwordDiffers, .digestDiffers, .tokenDiffers].contains(discrepancy))
    }

    @Test("A user who does not exist is refused, and only the operator learns it", arguments: all)
    func unknownUser(mechanism: Mechanism) {
        guard mechanism.credentialForm != .name else { return }
        let step = Conversation(mechanism, user: "nobody").outcome.step
        guard case .failure(.invalidCredentials(.userUnknown), _) = step else {
            Issue.record("\(step)")
            return
        }
    }

    @Test(
        "Every part of a message is in it, and no secret is left in the harmless one",
        arguments: all)
    func parts(mechanism: Mechanism) throws {
        for (index, response) in Conversation(mechanism).exchange.responses.enumerated() {
            let parts = try #require(mechanism.parts(ofResponse: response, index: index))
            #expect(parts.allSatisfy { (0...response.count).contains($0.range.upperBound) })
            let harmless = parts.harmless(response)
            #expect(harmless.count == response.count)
            let text = String(decoding: harmless, as: UTF8.self)
            #expect(!text.contains("tanstaaf"))
            #expect(harmless != response || parts.allSatisfy { $0.secrecy == .shown })
        }
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
        var exchange = Conversation(mechanism).exchange
        exchange.responses += [[], octets("b"), octets("c")]
        guard
            case .failure(.malformed(.unexpectedResponse), _) = mechanism.serverStep(
                exchange, credentials: .examples)
        else {
            Issue.record("taken")
            return
        }
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
                == .failure(.invalidCredentials(.masked)))
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
        #expect(
            Set(Discrepancy.allCases.map(\.explanation)).count == Discrepancy.allCases.count)
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

    func clientStep(
        _ credential: Credential, exchange: AuthenticationExchange, _ client: ClientContext
    ) -> ClientStep {
        exchange.responses.isEmpty ? .initialResponse(Array(credential.user.utf8)) : .finished
    }
}

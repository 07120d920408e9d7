import SASL
import Testing

@Suite("Mechanisms")
struct MechanismTests {
    @Test("A name is found in any case")
    func name() {
        #expect(Mechanism(name: "PLAIN") == .plain)
        #expect(Mechanism(name: "login") == .login)
        #expect(Mechanism(name: "Cram-md5") == .cramMD5)
        #expect(Mechanism(name: "EXTERNAL".lowercased()[...]) == .external)
    }

    @Test(
        "Other names are not found, though Unicode would fold them alike",
        arguments: ["", "PLAI", "PLAINS", "PLA\u{131}N", "CRAM_MD5", " PLAIN", "SCRAM-SHA-256"])
    func otherName(name: String) {
        #expect(Mechanism(name: name) == nil)
    }

    @Test("Facts of each mechanism")
    func facts() {
        #expect(Mechanism.allCases.map(\.rawValue) == ["PLAIN", "LOGIN", "CRAM-MD5", "EXTERNAL"])
        #expect(Mechanism.allCases.filter(\.isPlaintext) == [.plain, .login])
        #expect(Mechanism.allCases.filter(\.serverSendsFirst) == [.cramMD5])
    }

    @Test("Client and server understand each other", arguments: Mechanism.allCases)
    func bothSides(mechanism: Mechanism) {
        var exchange = Exchange(externalIdentity: "tim", nonce: [1, 2, 3], host: "mx.example")
        let credential = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))
        for _ in 0..<10 {
            switch mechanism.clientStep(credential, exchange: exchange) {
            case .initialResponse(let message):
                exchange.hadInitialResponse = true
                exchange.responses.append(message)
            case .respond(let message):
                exchange.responses.append(message)
            case .awaitChallenge, .finished:
                break
            case .cancel:
                Issue.record("cancelled")
            }
            switch mechanism.serverStep(exchange, credentials: .examples) {
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

    @Test("A response after the last is refused", arguments: Mechanism.allCases)
    func tooMany(mechanism: Mechanism) {
        let exchange = Exchange(challenges: ["", ""], responses: ["a", "b", "c"])
        #expect(
            mechanism.serverStep(exchange, credentials: .examples)
                == .failure(.malformed(.unexpectedResponse)))
    }

    @Test("Each malformation has an explanation of its own")
    func explanations() {
        let explanations = Set(Malformation.allCases.map(\.explanation))
        #expect(explanations.count == Malformation.allCases.count)
    }
}

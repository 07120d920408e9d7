import SASL
import Testing

@Suite("EXTERNAL")
struct ExternalTests {
    func step(_ message: String, proved: String?) -> ServerStep {
        let exchange = Exchange(
            responses: [message], hasInitialResponse: true, clientIdentity: proved)
        return Mechanism.external.serverStep(exchange, credentials: Credentials())
    }

    @Test("Without an initial response the server sends an empty challenge")
    func emptyChallenge() {
        let step = Mechanism.external.serverStep(Exchange(), credentials: Credentials())
        #expect(step == .challenge([]))
    }

    @Test("What a lower layer proved is the identity, asked for or not")
    func proved() {
        #expect(step("", proved: "tim") == .success(.tim))
        #expect(step("tim", proved: "tim") == .success(.tim))
    }

    @Test("Another identity than the one proved is not permitted")
    func another() {
        #expect(step("Ursel", proved: "tim") == .failure(.notAuthorized))
    }

    @Test("Nothing proved is refused, whatever the client asks for")
    func nothingProved() {
        #expect(step("", proved: nil) == .failure(.invalidCredentials(.noOutsideCredentials)))
        #expect(step("tim", proved: nil) == .failure(.invalidCredentials(.noOutsideCredentials)))
        #expect(step("", proved: "") == .failure(.invalidCredentials(.userUnknown)))
    }

    @Test("An identity with NUL or not in UTF-8 is malformed")
    func malformed() {
        #expect(step("t\0m", proved: "tim") == .failure(.malformed(.unexpectedNul)))
        let exchange = Exchange(responses: [[0xFF]], clientIdentity: "tim")
        #expect(
            Mechanism.external.serverStep(exchange, credentials: Credentials())
                == .failure(.malformed(.notUTF8)))
    }

    @Test("The client asks for an identity, or for none, and needs no secret")
    func client() {
        var credential = Credential(user: "tim", secret: .masked)
        #expect(
            Mechanism.external.clientStep(credential, exchange: Exchange()) == .initialResponse([]))
        credential.authorizationIdentity = "tim"
        #expect(
            Mechanism.external.clientStep(credential, exchange: Exchange(challenges: [[]]))
                == .respond(octets("tim")))
    }
}

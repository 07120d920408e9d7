import SASL
import SMTPSession
import Testing

@Suite("LOGIN")
struct LoginTests {
    func step(_ responses: [String], initial: Bool = false) -> ServerStep {
        let exchange = Exchange(responses: responses, hasInitialResponse: initial)
        return Mechanism.login.serverStep(exchange, credentials: .examples)
    }

    @Test("The draft's example: user name, then password")
    func steps() {
        #expect(step([]) == .challenge(octets("Username:")))
        #expect(step(["tim"]) == .challenge(octets("Password:")))
        #expect(step(["tim", "tanstaaftanstaaf"]) == .success(.tim))
    }

    @Test("An initial response is the user name")
    func initialResponse() {
        #expect(step(["tim"], initial: true) == .challenge(octets("Password:")))
        #expect(step(["tim", "tanstaaftanstaaf"], initial: true) == .success(.tim))
    }

    @Test("A wrong password and an unknown user are refused alike, and only at the end")
    func refused() {
        #expect(step(["nobody"]) == .challenge(octets("Password:")))
        #expect(
            step(["nobody", "tanstaaftanstaaf"])
                == .failure(.invalidCredentials(.userUnknown)))
        #expect(
            step(["tim", "wrong"]) == .failure(.invalidCredentials(.passwordDiffers)))
    }

    @Test("An empty name is refused at once, an empty password at the end")
    func empty() {
        #expect(step([""]) == .failure(.invalidCredentials(.emptyUser)))
        #expect(step(["tim", ""]) == .failure(.invalidCredentials(.emptyPassword)))
    }

    @Test("An initial response is refused where the server is to speak first")
    func noInitialResponse() {
        var server = ServerContext(credentials: .examples)
        server.manners.takesLoginResponse = false
        let exchange = Exchange(responses: ["tim"], hasInitialResponse: true)
        #expect(
            Mechanism.login.serverStep(exchange, server) == .failure(.initialResponseNotAllowed))
    }

    @Test(
        "Malformed messages are refused as soon as they come",
        arguments: [
            (["t\0m"], .unexpectedNul),
            (["tim\r\n"], .unexpectedLineEnd),
            (["tim", "a\0b"], .unexpectedNul),
            (["tim", "a\nb"], .unexpectedLineEnd),
            (["tim", "a", "b"], .unexpectedResponse),
        ] as [([String], Malformation)])
    func malformed(responses: [String], malformation: Malformation) {
        #expect(step(responses) == .failure(.malformed(malformation)))
    }

    @Test("A user name is UTF-8, a password may be any octets")
    func octetsOfPassword() {
        var credentials = Credentials.examples
        credentials[user: "tim"] = Secret([0xFF, 0xFE])
        let bad = Exchange(responses: [[0xFF]])
        #expect(
            Mechanism.login.serverStep(bad, credentials: credentials)
                == .failure(.malformed(.notUTF8)))
        let good = Exchange(responses: [octets("tim"), [0xFF, 0xFE]])
        #expect(Mechanism.login.serverStep(good, credentials: credentials) == .success(.tim))
    }

    @Test("The client waits for each challenge and ignores what it says")
    func client() {
        let credential = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))
        func clientStep(_ exchange: Exchange) -> ClientStep {
            Mechanism.login.clientStep(credential, exchange: exchange)
        }
        let password = octets("tanstaaftanstaaf")
        #expect(clientStep(Exchange()) == .awaitChallenge)
        #expect(clientStep(Exchange(challenges: [octets("?")])) == .respond(octets("tim")))
        #expect(
            clientStep(Exchange(challenges: ["?"], responses: ["tim"])) == .awaitChallenge)
        #expect(
            clientStep(Exchange(challenges: ["?", "!"], responses: ["tim"])) == .respond(password))
        #expect(
            clientStep(Exchange(challenges: ["!"], responses: ["tim"], hasInitialResponse: true))
                == .respond(password))
        #expect(
            clientStep(Exchange(challenges: ["?", "!"], responses: ["tim", "x"])) == .finished)
    }
}

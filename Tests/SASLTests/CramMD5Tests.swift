import SASL
import SASLCryptography
import Testing

@Suite("CRAM-MD5")
struct CramMD5Tests {
    static let challenge = "<1896.697170952@postoffice.reston.mci.net>"
    static let response = "tim b913a602c7eda7a495b4e6e7334d3890"

    func step(_ response: String, challenge: String = challenge) -> ServerStep {
        let exchange = Exchange(challenges: [challenge], responses: [response])
        return Mechanism.cramMD5.serverStep(exchange, credentials: .examples)
    }

    @Test("The example of RFC 2195, from the server's side")
    func server() {
        #expect(step(Self.response) == .success(.tim))
    }

    @Test("The example of RFC 2195, from the client's side")
    func client() {
        let credential = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))
        let exchange = Exchange(challenges: [octets(Self.challenge)])
        #expect(
            Mechanism.cramMD5.clientStep(credential, exchange: Exchange()) == .awaitChallenge)
        #expect(
            Mechanism.cramMD5.clientStep(credential, exchange: exchange)
                == .respond(octets(Self.response)))
    }

    @Test("The challenge is a msg-id made of the driver's nonce and host")
    func challenge() {
        let server = ServerContext(
            hostname: "mx.sim.example", nonce: [0x00, 0x1F, 0xFF], time: 1_700)
        let step = Mechanism.cramMD5.serverStep(Exchange(), server)
        #expect(step == .challenge(octets("<001fff.1700@mx.sim.example>")))
        #expect(step == Mechanism.cramMD5.serverStep(Exchange(), server))
    }

    @Test("An initial response is refused, even the right one")
    func initialResponse() {
        let exchange = Exchange(
            challenges: [Self.challenge], responses: [Self.response], hasInitialResponse: true)
        #expect(
            Mechanism.cramMD5.serverStep(exchange, credentials: .examples)
                == .failure(.initialResponseNotAllowed))
        #expect(throws: Failure.initialResponseNotAllowed) {
            try Mechanism.cramMD5.claim(in: exchange)
        }
    }

    @Test(
        "A digest of another challenge, user or password is refused",
        arguments: [
            ("tim b913a602c7eda7a495b4e6e7334d3891", .digestDiffers),
            ("tim 00000000000000000000000000000000", .digestDiffers),
            ("Kurt b913a602c7eda7a495b4e6e7334d3890", .digestDiffers),
            ("nobody b913a602c7eda7a495b4e6e7334d3890", .userUnknown),
            (" b913a602c7eda7a495b4e6e7334d3890", .emptyUser),
        ] as [(String, Discrepancy)])
    func refused(response: String, discrepancy: Discrepancy) {
        #expect(step(response) == .failure(.invalidCredentials(discrepancy)))
    }

    @Test("A response to another challenge is refused, and one to none at all")
    func replayed() {
        #expect(
            step(Self.response, challenge: "<2@mx>")
                == .failure(.invalidCredentials(.digestDiffers)))
        let exchange = Exchange(responses: [Self.response])
        #expect(
            Mechanism.cramMD5.serverStep(exchange, credentials: .examples)
                == .failure(.malformed(.unexpectedResponse)))
    }

    @Test("A masked secret accepts no digest, not even that of its stand-in")
    func masked() {
        var credentials = Credentials()
        credentials[user: "tim"] = .masked
        for stand in ["no such secret", "****", ""] {
            let exchange = Exchange(challenges: [octets(Self.challenge)])
            let credential = Credential(user: "tim", secret: Secret(stand))
            guard
                case .respond(let response) = Mechanism.cramMD5.clientStep(
                    credential, exchange: exchange)
            else {
                Issue.record("no response")
                continue
            }
            let answered = Exchange(
                challenges: [octets(Self.challenge)], responses: [response])
            #expect(
                Mechanism.cramMD5.serverStep(answered, credentials: credentials)
                    == .failure(.invalidCredentials(.masked)))
        }
    }

    @Test(
        "Malformed messages are refused",
        arguments: [
            ("", .spaceMissing),
            ("b913a602c7eda7a495b4e6e7334d3890", .spaceMissing),
            ("tim ", .digestForm),
            ("tim b913a602c7eda7a495b4e6e7334d389", .digestForm),
            ("tim b913a602c7eda7a495b4e6e7334d38", .digestForm),
            ("tim b913a602c7eda7a495b4e6e7334d389000", .digestForm),
            ("tim B913A602C7EDA7A495B4E6E7334D3890", .digestForm),
            ("tim b913a602c7eda7a495b4e6e7334d389g", .digestForm),
            ("t\0m b913a602c7eda7a495b4e6e7334d3890", .unexpectedNul),
        ] as [(String, Malformation)])
    func malformed(response: String, malformation: Malformation) {
        #expect(step(response) == .failure(.malformed(malformation)))
    }

    @Test("A user name may hold spaces")
    func spaces() throws {
        let exchange = Exchange(
            challenges: [Self.challenge],
            responses: ["tim smith b913a602c7eda7a495b4e6e7334d3890"])
        let claim = try Mechanism.cramMD5.claim(in: exchange)
        #expect(claim?.authenticationIdentity == "tim smith")
    }
}

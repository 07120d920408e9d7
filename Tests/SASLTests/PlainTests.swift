import SASL
import Testing

@Suite("PLAIN")
struct PlainTests {
    func step(_ message: String) -> ServerStep {
        Mechanism.plain.serverStep(
            Exchange(responses: [message], hasInitialResponse: true), credentials: .examples)
    }

    @Test("Without an initial response the server sends an empty challenge")
    func emptyChallenge() {
        let step = Mechanism.plain.serverStep(Exchange(), credentials: .examples)
        #expect(step == .challenge([]))
    }

    @Test("The first example of RFC 4616: tim is let in")
    func tim() {
        #expect(step("\0tim\0tanstaaftanstaaf") == .success(.tim))
        let afterChallenge = Exchange(challenges: [""], responses: ["\0tim\0tanstaaftanstaaf"])
        #expect(
            Mechanism.plain.serverStep(afterChallenge, credentials: .examples) == .success(.tim))
    }

    @Test("The second example of RFC 4616: Kurt may not act as Ursel")
    func ursel() {
        #expect(step("Ursel\0Kurt\0xipj3plmq") == .failure(.notAuthorized))
    }

    @Test("Only who has the password learns that acting as another is not permitted")
    func wrongPasswordFirst() {
        #expect(step("Ursel\0Kurt\0wrong") == .failure(.invalidCredentials(.passwordDiffers)))
    }

    @Test("Asking for one's own identity is permitted")
    func sameIdentity() {
        #expect(step("tim\0tim\0tanstaaftanstaaf") == .success(.tim))
    }

    @Test(
        "A wrong password, an unknown user and what SASLprep prohibits are refused",
        arguments: [
            ("\0tim\0tanstaaftanstaa", .passwordDiffers),
            ("\0tim\0tanstaaftanstaaff", .passwordDiffers),
            ("\0tim\0Tanstaaftanstaaf", .passwordDiffers),
            ("\0TIM\0tanstaaftanstaaf", .userUnknown),
            ("\0nobody\0tanstaaftanstaaf", .userUnknown),
            ("\0tim\0****", .passwordDiffers),
            ("\0tim\0", .emptyPassword), ("\0tim\0\u{AD}", .emptyPassword),
            ("\0tim\0a\u{7}", .unprepared), ("\0t\u{7}m\0a", .unprepared),
            ("\0\0", .emptyUser), ("\0\u{AD}\0secret", .emptyUser),
            ("tim\0\0secret", .emptyUser),
        ] as [(String, Discrepancy)])
    func refused(message: String, discrepancy: Discrepancy) {
        #expect(step(message) == .failure(.invalidCredentials(discrepancy)))
    }

    @Test(
        "Malformed messages are refused",
        arguments: [
            ("", .separatorMissing),
            ("tim", .separatorMissing),
            ("tim\0tanstaaftanstaaf", .separatorMissing),
            ("\0tim\0tanstaaftanstaaf\0", .unexpectedNul),
            ("\0tim\0tan\0staaf", .unexpectedNul),
            ("\0\0tim\0tanstaaftanstaaf", .unexpectedNul),
        ] as [(String, Malformation)])
    func malformed(message: String, malformation: Malformation) {
        #expect(step(message) == .failure(.malformed(malformation)))
    }

    @Test(
        "Each part must be UTF-8: no stray, overlong or surrogate octets",
        arguments: [[0xFF], [0x80], [0xC0, 0x80], [0xC3], [0xED, 0xA0, 0x80], [0xF5, 0x80]]
            as [[UInt8]])
    func notUTF8(octets bad: [UInt8]) {
        for message in [bad + [0, 97, 0, 98], [0] + bad + [0, 98], [0, 97, 0] + bad] {
            let exchange = Exchange(responses: [message], hasInitialResponse: true)
            #expect(
                Mechanism.plain.serverStep(exchange, credentials: .examples)
                    == .failure(.malformed(.notUTF8)))
        }
    }

    @Test("Parts of 255 octets and more, and of any script, are accepted")
    func longParts() {
        let user = String(repeating: "é", count: 200)
        let password = String(repeating: "密", count: 200)
        var credentials = Credentials()
        credentials[user: user] = Secret(password)
        let exchange = Exchange(responses: ["\(user)\0\(user)\0\(password)"])
        #expect(
            Mechanism.plain.serverStep(exchange, credentials: credentials)
                == .success(Identity(authenticationIdentity: user)))
    }

    @Test("The client sends everything with the command, or after an empty challenge")
    func client() {
        let credential = Credential(user: "tim", secret: Secret("tanstaaftanstaaf"))
        let message = octets("\0tim\0tanstaaftanstaaf")
        #expect(
            Mechanism.plain.clientStep(credential, exchange: Exchange())
                == .initialResponse(message))
        #expect(
            Mechanism.plain.clientStep(credential, exchange: Exchange(challenges: [[]]))
                == .respond(message))
    }

    @Test("The client says whom it wants to act as")
    func clientForAnother() {
        let credential = Credential(
            user: "Kurt", secret: Secret("xipj3plmq"), authorizationIdentity: "Ursel")
        #expect(
            Mechanism.plain.clientStep(credential, exchange: Exchange())
                == .initialResponse(octets("Ursel\0Kurt\0xipj3plmq")))
    }

    @Test("A claim says who and how, for a driver that decides by itself")
    func claim() throws {
        let mechanism = Mechanism.plain
        #expect(try mechanism.claim(in: Exchange()) == nil)
        let claim = try mechanism.claim(in: Exchange(responses: ["Ursel\0Kurt\0anything"]))
        #expect(claim?.identity.authenticationIdentity == "Kurt")
        #expect(claim?.identity.authorizationIdentity == "Ursel")
        #expect(claim?.proof == .password(Secret("anything")))
        #expect(throws: Failure.malformed(.separatorMissing)) {
            try mechanism.claim(in: Exchange(responses: ["Kurt"]))
        }
    }
}

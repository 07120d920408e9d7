import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("AUTH in a session")
struct SessionAuthenticationTests {
    private func plain() -> Dialogue {
        Dialogue.greeted(asking: [.auth]) { $0.allowsPlaintextAuthentication = true }
    }

    @Test("an exchange goes through challenges to its verdict")
    func exchange() {
        var dialogue = plain()
        dialogue.send("AUTH LOGIN")
        #expect(dialogue.session.phase == .authentication)
        dialogue.give(.answer(.challenge(Array("Username:".utf8))))
        #expect(dialogue.replies == ["334 VXNlcm5hbWU6"])
        dialogue.send("dGlt")
        dialogue.give(.answer(.challenge([])))
        #expect(dialogue.replies == ["334 "])
        dialogue.send("")
        let expected = AuthenticationExchange(
            mechanism: "LOGIN", challenges: [Array("Username:".utf8), []],
            responses: [Array("tim".utf8), []])
        #expect(dialogue.questions == [.authenticate(expected)])
        dialogue.give(.answer(.authenticated("tim")))
        #expect(dialogue.replies == ["235 2.7.0 Authentication succeeded"])
        #expect(dialogue.session.authenticatedUser == "tim")
        dialogue.step("AUTH PLAIN", "503 5.5.1 Already authenticated")
        dialogue.send("EHLO client.example")
        #expect(!dialogue.replies.contains { $0.contains("AUTH") })
    }

    @Test("an initial response is decoded strictly, and = is an empty one")
    func initialResponse() {
        for (text, response) in [("AHRpbQBzZWNyZXQ=", "\0tim\0secret"), ("=", "")] {
            var dialogue = plain()
            dialogue.send("AUTH plain \(text)")
            let expected = AuthenticationExchange(
                mechanism: "PLAIN", responses: [Array(response.utf8)], hasInitialResponse: true)
            #expect(dialogue.questions == [.authenticate(expected)])
        }
        for text in ["A", "AA==AA==", "AHR pbQ==", "AB==", "*", "===="] {
            var dialogue = plain()
            dialogue.send("AUTH PLAIN \(text)")
            #expect(dialogue.rules == [.base64Invalid])
            #expect(dialogue.session.phase == .mail)
        }
    }

    @Test("a line of the exchange is never a command")
    func continuation() {
        var dialogue = plain()
        dialogue.send("AUTH PLAIN")
        dialogue.give(.answer(.challenge([])))
        dialogue.send("QUIT")
        let expected = AuthenticationExchange(
            mechanism: "PLAIN", challenges: [[]], responses: [[0x41, 0x42, 0x13]])
        #expect(dialogue.questions == [.authenticate(expected)])
    }

    @Test(
        "what goes wrong ends the exchange",
        arguments: [
            ("*", Rule.authenticationCancelled), ("QUIT!", .base64Invalid),
            (String(repeating: "A", count: 12_288), .authenticationLineTooLong),
        ])
    func wrong(line: String, rule: Rule) {
        var dialogue = plain()
        dialogue.send("AUTH PLAIN")
        dialogue.give(.answer(.challenge([])))
        dialogue.send(line)
        #expect(dialogue.rules == [rule])
        #expect(dialogue.session.phase == .mail)
        #expect(dialogue.session.control.exchange == nil)
        dialogue.step("NOOP", "250 2.0.0 OK")
    }

    @Test("the driver can find fault with the messages themselves")
    func malformed() {
        for (fault, rule) in [
            (AuthenticationFault.initialResponse, Rule.initialResponseUnexpected),
            (.message, .authenticationMalformed),
        ] {
            var dialogue = plain()
            dialogue.send("AUTH CRAM-MD5 =")
            dialogue.give(.answer(.malformed(fault)))
            #expect(dialogue.rules == [rule])
        }
    }

    @Test("mechanisms are offered only when they can be used")
    func mechanisms() {
        var dialogue = Dialogue.greeted(asking: [.auth])
        dialogue.step("AUTH PLAIN", "504 5.5.4 Mechanism is offered only inside TLS")
        dialogue.step("AUTH SCRAM-SHA-1", "504 5.5.4 Mechanism not recognized")
        dialogue.step("AUTH", "501 5.5.4 An argument is missing")
        var helo = Dialogue()
        helo.send("HELO a")
        helo.step("AUTH CRAM-MD5", "503 5.5.1 Send EHLO first")
    }

    @Test("nobody's credentials are right when nobody is asked")
    func nobodyAsked() {
        var dialogue = Dialogue.greeted()
        dialogue.step("AUTH CRAM-MD5", "535 5.7.8 Authentication credentials invalid")
    }
}

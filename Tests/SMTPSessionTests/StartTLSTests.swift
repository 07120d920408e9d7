import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("STARTTLS in a session")
struct SessionStartTLSTests {
    private func secured(_ text: String, then more: [UInt8] = []) -> Dialogue {
        var dialogue = Dialogue.greeted()
        dialogue.give(.bytes(Array(text.utf8)))
        if !more.isEmpty { dialogue.give(.bytes(more)) }
        return dialogue
    }

    @Test(
        "everything in clear after it is dropped, whole lines and parts of one",
        arguments: [
            "STARTTLS\r\nNOOP x\r\n", "STARTTLS\r\nNOO", "STARTTLS\r\nMAIL FROM:<evil@e> ",
        ])
    func injection(text: String) {
        var dialogue = secured(text, then: Array("more".utf8))
        dialogue.give(.secured(TLSInfo()))
        #expect(dialogue.notes == [.tlsDiscarded, .tlsStarted])
        #expect(dialogue.replies == [])
        dialogue.step("P", "500 5.5.1 Command not recognized")
        dialogue.step("MAIL FROM:<a@b>", "503 5.5.1 Send EHLO again after STARTTLS")
    }

    @Test("both sides forget what they knew, and it is not offered again (RFC 3207 §4.2)")
    func forgets() {
        var dialogue = Dialogue.greeted(asking: [.auth])
        dialogue.send("AUTH CRAM-MD5")
        dialogue.give(.answer(.authenticated("tim")))
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.step("STARTTLS", "220 2.0.0 Ready to start TLS")
        #expect(dialogue.outputs.last == .startTLS)
        dialogue.give(.secured(TLSInfo(clientIdentity: "ann")))
        #expect(dialogue.session.authenticatedUser == nil)
        #expect(dialogue.session.envelope.isEmpty)
        dialogue.send("EHLO a")
        #expect(!dialogue.replies.contains { $0.hasSuffix("STARTTLS") })
        #expect(dialogue.replies.contains("250 AUTH PLAIN LOGIN CRAM-MD5"))
        dialogue.step("STARTTLS", "503 5.5.1 TLS is already active")
    }

    @Test("it can be refused or put off")
    func refused() {
        var dialogue = Dialogue.greeted(asking: [.tls])
        for (answer, reply) in [
            (Answer.reject(), "554 5.7.0 TLS refused"),
            (.tempfail(), "454 4.7.0 TLS not available for now"),
        ] {
            dialogue.send("STARTTLS")
            dialogue.give(.answer(answer))
            #expect(dialogue.replies == [reply])
            #expect(dialogue.session.phase == .mail)
        }
    }
}

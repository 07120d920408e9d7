import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Message text in a session")
struct SessionDataTests {
    private func ready(_ configure: (inout Configuration) -> Void = { _ in }) -> Dialogue {
        var dialogue = Dialogue.greeted(configure)
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.send("RCPT TO:<c@d>")
        dialogue.send("DATA")
        return dialogue
    }

    @Test(
        "smuggled ends are text: one 250, and the second envelope is in the message",
        arguments: [
            "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n\0.\r\n", "\r\n.\r",
            "\r\n.\n",
            "\r\n.\r\r\n", "\r\r\n.\n",
        ])
    func smuggling(end: String) {
        let text = "first\(end)MAIL FROM:<evil@e>\r\nRCPT TO:<c@d>\r\nDATA\r\nsecond\r\n.\r\n"
        let octets = Array(text.utf8)
        for cut in 0...octets.count {
            var dialogue = ready()
            dialogue.give(.bytes(Array(octets[..<cut])))
            var rules = dialogue.rules
            var content = dialogue.content
            dialogue.give(.bytes(Array(octets[cut...])))
            rules += dialogue.rules
            content += dialogue.content
            #expect(rules == [.messageAccepted])
            #expect(String(decoding: content, as: UTF8.self).contains("MAIL FROM:<evil@e>"))
        }
    }

    @Test("the simulated open server can be smuggled into, with a note")
    func openServer() {
        var dialogue = ready { $0.tolerated.insert(.contentLineFeedEnd) }
        dialogue.give(.bytes(Array("a\n.\nMAIL FROM:<evil@e>\r\n".utf8)))
        #expect(dialogue.rules == [.messageAccepted, .senderAccepted])
        #expect(dialogue.notes.contains(.contentLineFeedEnd))
    }

    @Test("text above the limit is dropped in step: one 552, and nothing in it is a command")
    func oversize() {
        var dialogue = ready { $0.limits.messageSize = 1_000 }
        let line = "MAIL FROM:<evil@e>\r\n"
        var octets = 0
        for _ in 0..<600 {
            dialogue.give(.bytes(Array(line.utf8)))
            #expect(dialogue.rules == [])
            octets += dialogue.content.count
        }
        #expect(octets <= 1_000)
        dialogue.step(".", "552 5.3.4 Message exceeds the maximum size")
        #expect(dialogue.outcomes.map(\.disposition) == [.refused])
        dialogue.step("MAIL FROM:<a@b>", "250 2.1.0 Sender OK")
    }

    @Test(
        "text that breaks a rule is noted or refused, as the configuration says",
        arguments: [
            ("a\rb", Rule.contentBareCarriageReturn), ("a\nb", .contentBareLineFeed),
            ("a\0b", .contentNul),
            ("é", .contentEightBit), (String(repeating: "x", count: 999), .contentLineTooLong),
        ])
    func findings(text: String, rule: Rule) {
        var tolerant = ready()
        tolerant.send(text)
        tolerant.step(".", "250 2.6.0 Message accepted")
        #expect(tolerant.notes == [rule])
        var strict = ready { $0.tolerated.remove(rule) }
        strict.send(text)
        strict.send(".")
        #expect(strict.rules == [rule])
        #expect(strict.replies.first?.hasPrefix("554 5.6.") == true)
        #expect(strict.session.phase == .mail)
    }

    @Test("8-bit text needs BODY=8BITMIME, and more text than declared is noted")
    func declared() {
        var dialogue = Dialogue.greeted()
        dialogue.send("MAIL FROM:<a@b> BODY=8BITMIME SIZE=3")
        dialogue.send("RCPT TO:<c@d>")
        dialogue.send("DATA")
        dialogue.send("é")
        dialogue.send(".")
        #expect(dialogue.notes == [.declaredSizeExceeded])
        #expect(dialogue.rules == [.messageAccepted])
    }
}

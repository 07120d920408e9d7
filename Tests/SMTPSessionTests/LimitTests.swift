import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Limits")
struct LimitTests {
    @Test("a command line has 512 octets, and what its parameters add")
    func commandLine() {
        for (verb, limit) in [
            ("NOOP ", 512), ("RCPT TO:<a@b> X=", 512), ("MAIL FROM:<a@b> X=", 512 + 543),
        ] {
            var dialogue = Dialogue.greeted()
            dialogue.send("MAIL FROM:<a@b>")
            if verb.hasPrefix("MAIL") { dialogue.send("RSET") }
            let fill = limit - verb.utf8.count - 2
            dialogue.send(verb + String(repeating: "x", count: fill))
            #expect(dialogue.rules != [.commandLineTooLong])
            dialogue.send(verb + String(repeating: "x", count: fill + 1))
            #expect(dialogue.rules == [.commandLineTooLong])
        }
    }

    @Test("an endless line is dropped in constant memory, and answered once")
    func endlessLine() {
        var dialogue = Dialogue.greeted()
        for _ in 0..<1_000 {
            dialogue.give(.bytes([UInt8](repeating: 120, count: 20_000)))
            #expect(dialogue.replies == [])
            #expect(dialogue.session.bufferedOctets.count <= 1)
        }
        dialogue.step("", "500 5.5.2 Line too long")
        dialogue.step("NOOP", "250 2.0.0 OK")
        for _ in 0..<50_000 { dialogue.give(.bytes([13])) }
        dialogue.step("", "500 5.5.2 Line too long")
    }

    @Test("one recipient too many is 452, and the others stay (§4.5.3.1.10)")
    func recipients() {
        var dialogue = Dialogue.greeted { $0.limits.recipients = 100 }
        dialogue.send("MAIL FROM:<a@b>")
        for number in 1...100 { dialogue.step("RCPT TO:<r\(number)@b>", "250 2.1.5 Recipient OK") }
        dialogue.step("RCPT TO:<r101@b>", "452 4.5.3 Too many recipients")
        #expect(dialogue.session.envelope.recipients.count == 100)
        dialogue.step("DATA", "354 End the message with a dot alone on a line")
    }

    @Test("a line of a reply has 512 octets at the most (§4.5.3.1.5)")
    func replyLine() {
        let long = String(repeating: "x", count: 600)
        var dialogue = Dialogue {
            $0.ident = long
            $0.limits.commandLine = 1_000
            $0.tolerated.insert(.helloName)
        }
        #expect(dialogue.replies.map(\.utf8.count) == [510])
        dialogue.send("EHLO \(long)")
        #expect(dialogue.replies.first?.utf8.count == 510)
    }

    @Test("parameters, errors and failed authentications are counted")
    func counts() {
        var dialogue = Dialogue.greeted {
            $0.limits.parameters = 2
            $0.limits.errors = 3
        }
        dialogue.send("MAIL FROM:<a@b> SIZE=1 BODY=7BIT AUTH=<>")
        #expect(dialogue.rules == [.tooManyParameters])
        dialogue.send("FOO")
        dialogue.step("FOO", "421 4.7.0 mx.sim.example Too many errors, closing connection")
        #expect(dialogue.outputs.last == .close)
        var guess = Dialogue.greeted(asking: [.auth])
        for _ in 1...2 {
            guess.send("AUTH CRAM-MD5")
            guess.give(.answer(.reject()))
            #expect(guess.replies == ["535 5.7.8 Authentication credentials invalid"])
        }
        guess.send("AUTH CRAM-MD5")
        guess.give(.answer(.reject()))
        #expect(guess.rules == [.tooManyAuthenticationFailures])
        #expect(guess.session.phase == .closed)
    }
}

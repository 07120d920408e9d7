import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Reasons")
struct ReasonTests {
    @Test(
        "talk before the greeting is noted, however the greeting is decided",
        arguments: [
            Answer.accept(), .reject(), .tempfail(), .close(), .disconnect, .delay(1_000),
        ])
    func earlyTalk(answer: Answer) {
        var dialogue = Dialogue(asking: [.connect])
        dialogue.give(.bytes(Array("EHLO c\r\n".utf8)))
        dialogue.give(.answer(answer))
        if case .delay = answer { dialogue.give(.clock(Instant(milliseconds: 1_000))) }
        #expect(dialogue.notes.contains(.earlyTalk))
    }

    @Test("talk to a server that never greets is early, once")
    func ungreeted() {
        var dialogue = Dialogue(asking: [.connect])
        dialogue.give(.answer(.silence))
        dialogue.send("NOOP")
        #expect(dialogue.notes == [.earlyTalk])
        dialogue.send("NOOP")
        #expect(dialogue.notes == [])
    }

    @Test(
        "after STARTTLS the reason is RFC 3207 §4.2, for AUTH too; inside TLS from the start it is not"
    )
    func helloAfterTLS() {
        var dialogue = Dialogue.greeted()
        dialogue.send("STARTTLS")
        dialogue.give(.secured(TLSInfo()))
        for line in ["AUTH PLAIN", "MAIL FROM:<a@b>"] {
            dialogue.send(line)
            #expect(dialogue.rules == [.helloAfterTLS])
        }
        #expect(Rule.helloAfterTLS.clause == "RFC 3207 §4.2")
        var session = Session()
        session.configuration.questions = []
        var outputs: [Output] = []
        try? session.receive(.connected(Peer(tls: TLSInfo())), into: &outputs)
        #expect(session.admission(of: .mail) == .helloFirst)
    }

    @Test("a client that hangs up is told by what it leaves open")
    func farewell() {
        var quiet = Dialogue.greeted()
        quiet.give(.closed)
        #expect(quiet.notes == [.noQuit])
        var polite = Dialogue.greeted()
        polite.send("QUIT")
        polite.give(.closed)
        #expect(polite.notes == [])
        var half = Dialogue.greeted()
        half.give(.bytes(Array("MAIL FROM:<a@b>\n".utf8)))
        half.give(.closed)
        #expect(half.notes == [.bareLineFeed, .unfinishedLine, .noQuit])
        var text = Dialogue.greeted()
        for line in ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "text"] { text.send(line) }
        text.give(.bytes(Array("x\n.\n".utf8)))
        text.give(.closed)
        #expect(text.notes == [.contentLineFeedEnd, .lostInText])
        var handshake = Dialogue.greeted()
        handshake.send("STARTTLS")
        handshake.give(.closed)
        #expect(handshake.notes == [])
    }

    @Test("a client that is waited for in vain is told why, in the text and in commands")
    func timeouts() {
        var command = Dialogue.greeted()
        command.give(.bytes(Array("NOOP\n".utf8)))
        command.give(.clock(Instant(milliseconds: 300_000)))
        #expect(command.notes == [.bareLineFeed])
        #expect(command.rules == [.timeout])
        var text = Dialogue.greeted()
        for line in ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA"] { text.send(line) }
        text.give(.clock(Instant(milliseconds: 180_000)))
        #expect(text.rules == [.textTimeout])
        #expect(Rule.textTimeout.clause == "RFC 5321 §4.5.3.2.5")
    }

    @Test("a TLS handshake is noticed at its second octet, once")
    func handshake() {
        var dialogue = Dialogue()
        dialogue.give(.bytes([0x16]))
        #expect(dialogue.notes == [])
        dialogue.give(.bytes([0x03]))
        #expect(dialogue.notes == [.otherProtocol])
        dialogue.give(.bytes([0x01, 0x0D, 0x0A]))
        #expect(dialogue.notes == [])
        #expect(dialogue.rules == [.unknownCommand])
        var closing = Dialogue { $0.tolerated.remove(.otherProtocol) }
        closing.give(.bytes([0x16, 0x03, 0x01, 0x00]))
        #expect(closing.replies == ["554 5.5.1 This is SMTP, not another protocol"])
        #expect(closing.session.phase == .closed)
        #expect(closing.session.bufferedOctets.isEmpty)
    }

    @Test("the beginning of a PROXY header, version 2, is named")
    func proxyHeader() {
        var dialogue = Dialogue()
        let header: [UInt8] = [13, 10, 13, 10, 0, 13, 10] + Array("QUIT\n".utf8)
        dialogue.give(.bytes(header))
        #expect(dialogue.notes == [.otherProtocol])
        #expect(dialogue.rules == [.emptyCommand, .emptyCommand, .controlCharacter])
    }

    @Test("a policy's wording of the reply to EHLO is what was offered")
    func offer() {
        var dialogue = Dialogue(asking: [.hello])
        dialogue.send("EHLO c")
        dialogue.give(.answer(.raw(Array("250-hi\r\n250-SIZE\r\n250 X-OTHER\r\n".utf8))))
        #expect(dialogue.session.listedKeywords == ["SIZE", "X-OTHER"])
        dialogue.step("MAIL FROM:<a@b> SIZE=1", "250 2.1.0 Sender OK")
        dialogue.send("RSET")
        dialogue.send("MAIL FROM:<a@b> BODY=7BIT")
        #expect(dialogue.rules == [.parameterNotOffered])
        #expect(dialogue.fault?.offset == 16)
        dialogue.send("HELO c")
        dialogue.give(.answer(.accept()))
        #expect(dialogue.session.listedKeywords == nil)
    }

    @Test("421 of a policy begins with the server's name, and only once")
    func unavailable() {
        for (text, reply) in [
            ("Bye", "421 4.3.2 mx.sim.example Bye"),
            ("mx.sim.example says bye", "421 4.3.2 mx.sim.example says bye"),
        ] {
            var dialogue = Dialogue.greeted(asking: [.sender])
            dialogue.send("MAIL FROM:<a@b>")
            dialogue.give(.answer(.tempfail(CustomReply(421, nil, text))))
            #expect(dialogue.replies == [reply])
            #expect(dialogue.session.phase == .closed)
        }
    }
}

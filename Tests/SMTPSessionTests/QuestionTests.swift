import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Questions and answers")
struct QuestionTests {
    private static let answerTable: [(Answer, String?, Bool)] = [
        (Answer.accept(), "250 2.1.0 Sender OK", true),
        (.accept(CustomReply(250, nil, "Fine\nand good")), "250 2.1.0 and good", true),
        (.reject(), "550 5.7.1 Sender refused", false),
        (
            .reject(CustomReply(553, EnhancedStatusCode(5, 1, 8), "No\r\nsuch")), "553 5.1.8 such",
            false
        ),
        (.tempfail(), "451 4.7.1 Sender refused for now", false),
        (.tempfail(CustomReply(452)), "452 4.7.1 Sender refused for now", false),
        (.discard, "250 2.1.0 Sender OK", true),
        (.rewrite(Array("x@y".utf8)), "250 2.1.0 Sender OK", true),
        (.raw(Array("250 raw\r\n".utf8)), "250 raw", true),
        (.raw(Array("5 raw\r\n".utf8)), "5 raw", false),
        (.silence, nil, false),
    ]

    @Test("each kind of answer to MAIL has its reply and its effect", arguments: answerTable)
    func answers(answer: Answer, reply: String?, isTaken: Bool) {
        var dialogue = Dialogue.greeted(asking: [.sender])
        dialogue.send("MAIL FROM:<a@b>")
        #expect(dialogue.questions.map(\.hook) == [.sender])
        dialogue.give(.answer(answer))
        #expect(dialogue.replies.last == reply)
        #expect((dialogue.session.phase == .recipient) == isTaken)
    }

    @Test("a reply's text is printable ASCII and tabs on the wire (RFC 5321 §4.2)")
    func textString() {
        var dialogue = Dialogue.greeted(asking: [.sender])
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.give(.answer(.accept(CustomReply(250, nil, "a\tdéjà\u{7}~\nb"))))
        #expect(dialogue.replies == ["250-2.1.0 a\td??j???~", "250 2.1.0 b"])
    }

    @Test("close and disconnect end the connection")
    func closing() {
        for (answer, replies) in [
            (Answer.close(), ["421 4.3.2 mx.sim.example Service closing"]), (.disconnect, []),
        ] {
            var dialogue = Dialogue.greeted(asking: [.recipient])
            dialogue.send("MAIL FROM:<a@b>")
            dialogue.send("RCPT TO:<c@d>")
            dialogue.give(.answer(answer))
            #expect(dialogue.replies == replies)
            #expect(dialogue.outputs.last == .close)
        }
    }

    @Test("octets wait after an open question, and continue after its answer")
    func waiting() {
        var dialogue = Dialogue.greeted(asking: [.sender, .recipient])
        dialogue.give(.bytes(Array("MAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nNOOP\r\nRS".utf8)))
        dialogue.give(.bytes(Array("ET\r\n".utf8)))
        #expect(dialogue.outputs == [])
        dialogue.give(.answer(.accept()))
        #expect(dialogue.rules == [.senderAccepted])
        dialogue.give(.answer(.reject()))
        #expect(dialogue.rules == [.recipientRefused, .noopDone, .resetDone])
    }

    @Test("a recipient can be taken and dropped, or replaced")
    func recipients() {
        var dialogue = Dialogue.greeted(asking: [.recipient])
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.send("RCPT TO:<gone@d>")
        dialogue.give(.answer(.discard))
        dialogue.send("RCPT TO:<old@d>")
        dialogue.give(.answer(.rewrite(Array("new@d".utf8))))
        #expect(dialogue.session.envelope.recipients.map(\.description) == ["<new@d>"])
        dialogue.send("RSET")
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.send("RCPT TO:<gone@d>")
        dialogue.give(.answer(.discard))
        dialogue.send("DATA")
        dialogue.send(".")
        #expect(dialogue.outcomes.map(\.disposition) == [.discarded])
    }

    @Test("the other hooks ask and act")
    func others() {
        var dialogue = Dialogue(asking: Hook.allCases)
        dialogue.give(.answer(.accept(CustomReply(220, nil, "hi"))))
        #expect(dialogue.replies == ["220 hi"])
        dialogue.send("ehlo a")
        #expect(dialogue.questions == [.verb(CommandText(verb: "EHLO", argument: Array("a".utf8)))])
        dialogue.give(.answer(.accept()))
        #expect(dialogue.questions == [.hello(Hello(name: "a", isExtended: true))])
        dialogue.give(.answer(.accept()))
        #expect(dialogue.questions.map(\.hook) == [.capabilities])
        dialogue.give(.answer(.capabilities(["X-ONE", "SIZE 5\r\nEVIL"])))
        #expect(
            dialogue.replies == [
                "250-mx.sim.example greets a", "250-X-ONE", "250-SIZE 5?", "250 EVIL",
            ])
        dialogue.session.configuration.questions.remove(HookSet(.verb))
        for (line, question, rule) in [
            ("VRFY ann", Question.verify("ann"), Rule.verifyRefused),
            ("EXPN l", .expand("l"), .expandRefused),
            ("XYZ 1", .unknown(CommandText(verb: "XYZ", argument: [49])), .unknownCommand),
        ] {
            dialogue.send(line)
            #expect(dialogue.questions == [question])
            dialogue.give(.answer(.reject()))
            #expect(dialogue.rules == [rule])
        }
        dialogue.session.configuration.questions = HookSet([.data, .message, .verb])
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.give(.answer(.reject(CustomReply(502, nil, "not here"))))
        #expect(dialogue.replies == ["502 5.7.1 not here"])
    }

    @Test("data and message can be refused, and the driver learns what becomes of the text")
    func dataAndMessage() {
        var dialogue = Dialogue.greeted(asking: [.data, .message])
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.send("RCPT TO:<c@d>")
        dialogue.send("DATA")
        dialogue.give(.answer(.tempfail()))
        #expect(dialogue.replies == ["451 4.7.1 Transaction refused for now"])
        for (answer, disposition) in [
            (Answer.reject(), MessageOutcome.Disposition.refused), (.accept(), .accepted),
            (.discard, .discarded), (.silence, .refused),
        ] {
            if dialogue.session.phase == .mail {
                dialogue.send("MAIL FROM:<a@b>")
                dialogue.send("RCPT TO:<c@d>")
            }
            dialogue.send("DATA")
            dialogue.give(.answer(.accept(CustomReply(354, nil, "go"))))
            #expect(dialogue.replies == ["354 go"])
            dialogue.send("x")
            dialogue.send(".")
            dialogue.give(.answer(answer))
            #expect(dialogue.outcomes.map(\.disposition) == [disposition])
        }
    }

    @Test("a driver's mistake is an error, and the session is unchanged")
    func misuse() {
        var dialogue = Dialogue.greeted(asking: [.sender])
        var session = dialogue.session
        for (input, misuse) in [
            (Input.connected(Peer()), Misuse.alreadyConnected),
            (.answer(.accept()), .noOpenQuestion),
            (.secured(TLSInfo()), .noHandshake),
        ] {
            #expect(throws: misuse) { try session.receive(input) }
            #expect(session == dialogue.session)
        }
        dialogue.send("MAIL FROM:<a@b>")
        session = dialogue.session
        for (answer, misuse) in [
            (Answer.challenge([]), Misuse.unsuitableAnswer(.sender)),
            (.capabilities([]), .unsuitableAnswer(.sender)),
            (.accept(CustomReply(550)), .unsuitableCode(550)),
            (.reject(CustomReply(450)), .unsuitableCode(450)),
            (.tempfail(CustomReply(250)), .unsuitableCode(250)),
            (.close(CustomReply(99)), .unsuitableCode(99)),
            (.close(CustomReply(600)), .unsuitableCode(600)),
            (.reject(CustomReply(560)), .unsuitableCode(560)),
        ] {
            #expect(throws: misuse) { try session.receive(.answer(answer)) }
            #expect(session == dialogue.session)
        }
        dialogue = Dialogue(asking: [.verb])
        dialogue.send("NOOP")
        session = dialogue.session
        #expect(throws: Misuse.unsuitableAnswer(.verb)) {
            try session.receive(.answer(.accept(CustomReply(250))))
        }
        session = Session()
        #expect(throws: Misuse.notConnected) { try session.receive(.bytes([65])) }
        #expect(throws: Misuse.notConnected) { try session.receive(.closed) }
    }
}

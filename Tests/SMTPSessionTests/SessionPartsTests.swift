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
            "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n\0.\r\n", "\r\n.\r", "\r\n.\n",
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

    @Test("text that breaks a rule is noted or refused, as the configuration says", arguments: [
        ("a\rb", Rule.contentBareCarriageReturn), ("a\nb", .contentBareLineFeed), ("a\0b", .contentNul),
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

@Suite("Limits")
struct LimitTests {
    @Test("a command line has 512 octets, and what its parameters add")
    func commandLine() {
        for (verb, limit) in [("NOOP ", 512), ("RCPT TO:<a@b> X=", 512), ("MAIL FROM:<a@b> X=", 512 + 543)] {
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

    @Test("parameters, errors and failed authentications are counted")
    func counts() {
        var dialogue = Dialogue.greeted {
            $0.limits.parameters = 2
            $0.limits.errors = 3
        }
        dialogue.send("MAIL FROM:<a@b> SIZE=1 BODY=7BIT AUTH=<>")
        #expect(dialogue.rules == [.tooManyParameters])
        dialogue.send("FOO")
        dialogue.step("FOO", "421 4.7.0 Too many errors, closing connection")
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
            mechanism: "LOGIN", challenges: [Array("Username:".utf8), []], responses: [Array("tim".utf8), []])
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

    @Test("what goes wrong ends the exchange", arguments: [
        ("*", Rule.authenticationCancelled), ("QUIT!", .base64Invalid), (String(repeating: "A", count: 12_288), .authenticationLineTooLong),
    ])
    func wrong(line: String, rule: Rule) {
        var dialogue = plain()
        dialogue.send("AUTH PLAIN")
        dialogue.give(.answer(.challenge([])))
        dialogue.send(line)
        #expect(dialogue.rules == [rule])
        #expect(dialogue.session.phase == .mail)
        #expect(dialogue.session.exchange == nil)
        dialogue.step("NOOP", "250 2.0.0 OK")
    }

    @Test("the driver can find fault with the messages themselves")
    func malformed() {
        for (fault, rule) in [(AuthenticationFault.initialResponse, Rule.initialResponseUnexpected), (.message, .authenticationMalformed)] {
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

@Suite("STARTTLS in a session")
struct SessionStartTLSTests {
    private func secured(_ text: String, then more: [UInt8] = []) -> Dialogue {
        var dialogue = Dialogue.greeted()
        dialogue.give(.bytes(Array(text.utf8)))
        if !more.isEmpty { dialogue.give(.bytes(more)) }
        return dialogue
    }

    @Test("everything in clear behind it is dropped, whole lines and parts of one", arguments: [
        "STARTTLS\r\nNOOP x\r\n", "STARTTLS\r\nNOO", "STARTTLS\r\nMAIL FROM:<evil@e> ",
    ])
    func injection(text: String) {
        var dialogue = secured(text, then: Array("more".utf8))
        dialogue.give(.secured(TLSInfo()))
        #expect(dialogue.notes == [.tlsDiscarded, .tlsStarted])
        #expect(dialogue.replies == [])
        dialogue.step("P", "500 5.5.1 Command not recognized")
        dialogue.step("MAIL FROM:<a@b>", "503 5.5.1 Send EHLO or HELO first")
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
        for (answer, reply) in [(Answer.reject(), "554 5.7.0 TLS refused"), (.tempfail(), "454 4.7.0 TLS not available for now")] {
            dialogue.send("STARTTLS")
            dialogue.give(.answer(answer))
            #expect(dialogue.replies == [reply])
            #expect(dialogue.session.phase == .mail)
        }
    }
}

@Suite("Time")
struct TimeTests {
    @Test("a silent client is cut off after five minutes (§4.5.3.2.7)")
    func idle() {
        var dialogue = Dialogue()
        #expect(dialogue.session.deadline == Instant(milliseconds: 300_000))
        dialogue.give(.clock(Instant(milliseconds: 299_999)))
        #expect(dialogue.outputs == [])
        dialogue.give(.clock(Instant(milliseconds: 300_000)))
        #expect(dialogue.replies == ["421 4.4.2 Timeout, closing connection"])
        #expect(dialogue.outputs.last == .close)
        #expect(dialogue.session.deadline == nil)
    }

    @Test("an octet a minute does not keep the session open")
    func slow() {
        var dialogue = Dialogue()
        for minute in 1...5 {
            dialogue.give(.bytes([78]))
            dialogue.give(.clock(Instant(milliseconds: UInt64(minute) * 60_000)))
        }
        #expect(dialogue.session.phase == .closed)
    }

    @Test("an answer can be delayed; the client's octets wait meanwhile")
    func delay() {
        var dialogue = Dialogue.greeted(asking: [.sender])
        dialogue.give(.bytes(Array("MAIL FROM:<a@b>\r\nNOOP\r\n".utf8)))
        dialogue.give(.answer(.delay(5_000)))
        #expect(dialogue.notes == [.delayed])
        #expect(dialogue.replies == [])
        #expect(dialogue.session.deadline == Instant(milliseconds: 5_000))
        dialogue.give(.clock(Instant(milliseconds: 5_000)))
        #expect(dialogue.rules == [.senderAccepted, .noopDone])
    }

    @Test("the whole session can have its limit")
    func session() {
        var dialogue = Dialogue { $0.timeouts.session = 1_000 }
        dialogue.send("NOOP")
        dialogue.give(.clock(Instant(milliseconds: 1_000)))
        #expect(dialogue.rules == [.timeout])
    }
}

@Suite("Questions and answers")
struct QuestionTests {
    private static let answerTable: [(Answer, String?, Bool)] = [
        (Answer.accept(), "250 2.1.0 Sender OK", true),
        (.accept(CustomReply(250, nil, "Fine\nand good")), "250 2.1.0 and good", true),
        (.reject(), "550 5.7.1 Sender refused", false),
        (.reject(CustomReply(553, EnhancedStatusCode(5, 1, 8), "No\r\nsuch")), "553 5.1.8 such", false),
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

    @Test("close and disconnect end the connection")
    func closing() {
        for (answer, replies) in [(Answer.close(), ["421 4.3.2 Service closing"]), (.disconnect, [])] {
            var dialogue = Dialogue.greeted(asking: [.recipient])
            dialogue.send("MAIL FROM:<a@b>")
            dialogue.send("RCPT TO:<c@d>")
            dialogue.give(.answer(answer))
            #expect(dialogue.replies == replies)
            #expect(dialogue.outputs.last == .close)
        }
    }

    @Test("octets wait behind an open question, and go on behind its answer")
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
        #expect(dialogue.replies == ["250-mx.sim.example greets a", "250-X-ONE", "250-SIZE 5?", "250 EVIL"])
        dialogue.session.configuration.questions.remove(HookSet(.verb))
        for (line, question, rule) in [
            ("VRFY ann", Question.verify("ann"), Rule.verifyRefused), ("EXPN l", .expand("l"), .expandRefused),
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

    @Test("data and message can be refused, and the driver is told what becomes of the text")
    func dataAndMessage() {
        var dialogue = Dialogue.greeted(asking: [.data, .message])
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.send("RCPT TO:<c@d>")
        dialogue.send("DATA")
        dialogue.give(.answer(.tempfail()))
        #expect(dialogue.replies == ["451 4.7.1 Transaction refused for now"])
        for (answer, disposition) in [(Answer.reject(), MessageOutcome.Disposition.refused), (.accept(), .accepted), (.discard, .discarded), (.silence, .refused)] {
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
            (Input.connected(Peer()), Misuse.alreadyConnected), (.answer(.accept()), .noOpenQuestion),
            (.secured(TLSInfo()), .noHandshake),
        ] {
            #expect(throws: misuse) { try session.receive(input) }
            #expect(session == dialogue.session)
        }
        dialogue.send("MAIL FROM:<a@b>")
        session = dialogue.session
        for (answer, misuse) in [
            (Answer.challenge([]), Misuse.unsuitableAnswer(.sender)), (.capabilities([]), .unsuitableAnswer(.sender)),
            (.accept(CustomReply(550)), .unsuitableCode(550)), (.reject(CustomReply(450)), .unsuitableCode(450)),
            (.tempfail(CustomReply(250)), .unsuitableCode(250)), (.close(CustomReply(99)), .unsuitableCode(99)),
            (.close(CustomReply(600)), .unsuitableCode(600)),
        ] {
            #expect(throws: misuse) { try session.receive(.answer(answer)) }
            #expect(session == dialogue.session)
        }
        session = Session()
        #expect(throws: Misuse.notConnected) { try session.receive(.bytes([65])) }
        #expect(throws: Misuse.notConnected) { try session.receive(.closed) }
    }
}

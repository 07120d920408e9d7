import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("The text of an answer")
struct AnswerTextTests {
    @Test("reads what a person types at the prompt")
    func read() throws {
        #expect(
            try AnswerText.parse(
                #"tempfail 451 4.7.1 "Greylisted, come back later""#, for: .recipient)
                == .tempfail(
                    CustomReply(451, EnhancedStatusCode(4, 7, 1), "Greylisted, come back later")))
        #expect(try AnswerText.parse("accept", for: .sender) == .accept())
        #expect(
            try AnswerText.parse(#"reply "\r\n\t\0\x7F\u{E9}\\\"""#, for: .sender)
                == .raw([13, 10, 9, 0, 0x7F, 0xC3, 0xA9, 0x5C, 0x22]))
        #expect(
            try AnswerText.parse("rewrite <bob@sim.example>", for: .recipient)
                == .rewrite(Array("bob@sim.example".utf8)))
    }

    @Test("has no qualifier and no question", arguments: ["reject once", "reject 10%", "ask"])
    func noMore(_ text: String) {
        #expect(throws: PolicySyntaxError.self) { try AnswerText.parse(text, for: .sender) }
    }

    @Test(
        "understands a reply as a server sends it",
        arguments: [
            ("550 5.1.1 No such user", #"reject 550 5.1.1 "No such user""#),
            ("451 Greylisted, come back later", #"tempfail 451 "Greylisted, come back later""#),
            ("421", "close 421"), ("250 2.1.5 Fine by me", #"accept 250 2.1.5 "Fine by me""#),
            ("reject No such user", #"reject "No such user""#),
            ("reject 550 'No'", #"reject 550 "'No'""#),
        ])
    func bareReply(_ text: String, _ meaning: String) throws {
        #expect(AnswerText.print(try AnswerText.parse(text, for: .recipient)) == meaning)
    }

    @Test("refuses a code that no answer has", arguments: ["354 Go", "199", "560 No", "5500"])
    func noCode(_ text: String) {
        #expect(throws: PolicySyntaxError.self) { try AnswerText.parse(text, for: .recipient) }
    }

    @Test("prints back to the same answer, on one line", arguments: 0..<1_000)
    func property(_ seed: UInt64) throws {
        var random = RandomRules(seed: seed)
        for hook in Hook.allCases {
            let answer = random.answer(hook)
            let text = AnswerText.print(answer)
            #expect(try AnswerText.parse(text, for: hook) == answer, "\(text)")
            #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
        }
    }

    @Test("Every answer that parses is one that the session accepts", arguments: 0..<300)
    func suitable(_ seed: UInt64) throws {
        var random = RandomRules(seed: seed)
        var session = Session()
        _ = try session.receive(.connected(Peer()))
        #expect(session.openQuestion?.hook == .connect)
        let answer = random.answer(.connect)
        #expect(answer.suits(.connect))
        _ = try session.receive(.answer(answer))
    }

    @Test(
        "Durations are whole numbers with a unit",
        arguments: [
            ("5s", 5_000, "5s"), ("250ms", 250, "250ms"), ("120s", 120_000, "2m"),
            ("1H", 3_600_000, "1h"), ("0s", 0, "0ms"), ("90s", 90_000, "90s"),
        ] as [(String, UInt64, String)])
    func durations(_ text: String, _ milliseconds: UInt64, _ printed: String) {
        #expect(DurationText.parse(text) == milliseconds)
        #expect(DurationText.print(milliseconds) == printed)
    }

    @Test(
        "Other durations are refused",
        arguments: ["", "5", "s", "-5s", "1.5s", "5 s", "8761h", "99999999999999999999s", "٣s"])
    func badDurations(_ text: String) {
        #expect(DurationText.parse(text) == nil)
    }
}

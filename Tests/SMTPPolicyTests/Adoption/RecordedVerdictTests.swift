import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("What a server was recorded to say")
struct RecordedVerdictTests {
    private static let ann = Recipient(Path("<ann@mx.example>"))
    private static let recipient = Question.recipient(ann)
    private static let sender = Question.sender("<>", MailParameters())

    @Test(
        "is adopted where a policy decides, in its words",
        arguments: [
            (recipient, "550 5.1.1 No such user", #"reject 550 5.1.1 "No such user""#),
            (recipient, "450 4.2.0 Greylisted", #"tempfail 450 4.2.0 "Greylisted""#),
            (
                recipient, "452 4.5.3 Too many recipients",
                #"tempfail 452 4.5.3 "Too many recipients""#
            ),
            (recipient, "552 5.2.2 Mailbox full", #"reject 552 5.2.2 "Mailbox full""#),
            (recipient, "251 will forward", #"accept 251 "will forward""#),
            (recipient, "421 4.3.2 Going down", #"close 421 4.3.2 "Going down""#),
            (
                sender, "530 5.7.0 Authentication required",
                #"reject 530 5.7.0 "Authentication required""#
            ),
            (.data(Envelope()), "554 5.7.1 no", #"reject 554 5.7.1 "no""#),
            (.message(Envelope(), octets: 1), "554 5.7.1 Spam", #"reject 554 5.7.1 "Spam""#),
            (
                .message(Envelope(), octets: 1), "554 5.5.1 No valid recipients",
                #"reject 554 5.5.1 "No valid recipients""#
            ),
            (.connect(Peer()), "554 blocked", #"reject 554 "blocked""#),
            (.hello(Hello(name: "a", isExtended: true)), "550 bad name", #"reject 550 "bad name""#),
            (.verify("ann"), "250 Ann <ann@mx.example>", #"accept 250 "Ann <ann@mx.example>""#),
            (.startTLS, "454 4.7.0 not now", #"tempfail 454 4.7.0 "not now""#),
            // RFC 5321 §4.3.2: a server may do without them.
            (.verify("ann"), "502 5.5.1 no VRFY", #"reject 502 5.5.1 "no VRFY""#),
            (.expand("staff"), "502 5.5.1 no EXPN", #"reject 502 5.5.1 "no EXPN""#),
            (.expand("staff"), "500 5.5.2 what?", #"reject 500 5.5.2 "what?""#),
        ] as [(Question, String, String)])
    func adopted(_ question: Question, _ line: String, _ answer: String) throws {
        let verdict = try #require(RecordedVerdict(lines: [line]))
        let adopted = try #require(verdict.answer(to: question))
        #expect(AnswerText.print(adopted) == answer)
    }

    @Test(
        "is compared, not adopted, where the protocol decides, and where it says no more than yes",
        arguments: [
            (recipient, "501 5.1.3 Bad address syntax"), (recipient, "503 5.5.1 Need MAIL"),
            (recipient, "500 what?"), (recipient, "250 2.1.5 Ok"), (sender, "552 5.3.4 Too big"),
            (sender, "555 unsupported"), (sender, "552 message size exceeds limit"),
            (.data(Envelope()), "554 5.5.1 no valid recipients"), (.data(Envelope()), "354 go"),
            (.connect(Peer()), "554 SMTP synchronization error"),
            (.message(Envelope(), octets: 1), "250 queued"), (.verify("a"), "252 try"),
            (.verb(CommandText(verb: "RCPT", argument: [])), "550 no"),
            (.hello(Hello(name: "a", isExtended: true)), "502 not implemented"),
            (.verify("a"), "500 what?"), (.verify("a"), "504 no"),
        ] as [(Question, String)])
    func compared(_ question: Question, _ line: String) throws {
        let verdict = try #require(RecordedVerdict(lines: [line]))
        #expect(verdict.answer(to: question) == nil)
    }

    @Test("is sent as it was where no reply of ours can say the same")
    func raw() throws {
        let verdict = try #require(RecordedVerdict(lines: ["571 5.7.1 no"]))
        #expect(verdict.answer(to: Self.recipient) == .raw(Array("571 5.7.1 no\r\n".utf8)))
    }

    @Test("has its enhanced code in the text where the server gives none")
    func plain() throws {
        let verdict = try #require(RecordedVerdict(lines: ["550-5.1.1 a", "550 5.1.1 b"]))
        let answer = try #require(verdict.answer(to: Self.recipient, isEnhanced: false))
        #expect(answer.reply?.enhanced == nil)
        #expect(answer.reply?.text == "5.1.1 a\n5.1.1 b")
    }

    @Test("can be silence, or the connection that closes")
    func silent() {
        #expect(RecordedVerdict(closes: false).answer(to: Self.recipient) == .silence)
        #expect(RecordedVerdict(closes: true).answer(to: Self.recipient) == .disconnect)
    }

    @Test("challenges and lets in as the recorded server did")
    func authentication() throws {
        let question = Question.authenticate(AuthenticationExchange(mechanism: "LOGIN"))
        let challenge = try #require(RecordedVerdict(lines: ["334 VXNlcm5hbWU6"]))
        #expect(challenge.answer(to: question) == .challenge(Array("Username:".utf8)))
        let success = try #require(RecordedVerdict(lines: ["235 2.7.0 ok"]))
        #expect(success.answer(to: question) == .accept())
        let failure = try #require(RecordedVerdict(lines: ["535 5.7.8 no"]))
        #expect(failure.answer(to: question)?.name == .reject)
    }
}

@Suite("What a recorded server offered")
struct RecordedOfferTests {
    private static let lines = [
        "250-mx.example Hello", "250-SIZE 1000", "250-AUTH PLAIN LOGIN", "250-XTOY 1 2", "250 HELP",
    ].map { Array($0.utf8) }

    @Test("becomes settings of a server that lists the same")
    func settings() throws {
        var configuration = Configuration()
        RecordedOffer(lines: Self.lines).apply(to: &configuration, isInClear: true)
        configuration.reportsReadings = false
        configuration.questions = []
        var session = Session(configuration)
        _ = try session.receive(.connected(Peer()))
        let outputs = try session.receive(.bytes(Array("EHLO a.example\r\n".utf8)))
        let replies = outputs.compactMap {
            if case .reply(let reply) = $0 { reply.lines } else { nil }
        }
        #expect(
            replies.first?.dropFirst() == [
                "250-SIZE 1000", "250-AUTH PLAIN LOGIN", "250-XTOY 1 2", "250 HELP",
            ])
    }

    @Test("of two replies lists what either does, the longer line of both")
    func union() {
        let clear = RecordedOffer(keywordLines: ["STARTTLS", "SIZE 1000"])
        let secured = RecordedOffer(keywordLines: ["SIZE 1000", "AUTH PLAIN"])
        #expect(clear.union(secured).keywordLines == ["STARTTLS", "SIZE 1000", "AUTH PLAIN"])
        #expect(RecordedOffer(lines: Self.lines).mechanisms == ["PLAIN", "LOGIN"])
        #expect(RecordedOffer(keywordLines: ["AUTH=LOGIN PLAIN"]).mechanisms == ["LOGIN", "PLAIN"])
    }
}

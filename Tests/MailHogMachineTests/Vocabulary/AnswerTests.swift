import MailHogMachine
import SMTPGrammar
import SMTPSession
import Testing

struct AnswerTests {
    private func sender(_ answer: Answer) throws -> ([String], MailHogMachine) {
        var conversation = try Conversation.with([.sender], after: "HELO x")
        #expect(try conversation.say("MAIL FROM:<a@x>") == ["? sender"])
        return (try conversation.answer(answer), conversation.machine)
    }

    @Test(
        "answers about a sender are carried out",
        arguments: [
            (Answer.accept(), ["250 Sender a@x ok|"], "RCPT"),
            (.accept(CustomReply(251, nil, "Fine")), ["251 Fine|"], "RCPT"),
            (.reject(), ["550 Invalid sender a@x|"], "MAIL"),
            (
                .reject(CustomReply(554, EnhancedStatusCode(5, 7, 1), "No")), ["554 5.7.1 No|"],
                "MAIL"
            ),
            (.reject(CustomReply(nil, nil, "a\nb")), ["550-a|550 b|"], "MAIL"),
            (.tempfail(), ["450 Invalid sender a@x|"], "MAIL"),
            (.tempfail(CustomReply(451, nil, "Later")), ["451 Later|"], "MAIL"),
            (.discard, ["250 Sender a@x ok|"], "RCPT"),
            (.rewrite(octets("z@z")), ["250 Sender z@z ok|"], "RCPT"),
            (.silence, ["note policy.silence"], "MAIL"),
            (.disconnect, ["close"], "DONE"),
            (.close(), ["221 Bye|", "close"], "DONE"),
            (.close(CustomReply(421, nil, "Away")), ["421 Away|", "close"], "DONE"),
            (.raw(octets("2xx odd\n")), ["2xx odd\n"], "RCPT"),
            (.raw(octets("5")), ["5"], "MAIL"),
        ])
    func senders(answer: Answer, outputs: [String], phase: String) throws {
        let (given, machine) = try sender(answer)
        #expect(given == outputs)
        #expect(machine.phaseName == phase)
    }

    @Test("a rewritten path takes the place of the client's")
    func rewrite() throws {
        let (_, machine) = try sender(.rewrite(octets("z@z")))
        #expect(machine.envelope.sender?.octets == octets("z@z"))
    }

    @Test("a discarded sender's message is taken and dropped")
    func discardSender() throws {
        var conversation = try Conversation.with([.sender], after: "HELO x|MAIL FROM:<a@x>")
        _ = try conversation.answer(.discard)
        conversation.machine.configuration.handlers = [.message]
        _ = try conversation.say("DATA|x|.")
        #expect(try conversation.answer(.accept()) == ["discarded 1", "250 Ok: queued as m1|"])
    }

    @Test("a discarded recipient gets a yes and is not in the envelope")
    func discardRecipient() throws {
        var conversation = try Conversation.with(
            [.recipient], after: "HELO x|MAIL FROM:<a@x>|RCPT TO:<b@y>")
        #expect(try conversation.answer(.discard) == ["250 Recipient b@y ok|"])
        #expect(conversation.machine.envelope.recipients.isEmpty)
    }

    @Test(
        "answers about a message are carried out",
        arguments: [
            (Answer.accept(), ["accepted 1", "250 Ok: queued as m1|"]),
            (.accept(CustomReply(nil, nil, "Thanks")), ["accepted 1", "250 Thanks|"]),
            (.discard, ["discarded 1", "250 Ok: queued as m1|"]),
            (.reject(), ["refused 1", "452 Unable to store message|"]),
            (.reject(CustomReply(nil, nil, "Spam")), ["refused 1", "550 Spam|"]),
            (.tempfail(), ["refused 1", "452 Unable to store message|"]),
            (.disconnect, ["refused 1", "close"]),
        ])
    func messages(answer: Answer, outputs: [String]) throws {
        var conversation = try Conversation.with(
            [.message], after: "HELO x|MAIL FROM:<a@x>|DATA|x|.")
        #expect(try conversation.answer(answer) == outputs)
        #expect(conversation.machine.message == MailHogMessage())
    }

    @Test("messages are numbered")
    func numbers() throws {
        let message = "MAIL FROM:<a@x>|DATA|x|."
        var conversation = try Conversation.with([.message], after: "HELO x|" + message)
        #expect(try conversation.answer(.accept()).last == "250 Ok: queued as m1|")
        _ = try conversation.say(message)
        #expect(try conversation.answer(.accept()).last == "250 Ok: queued as m2|")
    }

    @Test(
        "answers about credentials are carried out",
        arguments: [
            (Answer.authenticated("user"), ["235 Authentication successful|"]),
            (.accept(), ["235 Authentication successful|"]),
            (.reject(), ["535 Authentication credentials invalid|"]),
            (.tempfail(CustomReply(454, nil, "Later")), ["454 Later|"]),
            (.malformed(.message), ["550 Badly formed parameter|"]),
            (.silence, ["note policy.silence"]),
        ])
    func credentials(answer: Answer, outputs: [String]) throws {
        var conversation = try Conversation.with(
            [.authentication], after: "HELO x|AUTH EXTERNAL =")
        #expect(try conversation.answer(answer) == outputs)
        #expect(conversation.machine.phaseName == "MAIL")
    }

    @Test(
        "credentials are asked about as the messages of an exchange, decoded",
        arguments: [
            ("AUTH PLAIN YQBiAGM=", "PLAIN", ["\0b\0c"], [], true),
            (
                "AUTH LOGIN|dXNlcg==|cGFzcw==", "LOGIN", ["user", "pass"],
                ["Username:", "Password:"], false
            ),
            ("AUTH LOGIN|*|?", "LOGIN", ["*", "?"], ["Username:", "Password:"], false),
            (
                "AUTH CRAM-MD5|YWJj", "CRAM-MD5", ["abc"],
                ["<4192942341.12828472@sourcefour.andrew.cmu.edu>"], false
            ),
            ("AUTH EXTERNAL =", "EXTERNAL", [""], [], true),
        ])
    func exchanges(
        lines: String, mechanism: String, responses: [String], challenges: [String], initial: Bool
    ) throws {
        let conversation = try Conversation.with([.authentication], after: "HELO x|" + lines)
        guard case .authenticate(let exchange) = conversation.machine.openQuestion else {
            Issue.record("no question about credentials")
            return
        }
        #expect(exchange.mechanism == mechanism)
        #expect(exchange.responses == responses.map(octets))
        #expect(exchange.challenges == challenges.map(octets))
        #expect(exchange.hasInitialResponse == initial)
    }

    @Test("the verb filter is asked with the arguments, and refuses in its own words")
    func verb() throws {
        var conversation = try Conversation.with([.verbFilter])
        #expect(try conversation.say("helo x y") == ["? verb"])
        #expect(
            conversation.machine.openQuestion
                == .verb(CommandText(verb: "HELO", argument: octets("x y"))))
        #expect(try conversation.answer(.reject()) == [unrecognised + "|"])
        _ = try conversation.say("HELO x")
        #expect(try conversation.answer(.raw(octets("250 odd\r\n"))) == ["250 odd|"])
        #expect(conversation.machine.phaseName == "ESTABLISH")
        _ = try conversation.say("HELO x")
        #expect(try conversation.answer(.accept()) == ["250 Hello x|"])
    }

    @Test(
        "of a list of keywords only the mechanisms count",
        arguments: [
            (Answer.accept(), "250 AUTH PLAIN LOGIN CRAM-MD5|"),
            (.capabilities(["SIZE 10", "auth FOO BAR"]), "250 AUTH FOO BAR|"),
        ])
    func keywords(answer: Answer, last: String) throws {
        var conversation = try Conversation.with([.mechanisms])
        #expect(try conversation.say("EHLO x") == ["? capabilities"])
        #expect(
            conversation.machine.openQuestion
                == .capabilities(["PIPELINING", "AUTH PLAIN LOGIN CRAM-MD5"]))
        #expect(try conversation.answer(answer) == ["250-Hello x|250-PIPELINING|" + last])
    }

    @Test(
        "without AUTH among the keywords EHLO does not mention it",
        arguments: [Answer.capabilities([]), .reject()])
    func noMechanisms(answer: Answer) throws {
        var conversation = try Conversation.with([.mechanisms], after: "EHLO x")
        #expect(try conversation.answer(answer) == ["250-Hello x|250 PIPELINING|"])
    }

    @Test(
        "a refused handshake is answered as if there were no TLS, or in the policy's words",
        arguments: [
            (Answer.reject(), [unrecognised + "|"]),
            (.tempfail(CustomReply(454, nil, "No TLS now")), ["454 No TLS now|"]),
            (.silence, ["note policy.silence"]),
        ])
    func tls(answer: Answer, outputs: [String]) throws {
        var conversation = try Conversation.with([.tls], after: "EHLO x|STARTTLS")
        #expect(try conversation.answer(answer) == outputs)
        #expect(!conversation.machine.isTLSPending)
    }

    @Test("a delayed answer waits for the clock, and is then the default")
    func delay() throws {
        var conversation = try Conversation.with([.sender], after: "HELO x|MAIL FROM:<a@x>")
        #expect(try conversation.answer(.delay(5000)) == ["note policy.delay"])
        #expect(conversation.machine.openQuestion == nil)
        #expect(conversation.machine.deadline == Instant(milliseconds: 5000))
        #expect(try conversation.say("NOOP").isEmpty)
        #expect(throws: Misuse.noOpenQuestion) {
            try conversation.machine.receive(.answer(.accept()))
        }
        #expect(try conversation.machine.receive(.clock(Instant(milliseconds: 4999))).isEmpty)
        let outputs = try conversation.machine.receive(.clock(Instant(milliseconds: 5000)))
        #expect(outputs.map(\.short) == ["250 Sender a@x ok|", "250 Ok|"])
        #expect(throws: Misuse.clockWentBack) {
            try conversation.machine.receive(.clock(Instant(milliseconds: 1)))
        }
    }

    @Test(
        "an answer that does not fit is an error and changes nothing",
        arguments: [
            (Answer.authenticated("x"), Misuse.unsuitableAnswer(.sender)),
            (.capabilities([]), .unsuitableAnswer(.sender)),
            (.challenge([]), .unsuitableAnswer(.sender)),
            (.accept(CustomReply(550)), .unsuitableCode(550)),
            (.reject(CustomReply(450)), .unsuitableCode(450)),
            (.tempfail(CustomReply(550)), .unsuitableCode(550)),
            (.close(CustomReply(600)), .unsuitableCode(600)),
        ])
    func unsuitable(answer: Answer, misuse: Misuse) throws {
        var conversation = try Conversation.with([.sender], after: "HELO x|MAIL FROM:<a@x>")
        let before = conversation.machine
        #expect(throws: misuse) { try conversation.machine.receive(.answer(answer)) }
        #expect(conversation.machine == before)
    }

    @Test("after a policy closed the connection what was pipelined is dropped")
    func closed() throws {
        var conversation = try Conversation.with([.sender], after: "HELO x|MAIL FROM:<a@x>|NOOP")
        #expect(try conversation.answer(.disconnect) == ["close"])
        #expect(conversation.machine.bufferedOctets.isEmpty)
        #expect(conversation.machine.expectation == .nothing)
    }
}

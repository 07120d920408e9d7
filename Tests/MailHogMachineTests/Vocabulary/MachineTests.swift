import Foundation
import MailHogMachine
import SMTPGrammar
import SMTPSession
import Testing

struct MachineTests {
    static let recipients = "HELO x|MAIL FROM:<a@x>|RCPT TO:<b@y>"

    @Test("a simulator greets as the original does")
    func greeting() throws {
        var machine = MailHogMachine(.simulator)
        #expect(machine.phaseName == "INVALID")
        #expect(machine.expectation == .connection)
        let outputs = try machine.receive(.connected(Peer())).map(\.short)
        #expect(outputs == ["220 mailhog.example ESMTP MailHog|"])
        #expect(machine.phaseName == "ESTABLISH")
        #expect(machine.expectation == .command)
    }

    @Test("EHLO lists the mechanisms of the settings, also when they change")
    func mechanisms() throws {
        var settings = Configuration()
        settings.questions = []
        settings.extensions.remove(.startTLS)
        settings.mechanisms = []
        var conversation = try Conversation(MailHogConfiguration(settings))
        #expect(try conversation.say("EHLO x") == ["250-Hello x|250 PIPELINING|"])
        conversation.machine.configuration.mechanisms = ["PLAIN"]
        #expect(
            try conversation.say("EHLO x") == ["250-Hello x|250-PIPELINING|250 AUTH PLAIN|"])
    }

    @Test("pipelined commands are processed at once, in order")
    func pipelining() throws {
        var conversation = try Conversation.with([.message])
        #expect(
            try conversation.say(MachineTests.recipients + "|DATA|hi|..|.|QUIT") == [
                "250 Hello x|", "250 Sender a@x ok|", "250 Recipient b@y ok|",
                "354 End data with <CR><LF>.<CR><LF>|", "content hi\r\n.", "? message",
            ])
        #expect(conversation.machine.phaseName == "MAIL")
        #expect(Array(conversation.machine.bufferedOctets) == octets("QUIT\r\n"))
        #expect(
            try conversation.answer(.accept()) == [
                "accepted 5", "250 Ok: queued as m1|", "221 Bye|", "close",
            ])
        #expect(conversation.machine.phaseName == "DONE")
    }

    @Test("without a message handler the message is refused at once")
    func noStorage() throws {
        var conversation = try Conversation.with([], after: MachineTests.recipients)
        #expect(
            try conversation.say("DATA|hi|.") == [
                "354 End data with <CR><LF>.<CR><LF>|", "content hi",
                "refused 2", "452 No storage backend|",
            ])
    }

    @Test("the outcome holds the envelope, and the machine forgets it")
    func envelope() throws {
        var conversation = try Conversation.with([.message], after: MachineTests.recipients)
        #expect(conversation.machine.envelope.sender?.octets == octets("a@x"))
        #expect(conversation.machine.clientName == "x")
        _ = try conversation.say("DATA|hi|.")
        let outputs = try conversation.machine.receive(.answer(.accept()))
        guard case .message(let outcome) = outputs.first else {
            Issue.record("no outcome")
            return
        }
        #expect(outcome.envelope.recipients.map(\.octets) == [octets("b@y")])
        #expect(conversation.machine.envelope.isEmpty)
        #expect(conversation.machine.clientName == nil)
    }

    @Test("a handshake goes through startTLS and secured; octets in clear meanwhile get 221")
    func handshake() throws {
        var conversation = try Conversation.with([.tls], after: "EHLO x")
        #expect(try conversation.say("STARTTLS") == ["? tls"])
        #expect(try conversation.answer(.accept()) == ["220 Ready to start TLS|", "startTLS"])
        #expect(conversation.machine.expectation == .handshake)
        #expect(conversation.machine.admittedVerbs.isEmpty)
        #expect(try conversation.say("NOOP") == ["221 Bye|", "close"])
        #expect(try conversation.machine.receive(.secured(TLSInfo())).isEmpty)
        #expect(conversation.machine.phaseName == "ESTABLISH")
        #expect(try conversation.say("EHLO y") == ["250-Hello y|250 PIPELINING|"])
    }

    @Test("a handshake that failed goes through completeTLS")
    func failedHandshake() throws {
        var conversation = try Conversation.with([.tls], after: MachineTests.recipients)
        _ = try conversation.say("STARTTLS")
        _ = try conversation.answer(.accept())
        conversation.machine.completeTLS(false)
        #expect(try conversation.say("RCPT TO:<c@y>") == ["250 Recipient c@y ok|"])
    }

    @Test("a connection that begins with TLS needs no STARTTLS")
    func implicitTLS() throws {
        var configuration = MailHogConfiguration.simulator
        configuration.requireTLS = true
        configuration.handlers = [.tls]
        var machine = MailHogMachine(configuration)
        _ = try machine.receive(.connected(Peer(tls: TLSInfo())))
        let outputs = try machine.receive(.bytes(octets("EHLO x\r\nMAIL FROM:<a@x>\r\n")))
        #expect(outputs.map(\.short) == ["250-Hello x|250 PIPELINING|", "250 Sender a@x ok|"])
    }

    @Test("mistakes of the driver are errors and change nothing")
    func misuse() throws {
        var conversation = try Conversation.with([.tls])
        let before = conversation.machine
        #expect(throws: Misuse.alreadyConnected) {
            try conversation.machine.receive(.connected(Peer()))
        }
        #expect(throws: Misuse.noOpenQuestion) {
            try conversation.machine.receive(.answer(.accept()))
        }
        #expect(throws: Misuse.noHandshake) {
            try conversation.machine.receive(.secured(TLSInfo()))
        }
        #expect(conversation.machine == before)
        _ = try conversation.machine.receive(.closed)
        #expect(conversation.machine.expectation == .nothing)
        #expect(throws: Misuse.notConnected) {
            try conversation.machine.receive(.bytes(octets("NOOP\r\n")))
        }
    }

    @Test("a machine can be stored and read again at any place, also with a question open")
    func codable() throws {
        var conversation = try Conversation()
        let script = ["EHLO x", "MAIL FROM:<a@x>", "RCPT TO:<b@y>", "DATA", "hi", "par"]
        for line in script {
            _ = try conversation.say(line)
            while conversation.machine.openQuestion != nil {
                try expectRoundTrip(conversation.machine)
                _ = try conversation.answer(.accept())
            }
            try expectRoundTrip(conversation.machine)
        }
    }

    private func expectRoundTrip(_ machine: MailHogMachine) throws {
        let data = try JSONEncoder().encode(machine)
        #expect(try JSONDecoder().decode(MailHogMachine.self, from: data) == machine)
    }

    @Test("the verbs of each state are those that it knows")
    func verbs() throws {
        var conversation = try Conversation.with([])
        #expect(conversation.machine.admittedVerbs == ["EHLO", "HELO", "NOOP", "RSET", "QUIT"])
        _ = try conversation.say("HELO x")
        #expect(conversation.machine.admittedVerbs.prefix(2) == ["MAIL", "AUTH"])
        _ = try conversation.say("MAIL FROM:<a@x>")
        #expect(conversation.machine.admittedVerbs.prefix(2) == ["RCPT", "DATA"])
        _ = try conversation.say("DATA")
        #expect(conversation.machine.admittedVerbs.isEmpty)
        #expect(conversation.machine.expectation == .content)
    }

    @Test(
        "an admitted verb is never unknown, and any other always is",
        arguments: [MailHogState.invalid, .establish, .mail, .recipient, .done])
    func verbsAreTrue(state: MailHogState) throws {
        let all = [
            "EHLO", "HELO", "MAIL", "RCPT", "DATA", "AUTH", "STARTTLS", "NOOP", "RSET", "QUIT",
        ]
        for verb in all + ["VRFY", "EXPN", "HELP"] {
            var conversation = try Conversation.with([.tls], after: "HELO x")
            conversation.machine.state = state
            let isAdmitted = conversation.machine.admittedVerbs.contains(verb)
            let isUnknown = try conversation.say(verb) == [unrecognised + "|"]
            #expect(isAdmitted == !isUnknown, "\(verb) in \(state.name)")
        }
    }

    @Test("log lines become notes that hold nothing of what the client wrote")
    func notes() throws {
        var configuration = MailHogConfiguration()
        configuration.handlers = [.log]
        var conversation = try Conversation(configuration)
        _ = try conversation.say("HELO x")
        let outputs = try conversation.machine.receive(.bytes(octets("AUTH PLAIN c2VjcmV0\r\n")))
        let details = outputs.compactMap { output -> String? in
            guard case .note(let note) = output else { return nil }
            return note.detail
        }
        #expect(details.first == "[PROTO: MAIL] Processing line: ***")
        #expect(details.allSatisfy { !$0.contains("c2Vj") })
    }
}

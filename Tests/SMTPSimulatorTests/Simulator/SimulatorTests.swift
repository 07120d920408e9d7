import SASL
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("The simulator")
struct SimulatorTests {
    @Test("undoes session, rules, counts, mailbox and settings together")
    func undo() throws {
        var simulator = try Simulator.greeted()
        let start = simulator.world
        try simulator.play(
            "EHLO x.example", ":on recipient reject once", ":set maximum-recipients 2",
            "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "RCPT TO:<c@d>", "DATA", "text", ".")
        #expect(simulator.mailbox.messages.count == 1)
        #expect(simulator.policy.handlers.first?.hits == 1)
        let end = simulator.world
        #expect(try simulator.undo(9) == "back before step 1: EHLO x.example")
        #expect(simulator.world == start)
        #expect(try simulator.redo(9) == "again after step 7: .")
        #expect(simulator.world == end)
        #expect(throws: SimulatorError.noSuchStep("there is nothing to redo")) {
            try simulator.redo()
        }
        #expect(throws: SimulatorError.noSuchStep("there are only 10 steps to undo")) {
            try simulator.undo(11)
        }
    }

    @Test("goes to a step, back and forward, and forgets the future when something new is done")
    func goTo() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO x.example", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", ":goto 1")
        #expect(simulator.phaseName == "MAIL")
        try simulator.play(":goto 3")
        #expect(simulator.envelope.recipients.count == 1)
        #expect(throws: SimulatorError.noSuchStep("there is no step 4")) {
            try simulator.go(to: 4)
        }
        try simulator.play(":goto 1", "NOOP")
        #expect(simulator.undone.isEmpty)
        try simulator.play(":goto 0")
        #expect(simulator.expectation == .connection)
    }

    @Test("forks, and goes between sessions and checkpoints")
    func fork() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO x.example", ":checkpoint hi", ":fork other", "MAIL FROM:<a@b>")
        #expect(simulator.sessions == ["main", "other"])
        #expect(simulator.phaseName == "RCPT")
        try simulator.play(":sessions main")
        #expect(simulator.phaseName == "MAIL")
        #expect(throws: SimulatorError.nameIsTaken("other")) { try simulator.fork("other") }
        try simulator.play("RSET", ":restore hi", ":sessions other")
        #expect(simulator.phaseName == "RCPT")
        #expect(throws: SimulatorError.self) { try simulator.play(":restore ho") }
    }

    @Test("leaves everything as it was when something cannot be done")
    func errors() throws {
        var simulator = try Simulator.greeted()
        let world = simulator.world
        #expect(throws: SimulatorError.misuse(.noHandshake)) { try simulator.play(":tls") }
        #expect(throws: SimulatorError.misuse(.alreadyConnected)) { try simulator.play(":connect") }
        #expect(throws: SimulatorError.noQuestion) { try simulator.play("A: accept") }
        #expect(throws: SimulatorError.self) { try simulator.play(":off 1") }
        #expect(simulator.world == world)
        #expect(simulator.steps.count == 1)
    }

    @Test("leaves a question to the person it was put to, whatever comes in between")
    func asking() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO x.example", ":on sender ask once", "MAIL FROM:<a@b>")
        try simulator.play(":next reject", "RCPT TO:<c@d>")
        #expect(simulator.openQuestion?.hook == .sender)
        #expect(simulator.policy.next != nil)
        try simulator.play("A: accept")
        #expect(simulator.lastReplyLine == "550 5.7.1 Recipient refused")
        #expect(simulator.policy.next == nil)
    }

    @Test("takes 100,000 pipelined commands in one write")
    func manyCommands() throws {
        var simulator = try Simulator.greeted()
        try simulator.play(#":send "NOOP\r\n" *100000"#)
        #expect(simulator.steps.last?.replies.count == 100_000)
    }

    @Test(
        "computes and types every mechanism",
        arguments: [
            ("PLAIN tim tanstaaf", 1), ("LOGIN tim tanstaaf", 3), ("CRAM-MD5 tim tanstaaf", 2),
            ("EXTERNAL", 1),
        ])
    func authentication(_ arguments: String, _ writes: Int) throws {
        var simulator = try Simulator.greeted()
        try simulator.play(
            ":set authentication-mechanisms PLAIN,LOGIN,CRAM-MD5,EXTERNAL", ":user tim tanstaaf",
            "EHLO x.example", "STARTTLS", ":tls identity=tim", "EHLO x.example",
            ":auth \(arguments)")
        #expect(simulator.lastReply?.reply.code == 235)
        #expect(simulator.steps.last?.writes.count == writes)
        #expect(!simulator.lastLines.contains { $0.contains("dGFuc3RhYW") })
        #expect(!(simulator.steps.last?.title.contains("tanstaaf") ?? true))
    }

    @Test("types credentials only where a command is awaited")
    func misplacedAuthentication() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO client.example")
        let command = try PromptCommand.parse("auth PLAIN tim geheim")
        func refused(_ simulator: Simulator) -> String? {
            var simulator = simulator
            do {
                try simulator.perform(command)
                return nil
            } catch {
                return error.description
            }
        }
        let ready = simulator
        #expect(refused(ready) == nil)
        try simulator.play("STARTTLS")
        #expect(
            refused(simulator) == ":auth types a command; the server waits for the TLS handshake")
        simulator = ready
        try simulator.send(bytes: Array("NOO".utf8))
        #expect(
            refused(simulator) == ":auth types a command; an unfinished line waits for its end")
        simulator = ready
        try simulator.play("AUTH CRAM-MD5")
        #expect(refused(simulator) == ":auth types a command; the server waits for a SASL response")
        simulator = ready
        try simulator.play("MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>", "DATA")
        #expect(refused(simulator) == ":auth types a command; the server waits for message text")
    }

    @Test("shows client lines without their secrets")
    func mask() throws {
        var settings = SimulatorSettings()
        settings.configuration.allowsPlaintextAuthentication = true
        var ready = try Simulator.greeted(settings)
        try ready.play("EHLO x.example")
        func shown(_ line: String, after lines: String...) throws -> String {
            var simulator = ready
            for line in lines { try simulator.play(line) }
            let step = try simulator.send(bytes: Array(line.utf8))
            return String(decoding: step.writes.flatMap(\.masked), as: UTF8.self)
        }
        #expect(try shown("auth plain c2VjcmV0") == "auth plain ****")
        #expect(try shown("AUTH LOGIN") == "AUTH LOGIN")
        #expect(try shown("AUTH PLAIN =") == "AUTH PLAIN =")
        #expect(try shown("c2VjcmV0", after: "AUTH LOGIN") == "****")
        #expect(try shown("*\r\n", after: "AUTH LOGIN") == "*\r\n")
        #expect(try shown("MAIL FROM:<a@b> AUTH=<>") == "MAIL FROM:<a@b> AUTH=<>")
        #expect(
            try shown("AUTH PLAIN c2VjcmV0\r\nRSET\r\nAUTH LOGIN\r\nc2Vj\r\nNOOP\r\n")
                == "AUTH PLAIN ****\r\nRSET\r\nAUTH LOGIN\r\n****\r\n****\r\n")
        #expect(
            try shown("AUTH PLAIN is text", after: "MAIL FROM:<>", "RCPT TO:<b@x.example>", "DATA")
                == "AUTH PLAIN is text")
    }

    @Test("compares a session with another profile")
    func compare() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO x.example", "MAIL FROM: <a@b>", "NOOP")
        let world = simulator.world
        let differences = simulator.compare(with: .lenient)
        #expect(simulator.world == world)
        #expect(differences.map(\.step) == ["step 1: EHLO x.example", "step 2: MAIL FROM: <a@b>"])
        let last = try #require(differences.last?.description)
        #expect(last.hasPrefix("step 2: MAIL FROM: <a@b>: 501 "))
        #expect(last.hasSuffix(", there 250 2.1.0 Sender OK"))
        #expect(simulator.compare(with: .strict).isEmpty)
        #expect(!simulator.compare(with: .mailhog).isEmpty)
    }

    @Test("goes to another machine with another profile, and connects again")
    func profiles() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO x.example", ":profile mailhog", "HELO x")
        #expect(simulator.lastLines.first?.hasPrefix("S: 220 mailhog.example") == true)
        #expect(simulator.lastReplyLine == "250 Hello x")
        try simulator.play("QUIT", ":connect", ":undo 2")
        #expect(simulator.phaseName == "MAIL")
    }
}

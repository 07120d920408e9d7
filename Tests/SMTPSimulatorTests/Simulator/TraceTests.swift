import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("The trace")
struct TraceTests {
    @Test("shows a session as the design does")
    func design() throws {
        var simulator = Simulator()
        try simulator.connect()
        #expect(
            simulator.lastLines == ["S: 220 mx.sim.example ESMTP smtpsim", "#~ HELLO"])
        try simulator.play("MAIL FROM:<ann@client.example>")
        #expect(
            simulator.lastLines.dropFirst() == [
                "S: 503 5.5.1 Send EHLO or HELO first", "#~ HELLO   rule order.hello-first",
            ])
        try simulator.play("EHLO client.example")
        #expect(
            simulator.lastLines.last
                == "#~ HELLO → MAIL   hello client.example: accept (default)")
        try simulator.play("MAIL FROM:<ann@client.example>")
        #expect(
            simulator.lastLines.dropFirst() == [
                "S: 250 2.1.0 Sender OK",
                "#~ MAIL → RCPT   sender ann@client.example: accept (default)",
            ])
        try simulator.play(#":on recipient nosuch@* reject 550 5.1.1 "No such user""#)
        try simulator.play("RCPT TO:<nosuch@sim.example>")
        #expect(
            simulator.lastLines == [
                "C: RCPT TO:<nosuch@sim.example>", "S: 550 5.1.1 No such user",
                "#~ RCPT   recipient nosuch@sim.example: reject (handler 1)",
            ])
        #expect(try simulator.undo() == "back before step 4: RCPT TO:<nosuch@sim.example>")
        try simulator.play(":ask recipient", "RCPT TO:<nosuch@sim.example>")
        #expect(simulator.openQuestion?.hook == .recipient)
        #expect(simulator.lastLines == ["C: RCPT TO:<nosuch@sim.example>"])
        try simulator.play(#"A: tempfail 451 4.7.1 "Greylisted, come back later""#)
        #expect(
            simulator.lastLines == [
                "S: 451 4.7.1 Greylisted, come back later",
                "#~ RCPT   recipient nosuch@sim.example: tempfail (operator)",
            ])
    }

    @Test("has one line for each command of a pipelined write")
    func pipelined() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO client.example")
        try simulator.send(
            bytes: Array("MAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nNOOP\r\n".utf8))
        let traces = Transcript.lines(of: try #require(simulator.steps.last)).compactMap {
            if case .trace(let text, _) = $0 { text } else { nil }
        }
        #expect(
            traces == [
                "MAIL → RCPT   sender a@b.example: accept (default)",
                "RCPT   recipient c@d.example: accept (default)", "RCPT",
            ])
    }

    @Test("puts a caret under the fault, in the line that has it")
    func caret() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO client.example")
        try simulator.send(
            bytes: Array("NOOP\r\nmail from:<a@b\u{7}>\r\nMail FROM: <a@b>\r\n".utf8))
        let carets = Transcript.lines(of: try #require(simulator.steps.last)).compactMap {
            if case .caret(let picture) = $0 { picture } else { nil }
        }
        #expect(carets.map(\.line) == [#"mail from:<a@b\x07>"#, "Mail FROM: <a@b>"])
        #expect(carets.map(\.column) == [14, 10])
        #expect(
            carets.last?.lines == [
                "Mail FROM: <a@b>", "          ^ no space is allowed after the colon",
            ])
    }

    @Test("shows a long line around the caret")
    func longLine() {
        let line = Array(String(repeating: "x", count: 500).utf8)
        let picture = CaretPicture(line: line, offset: 250, explanation: "here")
        #expect(picture.line.count == 72)
        #expect(picture.column == 40)
        #expect(picture.line.first == "…" && picture.line.last == "…")
    }

    @Test("shows notes, and octets dropped at STARTTLS")
    func notes() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO client.example")
        try simulator.send(bytes: Array("STARTTLS\r\nRSET\r\nNOOP\r\n".utf8))
        #expect(simulator.lastLines.contains("S. tls"))
        try simulator.play(":tls")
        #expect(
            simulator.lastLines == [
                "#~ TLS → HELLO   note tls.discarded 12 octets; note tls.started TLSv1.3"
            ])
    }

    @Test("shows the server closing after its last reply")
    func closing() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("QUIT")
        #expect(
            simulator.lastLines.dropFirst(2) == ["S. close", "#~ HELLO → CLOSED"])
        #expect(throws: SimulatorError.closed) { try simulator.play("NOOP") }
    }

    @Test("lets virtual time go by for a delay")
    func delay() throws {
        var simulator = try Simulator.greeted()
        try simulator.play(":on hello delay 5s", "EHLO client.example")
        #expect(simulator.world.machine.clock.milliseconds == 5_000)
        #expect(
            simulator.lastLines.last
                == "#~ HELLO → MAIL   hello client.example: delay 5s (handler 1); waited 5s")
    }
}

@testable import SMTPScript
import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("What a typed line is")
struct RoutingTests {
    @Test(
        "where commands are awaited one colon makes a command, and two send one",
        arguments: [
            ("NOOP", TypedLine.text(Array("NOOP".utf8))), ("", .text([])),
            (":why", .command(Array("why".utf8))), ("::x", .text(Array(":x".utf8))),
            (":::x", .text(Array("::x".utf8))), (" :x", .text(Array(" :x".utf8))),
        ])
    func command(_ line: String, _ meaning: TypedLine) {
        #expect(TypedLine(Array(line.utf8), isContent: false) == meaning)
    }

    @Test(
        "in content one colon is content, two make a command, and three send two",
        arguments: [
            (":x", TypedLine.text(Array(":x".utf8))), ("::why", .command(Array("why".utf8))),
            (":::x", .text(Array("::x".utf8))), ("::::x", .text(Array(":::x".utf8))),
            (".", .text(Array(".".utf8))),
        ])
    func content(_ line: String, _ meaning: TypedLine) {
        #expect(TypedLine(Array(line.utf8), isContent: true) == meaning)
    }

    @Test("in DATA a colon is content and two make a command")
    func data() {
        var screen = greetedScreen()
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", ":x", "::state", ":::y", ".")
        #expect(screen.text.contains("# state     DATA, message text is awaited"))
        #expect(
            screen.bench.simulator.mailbox.messages.first?.content?.octets
                == Array(":x\r\n::y\r\n".utf8))
    }

    @Test("at an open question a line is an answer, and a command works too")
    func question() {
        var screen = greetedScreen()
        screen.type(":ask sender", "MAIL FROM:<a@b>")
        #expect(screen.bench.situation.isQuestion)
        #expect(screen.answer(to: ":envelope").contains("empty"))
        #expect(screen.answer(to: "acept").contains("hint: did you mean accept?"))
        #expect(screen.answer(to: "accept").hasPrefix("S: 250 2.1.0"))
        #expect(screen.bench.situation == .command)
    }

    @Test("with a plain prompt, a question that the typed line does not say is shown")
    func toldQuestion() {
        var screen = greetedScreen()
        screen.type(":set prompt plain", ":ask message", "MAIL FROM:<a@b>", "RCPT TO:<c@d>")
        screen.type("DATA", "x")
        #expect(screen.answer(to: ".") == "# message of 3 octets?\n")
    }

    @Test(":paste gathers lines and sends them in one write")
    func paste() {
        var screen = greetedScreen()
        screen.type(":paste", "MAIL FROM:<a@b>", ":x", "RCPT TO:<c@d>")
        #expect(screen.bench.simulator.envelope.isEmpty)
        let shown = screen.answer(to: ":end")
        #expect(
            shown.contains("C: MAIL FROM:<a@b>\nC+ \":x\\r\\n\"\nC: RCPT TO:<c@d>\nS: 250 2.1.0"))
        #expect(screen.bench.simulator.envelope.recipients.count == 1)
    }

    @Test("Ctrl-D closes the connection, and leaves where it is closed")
    func endOfInput() {
        var screen = greetedScreen()
        screen.show(screen.bench.endOfInput())
        #expect(screen.text == "#~ MAIL → CLOSED   closed by the client; note connection.no-quit\n")
        #expect(!screen.bench.isFinished)
        #expect(screen.bench.endOfInput().isEmpty)
        #expect(screen.bench.isFinished)
    }

    @Test(":quit leaves")
    func quit() {
        var screen = greetedScreen()
        screen.type(":quit")
        #expect(screen.bench.isFinished)
    }

    @Test("a closed connection says how to open another")
    func closed() {
        var screen = greetedScreen()
        screen.type("QUIT")
        #expect(
            screen.answer(to: "NOOP")
                == """
                # error: the connection is closed; :connect opens another
                # hint: :undo goes back to before the end, :quit leaves

                """)
        #expect(screen.answer(to: ":connect").hasPrefix("S: 220 "))
    }
}

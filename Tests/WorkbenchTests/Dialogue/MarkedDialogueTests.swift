import SMTPDriver
import SMTPSession
import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite("A dialogue with marks at the prompt")
struct MarkedDialogueTests {
    @Test("client lines are sent, server lines compared, comments ignored")
    func lines() {
        var screen = greetedScreen()
        #expect(screen.answer(to: "# a comment").isEmpty)
        #expect(screen.answer(to: "      C: NOOP").hasPrefix("S: 250 2.0.0 OK\n"))
        #expect(screen.answer(to: "S: 250 2.0.0 OK").isEmpty)
        screen.type("C: RSET")
        #expect(
            screen.answer(to: "S: 250 2.0.0 Done")
                == """
                # expected 250 2.0.0 Done, got 250 2.0.0 Reset
                #   S: 250 2.0.0 Done
                #                ^^^^ text differs

                """)
        #expect(
            screen.answer(to: "S: 250 OK")
                == """
                # expected 250 OK, got nothing
                #   S: 250 OK
                #      ^^^^^^ no reply came

                """)
    }

    @Test("a reply of several lines is compared as a whole, with holes and codes")
    func replies() {
        var screen = Screen(files: MemoryFiles())
        screen.begin()
        screen.type("S: 220 {{.*}}", "C: EHLO a.example", "S= 250", "C: EHLO b.example")
        screen.type("S: 250-{{.*}} greets b.example", "S: 250-PIPELINING", "S*")
        #expect(!screen.text.contains("expected"))
        screen.type("C: EHLO c.example")
        #expect(screen.answer(to: "S: 250-mx.example").isEmpty)
        let shown = screen.answer(to: "S: 250 PIPELINING")
        #expect(
            shown.hasPrefix("# expected 250-mx.example, got 250-mx.sim.example greets c.example"))
    }

    @Test("replies to consecutive lines of the client come one after the other")
    func pipelined() {
        var screen = greetedScreen()
        screen.type("C: MAIL FROM:<a@b>", "C: RCPT TO:<c@d>", "S: 250 2.1.0 Sender OK")
        #expect(screen.answer(to: "S: 250 2.1.5 Recipient OK").isEmpty)
    }

    @Test("message text of a marked dialogue has marks; what else is typed there is content")
    func text() {
        var screen = greetedScreen()
        screen.type(
            "C: MAIL FROM:<a@b>", "S= 250", "C: RCPT TO:<c@d>", "S= 250", "C: DATA",
            "S: 354 {{.*}}", "#~ RCPT → DATA", "C: Subject: x", "C:", "C| .dot", "C: .",
            "S: 250 {{.*}}")
        #expect(!screen.text.contains("expected"))
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "C: drive", "# one", "S: x", ".")
        let texts = screen.bench.simulator.mailbox.messages.map {
            String(decoding: $0.content?.octets ?? [], as: UTF8.self)
        }
        #expect(texts == ["Subject: x\r\n\r\n.dot\r\n", "C: drive\r\n# one\r\nS: x\r\n"])
    }

    @Test("answers and commands have marks too")
    func answers() {
        var screen = greetedScreen()
        screen.type(":ask sender", "C: MAIL FROM:<a@b>")
        #expect(screen.answer(to: "A: reject 550").hasPrefix("S: 550 "))
        #expect(screen.answer(to: "A: accept").contains("error: no question is open"))
        #expect(screen.answer(to: "C: :envelope").contains("empty"))
        #expect(screen.answer(to: "C: ::x").hasPrefix("S: 500 "))
    }

    @Test("octets are sent as written, and what the server does is compared")
    func octets() {
        var screen = greetedScreen()
        #expect(screen.answer(to: #"C+ "NOOP\r\n" *2"#).contains("S: 250 2.0.0 OK\n"))
        screen.type("S= 250", "S= 250", "C: QUIT", "S= 221")
        #expect(screen.answer(to: "S. close").isEmpty)
        #expect(screen.answer(to: "S. tls").hasPrefix("# expected tls, got nothing"))
    }

    @Test("a line with a wrong mark is refused, with its place")
    func faults() {
        var screen = greetedScreen()
        let shown = screen.answer(to: "S: 250 {{(")
        #expect(shown.contains("^"))
        #expect(shown.contains("# error: the line was not sent"))
        #expect(screen.bench.simulator.steps.count == 2)
    }

    @Test("a log without its handshake says what is missing")
    func handshake() {
        var screen = greetedScreen()
        screen.type("C: STARTTLS", "S= 220", "C: EHLO a.example")
        let shown = screen.answer(to: "S= 250")
        #expect(shown.contains("# The server waits for the TLS handshake: :tls performs it.\n"))
    }

    @Test("a pasted line is shown as what it does, secrets masked")
    func echo() {
        var screen = greetedScreen()
        func echo(_ line: String) -> [String] {
            screen.bench.echoes(of: Array(line.utf8)).map(\.text)
        }
        #expect(echo("C: NOOP") == ["C: NOOP"])
        #expect(echo("NOOP") == ["C: NOOP"])
        #expect(echo("S: 250 OK").isEmpty)
        #expect(echo("# why") == ["# why"])
        #expect(echo("220 mx") == ["# 220 mx"])
        #expect(echo("C: AUTH PLAIN AHRp") == ["C: AUTH PLAIN ****1"])
        screen.type("C: AUTH CRAM-MD5")
        #expect(!echo("C: dGltIDAxMjM0NTY3").joined().contains("dGlt"))
    }

    @Test(
        "secrets after a mark do not go into the history",
        arguments: ["C: AUTH PLAIN AHRp", "C: dGltIDAxMjM0NTY3", #"C+ "dGlt\r\n""#])
    func history(_ line: String) {
        var screen = greetedScreen()
        #expect(screen.bench.mayRemember(Array("C: NOOP".utf8)))
        screen.type("C: AUTH CRAM-MD5")
        #expect(!screen.bench.mayRemember(Array(line.utf8)))
    }

    @Test("Enter alone sends nothing, but is a line of text")
    func enter() {
        var screen = greetedScreen()
        let count = screen.bench.simulator.steps.count
        screen.type("")
        #expect(screen.bench.simulator.steps.count == count)
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "", ".")
        #expect(
            screen.bench.simulator.mailbox.messages.first?.content?.octets
                == Array("\r\n".utf8))
    }

    @Test("a server's line is not sent", arguments: ["220 mx.example", "250-SIZE", "354"])
    func server(_ line: String) {
        var screen = greetedScreen()
        let count = screen.bench.simulator.steps.count
        #expect(screen.answer(to: line).hasPrefix("# not sent: this is what a server says\n"))
        #expect(screen.bench.simulator.steps.count == count)
        screen.type("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        #expect(screen.answer(to: line).isEmpty)
    }
}

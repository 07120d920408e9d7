import SMTPDriver
import SMTPSession
import SMTPSimulator
import Synchronization
import TerminalText
import Testing

@testable import Workbench

@Suite("A long session at the prompt")
struct BoundedPastTests {
    @Test("forgets its first steps, says so, and keeps the messages")
    func bound() {
        var screen = greetedScreen(width: 200)
        screen.bench.mostSteps = 10
        screen.type(":mail bob@sim.example")
        for _ in 0..<100 {
            screen.type("NOOP")
            #expect(screen.bench.simulator.steps.count <= 10)
        }
        #expect(screen.text.contains("steps are forgotten, to save memory"))
        #expect(screen.bench.simulator.mailbox.acceptedCount == 1)
        #expect(screen.answer(to: ":save x.smtp").contains("It begins after step"))
        #expect(screen.answer(to: ":undo").contains("NOOP"))
    }

    @Test("the names that :alias made, and what they stand for, are offered by Tab")
    func aliases() {
        var screen = greetedScreen()
        screen.type(":alias nouser on recipient reject 550 5.1.1")
        func offers(_ line: String) -> [String] {
            screen.bench.suggestions(for: Array(line.utf8), cursor: line.utf8.count)
                .candidates.map(\.text)
        }
        #expect(offers(":nou") == [":nouser"])
        #expect(offers(":unalias ") == ["nouser"])
        screen.type(":alias s set")
        #expect(offers(":s maximum-rec").contains("maximum-recipients"))
    }

    @Test(":set with a name alone shows the setting, and is no step")
    func setAlone() {
        var screen = greetedScreen()
        let count = screen.bench.simulator.steps.count
        #expect(screen.answer(to: ":set maximum-recipients").contains("maximum-recipients  1000"))
        #expect(screen.bench.simulator.steps.count == count)
        screen.type(":set hostname \"\"")
    }

    @Test(":checkpoint says how to come back")
    func checkpoint() {
        var screen = greetedScreen()
        #expect(
            screen.answer(to: ":checkpoint here")
                == "# checkpoint here is here; :restore here comes back to it\n")
    }

    @Test(":ask off ends all questions")
    func askOff() {
        var screen = greetedScreen()
        screen.type(":ask recipient message")
        #expect(screen.answer(to: ":ask off") == "# you are asked about nothing any more\n")
    }

    @Test("with the full prompt, the trace shows recipients, TLS and the user too")
    func fullTrace() {
        var screen = greetedScreen(width: 200)
        screen.type(":set prompt full", "MAIL FROM:<a@b>")
        #expect(
            screen.answer(to: "RCPT TO:<c@d>").contains(
                "#~ RCPT (1)   recipient c@d: accept (default)\n"))
        screen.type("RSET", "STARTTLS", ":tls", "EHLO a.example")
        #expect(screen.text.contains("→ MAIL, TLS   hello"))
    }

    @Test("at the prompt C< takes a file from anywhere")
    func file() {
        var screen = greetedScreen(files: MemoryFiles(["/h/x": "NOOP\r\n", "~/x": "NOOP\r\n"]))
        #expect(screen.answer(to: "C< ~/x").contains("S: 250 2.0.0 OK"))
        #expect(screen.answer(to: "C< /h/x").contains("S: 250 2.0.0 OK"))
    }

    @Test(":can at a question marks what Enter alone answers")
    func usualAnswer() {
        var screen = greetedScreen(width: 200)
        screen.type(":set plaintext-authentication on", ":user tim secret", ":ask auth")
        screen.type("AUTH PLAIN AHRpbQB3cm9uZw==")
        #expect(screen.bench.prompt.text.hasSuffix("[reject] "))
        #expect(screen.answer(to: ":can").contains("# → reject "))
    }

    private final class Reader: TextPaging {
        let text = Mutex<[UInt8]>([])
        func show(_ text: [UInt8]) throws(EditFault) { self.text.withLock { $0 = text } }
    }

    @Test("a page goes to a pager whole, and an error to the screen")
    func pager() {
        var screen = greetedScreen()
        #expect(screen.answer(to: ":log | less").contains("there is no terminal to page in"))
        let reader = Reader()
        screen.bench.pager = reader
        for _ in 0..<120 { screen.type("NOOP") }
        #expect(screen.answer(to: ":log | less").isEmpty)
        let text = reader.text.withLock { String(decoding: $0, as: UTF8.self) }
        #expect(text.split(separator: "\n").count { $0.hasSuffix("C: NOOP") } == 120)
        #expect(screen.answer(to: ":message 9 | less").contains("error: there is no message 9"))
        #expect(screen.answer(to: ":undo | less").contains("error: "))
    }
}

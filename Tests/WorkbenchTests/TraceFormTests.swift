import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite("How much the trace says")
struct TraceFormTests {
    private func screen(_ form: String) -> Screen {
        var screen = Screen()
        screen.begin()
        screen.type(":set trace \(form)")
        return screen
    }

    @Test("off says nothing")
    func off() {
        var screen = screen("off")
        #expect(screen.answer(to: "EHLO a.example").hasSuffix("S: 250 STARTTLS\n"))
        let refused = screen.answer(to: "MAIL FROM: <a@b>")
        #expect(refused == "S: 501 5.5.4 No space is allowed after FROM:\n")
    }

    @Test("brief says changes of the state, and refusals with their caret")
    func brief() {
        var screen = screen("brief")
        #expect(screen.answer(to: "EHLO a.example").contains("#~ HELLO → MAIL"))
        #expect(screen.answer(to: "NOOP") == "S: 250 2.0.0 OK\n")
        let refused = screen.answer(to: "MAIL FROM: <a@b>")
        #expect(refused.contains("#~ MAIL   rule syntax.mail-space-after-colon\n"), "\(refused)")
        #expect(refused.contains("^ no space"))
        screen.type("MAIL FROM:<a@b.example>")
        #expect(screen.answer(to: "RCPT TO:<c@d.example>") == "S: 250 2.1.5 Recipient OK\n")
    }

    @Test("teach gives the reason and what comes next, each twice at most")
    func teach() {
        var screen = screen("teach")
        let hello = screen.answer(to: "EHLO a.example")
        #expect(hello.hasSuffix("# next: MAIL FROM:<ann@client.example>\n"), "\(hello)")
        #expect(hello.contains("\n# 250: "))
        let mail = screen.answer(to: "MAIL FROM:<a@b.example>")
        #expect(mail.hasSuffix("# next: RCPT TO:<bob@sim.example>\n"), "\(mail)")
        let recipients = (1...3).map { screen.answer(to: "RCPT TO:<c\($0)@d.example>") }
        #expect(recipients.prefix(2).allSatisfy { $0.contains("# next: DATA\n") })
        #expect(recipients[1].contains("\n# 250: "))
        #expect(!recipients[2].contains("next:") && !recipients[2].contains("\n# 250: "))
        let early = screen.answer(to: "MAIL FROM:<a@b.example>")
        #expect(early.contains("# 503: "), "\(early)")
    }

    @Test("an unknown form is refused, with those that there are")
    func unknown() {
        var screen = screen("full")
        #expect(screen.answer(to: ":set trace loud").contains("off, brief, full or teach"))
        #expect(screen.answer(to: ":set theme projektor").contains("did you mean projector?"))
        #expect(screen.answer(to: ":set theme projector").hasPrefix("# theme projector: "))
        #expect(screen.bench.display.theme.theme == .projector)
    }
}

import Foundation
import Testing

@Suite("Hints and pasted dialogues on the terminal")
struct HintScreenTests {
    private let program: Program

    init() throws { program = try Program() }

    @Test("Ctrl-C in message text says how to leave it")
    func interrupt() throws {
        let terminal = try program.onTerminal()
        try terminal.type("EHLO c\rMAIL FROM:<a@b>\rRCPT TO:<c@d>\rDATA\r")
        try terminal.expect("End the message")
        // Before the prompt is there, Ctrl-C is the terminal's.
        try terminal.expect("[text]")
        try terminal.type("half a line\u{3}")
        try terminal.expect("this is message text; ::can is the command, a lone dot ends it")
    }

    @Test("a quiet prompt gives no hints")
    func quiet() throws {
        let terminal = try program.onTerminal(["-q"])
        try terminal.type("RCTP\rundo\rNOOP\r")
        try terminal.expect("2.0.0 OK")
        #expect(!terminal.screen.text.joined().contains("hint:"))
    }

    @Test("a pasted dialogue with marks is played, and differences are shown")
    func paste() throws {
        let terminal = try program.onTerminal()
        let lines = [
            "# from a log", "S: 220 {{.*}}", "C: HELO a.example", "S: 250 mx.example", "C: NOOP",
            "S: 250 2.0.0 OK", "",
        ]
        try terminal.type("\u{1B}[200~" + lines.joined(separator: "\n") + "\u{1B}[201~")
        try terminal.expect("2.0.0 OK")
        try terminal.wait(for: "the end") { terminal.screen.text.last == "C:" }
        let text = terminal.screen.text
        #expect(text.contains("# from a log"))
        #expect(text.contains("# expected 250 mx.example, got 250 mx.sim.example greets a.example"))
        #expect(text.filter { $0.hasPrefix("# expected") }.count == 1)
        #expect(text.contains("C: HELO a.example") && text.contains("C: NOOP"))
    }

    @Test("a pasted telnet session is played in a session of its own")
    func telnet() throws {
        let terminal = try program.onTerminal()
        let lines = [
            "Trying 192.0.2.1...", "220 mx.example", "HELO a.example", "250 mx.example",
            "MAIL FROM:<ann@a.example>", "550 not you", "",
        ]
        try terminal.type("\u{1B}[200~" + lines.joined(separator: "\n") + "\u{1B}[201~")
        try terminal.expect(":goto N goes on from any step")
        let text = terminal.screen.text
        #expect(text.contains { $0.contains("this is session paste now") })
        #expect(text.contains { $0.contains("# read as ") })
    }
}

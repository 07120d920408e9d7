import Foundation
import Testing

@Suite("Ctrl-C, Ctrl-D and what ends the program", .serialized)
struct InterruptionTests {
    private static let history = ".local/state/smtpsim/history"
    private let program: Program

    init() throws { program = try Program() }

    @Test("Ctrl-C stops long output at once, and the session goes on")
    func longOutput() throws {
        let terminal = try program.onTerminal()
        try terminal.type(":send \"NOOP\\r\\n\" *20000\r")
        // Nobody reads, so the program waits in the middle of its output; then comes what Ctrl-C sends.
        Thread.sleep(forTimeInterval: 1)
        terminal.signal(SIGINT)
        let before = ContinuousClock.now
        try terminal.expect("# output stopped by Ctrl-C")
        try terminal.wait(for: "the prompt") { terminal.screen.text.last == "C:" }
        // A tenth of a second, and what a machine under load adds.
        #expect(ContinuousClock.now - before < .milliseconds(500))
        #expect(terminal.output.count < 200_000)
        try terminal.enter(
            "EHLO a.example", expect: "#~ HELLO → MAIL   hello a.example: accept (default)", "C:")
    }

    @Test("Ctrl-C stops :log, and the pasted lines that were to follow")
    func log() throws {
        let terminal = try program.onTerminal()
        try terminal.type(":send \"NOOP\\r\\n\" *2000\r")
        try terminal.wait(for: "the end") {
            terminal.screen.text.suffix(2) == ["#~ HELLO", "C:"] && terminal.output.count > 50_000
        }
        try terminal.type("\u{1B}[200~:log all\nHELP\n\u{1B}[201~")
        // Nobody reads, so the program waits in the middle of the log.
        Thread.sleep(forTimeInterval: 1)
        terminal.signal(SIGINT)
        try terminal.expect("# output stopped by Ctrl-C")
        try terminal.wait(for: "the prompt") { terminal.screen.text.last == "C:" }
        #expect(!terminal.screen.text.contains("C: HELP"))
    }

    @Test(
        "Ctrl-C, Ctrl-D and :abort drop what :paste has gathered, and say so",
        arguments: ["\u{3}", "\u{4}", ":abort\r"])
    func paste(_ keys: String) throws {
        let terminal = try program.onTerminal()
        try terminal.enter(
            ":paste",
            expect: "# Lines up to :end are sent in one write; :abort or Ctrl-C drops them.",
            "[paste] C:")
        try terminal.enter("QUIT", expect: "[paste] C: QUIT", "[paste] C:")
        try terminal.type(keys)
        try terminal.wait(for: "the end of it") {
            terminal.screen.text.suffix(2) == [
                "# paste aborted, nothing was sent; 1 line dropped", "C:",
            ]
        }
        try terminal.enter("NOOP", expect: "S: 250 2.0.0 OK", "#~ HELLO", "C:")
    }

    @Test("a line is in the history as soon as it is entered", arguments: [1, 15, 9] as [Int32])
    func ended(_ signal: Int32) throws {
        let terminal = try program.onTerminal()
        try terminal.enter("NOOP", expect: "S: 250 2.0.0 OK", "#~ HELLO", "C:")
        try terminal.enter(":user tim secret", expect: "# user tim can authenticate now", "C:")
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == .signalled(signal))
        #expect(try program.home.read(Self.history) == "NOOP\n")
        #expect(try program.home.mode(Self.history) == 0o600)
    }

    @Test("two prompts at once keep each other's lines, one that hangs up too")
    func together() throws {
        let (one, two) = (try program.onTerminal(), try program.onTerminal())
        try one.type("NOOP 1\r")
        try one.expect("2.0.0")
        try one.expect("OK")
        try two.type("NOOP 2\r")
        try two.expect("2.0.0")
        try two.expect("OK")
        try one.type("NOOP 3\r")
        try one.expect("2.0.0")
        try one.expect("OK")
        one.hangUp()
        _ = try one.waitForExit()
        try two.type(":quit\r")
        _ = try two.waitForExit()
        #expect(try program.home.read(Self.history) == "NOOP 1\nNOOP 2\nNOOP 3\n:quit\n")
    }
}

@Suite("The prompt's place on a terminal", .serialized)
struct PlaceTests {
    private let program: Program

    init() throws { program = try Program() }

    @Test("a narrow terminal: places, questions, and a trace that wraps at words")
    func narrow() throws {
        let terminal = try program.onTerminal(columns: 40)
        try terminal.enter(
            "EHLO client.example", expect: "#~ HELLO → MAIL   hello client.example:",
            "#~   accept (default)", "C:")
        try terminal.enter(
            "MAIL FROM:<ann@client.example>", expect: "#~ MAIL → RCPT   sender",
            "#~   ann@client.example: accept", "#~   (default)", "C:")
        try terminal.enter(":ask recipient", expect: "# you are asked about recipient", "C:")
        try terminal.enter(
            "RCPT TO:<bob@sim.example>", expect: "C: RCPT TO:<bob@sim.example>",
            "A: recipient bob@sim… [accept]")
        try terminal.enter(
            "", expect: "S: 250 2.1.5 Recipient OK", "#~ RCPT   recipient bob@sim.example:",
            "#~   accept (operator)", "C:")
        try terminal.enter(
            "DATA", expect: "#~ RCPT → DATA   data: accept (default)", "[text] C:")
        try terminal.enter("Hello", expect: "[text] C: Hello", "[text] C:")
        try terminal.type(".\r")
        try terminal.expect("Message accepted")
    }

    @Test("the place has its own colour, and the line being edited none")
    func colours() throws {
        let terminal = try program.onTerminal()
        try terminal.type("QUIT\r")
        try terminal.expect("\u{1B}[1;35m[closed] \u{1B}[0m\u{1B}[1;94mC:\u{1B}[0m ")
    }

    @Test("an editor's keys work after a prompt with a place, at the right columns")
    func editing() throws {
        let terminal = try program.onTerminal()
        try terminal.enter("QUIT", expect: "#~ HELLO → CLOSED", "[closed] C:")
        try terminal.type("onnect\u{1}:c")
        try terminal.wait(for: "the line") { terminal.screen.text.last == "[closed] C: :connect" }
        try terminal.type("\r")
        try terminal.wait(for: "the greeting") {
            terminal.screen.text.suffix(2) == ["#~ CLOSED → HELLO", "C:"]
                || terminal.screen.text.last == "C:"
        }
    }
}

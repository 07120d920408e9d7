import Foundation
import Testing

@Suite("The prompt on a terminal", .serialized)
struct PromptTests {
    private let program: Program

    init() throws { program = try Program() }

    @Test("a session as in the manual: refused, why, undo, answer, save, and the saved file runs")
    func session() throws {
        let terminal = try program.onTerminal()
        try terminal.expectScreen([
            "# smtpsim 0.1.0, profile strict. Type SMTP, or :help.",
            "# Tab shows what you may type, :can explains, :quit leaves, :help start teaches",
            "S: 220 mx.sim.example ESMTP smtpsim", "#~ HELLO", "C:",
        ])
        try terminal.enter(
            "MAIL FROM:<ann@client.example>", expect: "S: 503 5.5.1 Send EHLO or HELO first",
            "#~ HELLO   rule order.hello-first", "C:")
        try terminal.enter(
            "EHLO client.example",
            expect: "#~ HELLO → MAIL   hello client.example: accept (default)", "C:")
        try terminal.enter(
            "MAIL FROM:<ann@client.example>", expect: "S: 250 2.1.0 Sender OK",
            "#~ MAIL → RCPT   sender ann@client.example: accept (default)", "C:")
        try terminal.enter(
            #":on recipient nosuch@* reject 550 5.1.1 "No such user""#,
            expect: #"# handler 1 answers recipient nosuch@* with reject 550 5.1.1 "No such user""#,
            "C:")
        try terminal.enter(
            "RCPT TO:<nosuch@sim.example>", expect: "S: 550 5.1.1 No such user",
            "#~ RCPT   recipient nosuch@sim.example: reject (handler 1)", "C:")
        try terminal.enter(
            ":undo", expect: "# back before step 4: RCPT TO:<nosuch@sim.example>", "# state RCPT",
            "C:")
        try terminal.enter(
            ":ask recipient", expect: "# you are asked about recipient", "C:")
        try terminal.enter(
            "RCPT TO:<nosuch@sim.example>", expect: "C: RCPT TO:<nosuch@sim.example>",
            "A: recipient nosuch@sim.example [accept]")
        try terminal.enter(
            #"tempfail 451 4.7.1 "Greylisted, come back later""#,
            expect: "S: 451 4.7.1 Greylisted, come back later",
            "#~ RCPT   recipient nosuch@sim.example: tempfail (operator)", "C:")
        let path = program.home.path + "/first.smtp"
        try terminal.type(":save \(path)\r")
        try terminal.expect("# saved ")
        try terminal.type(":quit\r")
        #expect(try terminal.waitForExit() == .exited(0))
        let saved = try String(contentsOfFile: path, encoding: .utf8)
        #expect(saved.contains("\nA: tempfail 451 4.7.1 \"Greylisted, come back later\"\n"))
    }

    @Test("Tab completes verbs, FROM:<, addresses and commands")
    func completion() throws {
        let terminal = try program.onTerminal()
        try terminal.enter(
            "EHLO client.example",
            expect: "#~ HELLO → MAIL   hello client.example: accept (default)", "C:")
        try terminal.type("ma\t")
        try terminal.wait(for: "the verb") {
            terminal.screen.text.last == "C: MAIL FROM:<ann@client.example>"
        }
        try terminal.type("ann@client.example> BODY=8\t")
        try terminal.wait(for: "the parameter") {
            terminal.screen.text.last?.hasPrefix("C: MAIL FROM:<ann@client.example> BODY=8BITMIME")
                == true
        }
    }

    @Test("Ctrl-C drops the line; Ctrl-D closes the connection, and then leaves")
    func controlKeys() throws {
        let terminal = try program.onTerminal()
        try terminal.type("QUI")
        try terminal.wait(for: "the line") { terminal.screen.text.last == "C: QUIT" }
        try terminal.type("\u{3}")
        try terminal.wait(for: "a new prompt") {
            terminal.screen.text.suffix(2) == ["C: QUI^C", "C:"]
        }
        try terminal.type("\u{4}")
        try terminal.wait(for: "the close") {
            terminal.screen.text.suffix(2) == [
                "#~ HELLO → CLOSED   closed by the client; note connection.no-quit",
                "[closed] C:",
            ]
        }
        try terminal.type("\u{4}")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("pasted lines are entered one after the other, and shown as they come")
    func paste() throws {
        let terminal = try program.onTerminal()
        try terminal.type("\u{1B}[200~EHLO client.example\nMAIL FROM:<a@b>\n\u{1B}[201~")
        try terminal.wait(for: "both") {
            terminal.screen.text.suffix(4) == [
                "C: MAIL FROM:<a@b>", "S: 250 2.1.0 Sender OK",
                "#~ MAIL → RCPT   sender a@b: accept (default)", "C:",
            ]
        }
        #expect(terminal.screen.text.contains("C: EHLO client.example"))
    }

    @Test("the history is kept for next time, 0600, without secrets")
    func history() throws {
        let terminal = try program.onTerminal()
        try terminal.type("EHLO client.example\r:user tim secret\rAUTH CRAM-MD5\rdGltIDAw\rNOOP\r")
        try terminal.expect("2.0.0 OK")
        try terminal.type(":quit\r")
        #expect(try terminal.waitForExit() == .exited(0))
        let history = try program.home.read(".local/state/smtpsim/history")
        #expect(history == "EHLO client.example\nNOOP\n:quit\n")
        #expect(try program.home.mode(".local/state/smtpsim/history") == 0o600)
        let again = try program.onTerminal()
        try again.type("\u{1B}[A\u{1B}[A")
        try again.wait(for: "the line before") { again.screen.text.last == "C: NOOP" }
    }

    @Test("colours follow NO_COLOR, TERM=dumb and --color")
    func colours() throws {
        let coloured = try program.onTerminal()
        #expect(coloured.output.contains([0x1B] + Array("[32m220".utf8)))
        for (arguments, environment) in [
            ([], ["NO_COLOR": "1"]), ([], ["TERM": "dumb"]), (["--color", "never"], [:]),
        ] {
            let plain = try program.onTerminal(arguments, environment: environment)
            #expect(!plain.output.contains([0x1B] + Array("[3".utf8)), "\(environment)")
        }
    }

    @Test("a theme is the init script's, the environment's or the option's, the last first")
    func themes() throws {
        try program.home.write(":set theme projector\n", to: "init.smtp")
        let initial = ["--init", program.home.file("init.smtp")]
        let bold = [0x1B] + Array("[1m220".utf8)
        let green = [0x1B] + Array("[32m220".utf8)
        #expect(try program.onTerminal(initial).output.contains(bold))
        let environment = ["SMTPSIM_THEME": "dark"]
        #expect(try program.onTerminal(initial, environment: environment).output.contains(green))
        let chosen = initial + ["--theme", "projector"]
        #expect(try program.onTerminal(chosen, environment: environment).output.contains(bold))
    }

    @Test(":set theme changes what is written from then on")
    func theme() throws {
        let terminal = try program.onTerminal()
        try terminal.enter(":set theme none", expect: "# theme none: no colours", "C:")
        let before = terminal.output.count
        try terminal.enter("BOGUS", expect: "#~ HELLO   rule command.unknown", "C:")
        #expect(!terminal.output[before...].contains([0x1B] + Array("[3".utf8)))
    }

    @Test("prose fits a narrow terminal")
    func narrow() throws {
        let terminal = try program.onTerminal(columns: 40)
        try terminal.type("RCPT TO:<a@b>\r:why\r")
        try terminal.expect("You may now send")
        try terminal.wait(for: "the prompt") { terminal.screen.text.last == "C:" }
        let lines = String(decoding: terminal.output, as: UTF8.self).split(separator: "\r\n")
        #expect(lines.filter { $0.hasPrefix("# ") }.allSatisfy { $0.count <= 40 })
    }

    @Test("a script is played first, up to the line that is named")
    func script() throws {
        try program.home.write("C: EHLO a.example\nS= 250\nC: QUIT\nS= 221\n", to: "x.smtp")
        let terminal = try program.onTerminal([program.home.file("x.smtp"), "--until", "2"])
        try terminal.wait(for: "the session") {
            terminal.screen.text.suffix(2)
                == ["#~ HELLO → MAIL   hello a.example: accept (default)", "C:"]
        }
    }

    @Test("a terminal that hangs up ends the program")
    func hangUp() throws {
        let terminal = try program.onTerminal()
        terminal.hangUp()
        let exit = try terminal.waitForExit()
        #expect(exit == .signalled(1), "1 is SIGHUP")
    }

    @Test("pasted lines are in the history too, but no secrets")
    func pastedHistory() throws {
        let terminal = try program.onTerminal()
        try terminal.type("\u{1B}[200~EHLO client.example\n:user tim secret\nNOOP\n\u{1B}[201~")
        try terminal.expect("2.0.0 OK")
        try terminal.type(":quit\r")
        #expect(try terminal.waitForExit() == .exited(0))
        let history = try program.home.read(".local/state/smtpsim/history")
        #expect(history == "EHLO client.example\nNOOP\n:quit\n")
    }

    @Test("what is shown fits the terminal at the time it is shown")
    func resized() throws {
        let terminal = try program.onTerminal(columns: 100)
        try terminal.type("RCPT TO:<a@b>\r:wh")
        try terminal.wait(for: "the line") { terminal.screen.text.last == "C: :wh" }
        terminal.resize(columns: 40, rows: 40)
        try terminal.type("y\r")
        try terminal.expect("You may now send")
        try terminal.wait(for: "the prompt") { terminal.screen.text.last == "C:" }
        let lines = String(decoding: terminal.output, as: UTF8.self)
            .components(separatedBy: "order.hello-first   ").last?.components(separatedBy: "\r\n")
        #expect(lines?.filter { $0.hasPrefix("# ") }.allSatisfy { $0.count <= 40 } == true)
    }

    @Test(
        "a bug gives the terminal back, and ends with a status of its own",
        arguments: [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE])
    func bug(_ signal: Int32) throws {
        let terminal = try program.onTerminal(environment: ["SWIFT_BACKTRACE": "enable=yes"])
        terminal.signal(signal)
        #expect(try terminal.waitForExit() == .exited(3))
        #expect(
            String(decoding: terminal.output, as: UTF8.self).contains(
                "smtpsim: error: this is a bug in smtpsim"))
        #expect(terminal.output.contains(Array("\u{1B}[?2004l".utf8)))
    }
}

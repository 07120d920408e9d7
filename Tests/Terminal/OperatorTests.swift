import Foundation
import Testing

@Suite("The operator of a server with real clients", .serialized)
struct OperatorTests {
    private let program: Program

    init() throws { program = try Program() }

    /// A server on a terminal, and its port.
    private func server(
        _ arguments: [String] = [], environment: [String: String] = [:], columns: Int = 100
    ) throws -> (terminal: PseudoTerminal, port: UInt16) {
        let all = environment.merging(program.environment) { mine, _ in mine }
        let terminal = try PseudoTerminal(
            Program.path, ["listen", "--port", "0"] + arguments, environment: all,
            columns: columns, rows: 50)
        try terminal.expect("listening on 127.0.0.1:")
        try terminal.wait(for: "the prompt") { terminal.screen.text.last == "listen>" }
        let line = terminal.screen.text.first { $0.contains("listening on 127.0.0.1:") } ?? ""
        let digits = line.split(separator: ":").last ?? ""
        return (terminal, try #require(UInt16(digits)))
    }

    @Test("A held recipient is answered while swaks waits, and its log shows the operator's reply")
    func swaks() throws {
        let (terminal, port) = try server()
        try terminal.enter(":ask recipient", expect: "# you are asked about recipient", "listen>")
        let log = program.home.file("swaks.log")
        try Data().write(to: URL(filePath: log))
        let swaks = Process()
        swaks.executableURL = URL(filePath: "/usr/bin/swaks")
        swaks.arguments = [
            "--server", "127.0.0.1", "--port", "\(port)", "--helo", "client.example",
            "--from", "ann@client.example", "--to", "bob@sim.example",
        ]
        swaks.standardOutput = try FileHandle(forWritingTo: URL(filePath: log))
        swaks.standardError = swaks.standardOutput
        try swaks.run()
        try terminal.wait(for: "the question") {
            terminal.screen.text.last == "A 1: recipient bob@sim.example [accept]"
        }
        try terminal.type("reject 550 5.1.1 \"Nobody of that name\"\r")
        swaks.waitUntilExit()
        let said = try String(contentsOfFile: log, encoding: .utf8)
        #expect(said.contains("<** 550 5.1.1 Nobody of that name"))
        try terminal.wait(for: "the end") {
            terminal.screen.text.contains { $0.hasPrefix("1 # over") }
        }
        #expect(
            terminal.screen.text.contains(
                "1 #~ RCPT   recipient bob@sim.example: reject (operator)"))
    }

    @Test("Two clients are held at once, and answered in the other order")
    func twoHeld() throws {
        let (terminal, port) = try server()
        try terminal.enter(":ask recipient", expect: "# you are asked about recipient", "listen>")
        let first = try SocketClient.withSender(port: port)
        try first.send("RCPT TO:<one@sim.example>")
        try terminal.wait(for: "the first question") {
            terminal.screen.text.last == "A 1: recipient one@sim.example [accept]"
        }
        let second = try SocketClient.withSender(port: port)
        try second.send("RCPT TO:<two@sim.example>")
        try terminal.wait(for: "the second question") {
            terminal.screen.text.contains { $0.hasPrefix("2 # waits for you: recipient two@") }
        }
        try terminal.type(":answer 2 reject 550 5.1.1 \"Not two\"\r")
        try second.expect("550 5.1.1 Not two")
        try terminal.wait(for: "the first one still") {
            terminal.screen.text.last == "A 1: recipient one@sim.example [accept]"
        }
        #expect(!first.log.contains("2.1.5"))
        try terminal.type("\r")
        try first.expect("250 2.1.5")
    }

    @Test("A client that leaves withdraws its question, above the line that is half typed")
    func withdrawn() throws {
        let (terminal, port) = try server()
        try terminal.enter(":ask recipient", expect: "# you are asked about recipient", "listen>")
        var client: SocketClient? = try SocketClient.withSender(port: port)
        try client?.send("RCPT TO:<bob@sim.example>")
        try terminal.wait(for: "the question") {
            terminal.screen.text.last == "A 1: recipient bob@sim.example [accept]"
        }
        try terminal.type("reject 55")
        try terminal.wait(for: "the beginning") {
            terminal.screen.text.last == "A 1: recipient bob@sim.example [accept] reject 55"
        }
        client = nil
        try terminal.wait(for: "the withdrawal") {
            terminal.screen.text.last == "listen> reject 55"
                && terminal.screen.text.contains {
                    $0.hasPrefix("1 # left after")
                        && $0.hasSuffix(": recipient bob@sim.example is withdrawn")
                }
        }
    }

    @Test("A line half typed while ten clients talk stays whole")
    func halfTyped() throws {
        let (terminal, port) = try server(["--quiet"])
        try terminal.type(":help an\u{1B}[D")
        try terminal.wait(for: "the line") { terminal.screen.text.last == "listen> :help an" }
        let clients = try (0..<10).map { _ in try SocketClient.withSender(port: port) }
        for (index, client) in clients.enumerated() {
            try client.say("RCPT TO:<u\(index)@sim.example>", expect: "250 2.1.5")
            try client.say("QUIT", expect: "221")
        }
        try terminal.wait(for: "the last of them") {
            terminal.screen.text.count { $0.contains("# over, after") } >= 5
                && terminal.screen.text.last == "listen> :help an"
        }
        try terminal.type("_\r")
        try terminal.wait(for: "what the line did") {
            terminal.screen.text.contains("# error: there is no help on a_n")
        }
    }

    @Test("Replies are held, edited in the line, and left out")
    func replies() throws {
        let (terminal, port) = try server()
        let client = try SocketClient.withSender(port: port)
        try terminal.type(":ask reply\r")
        try terminal.expect("every reply waits for you")
        try client.send("NOOP")
        try terminal.wait(for: "the reply") {
            terminal.screen.text.last == "A 1: reply 250 2.0.0 OK [pass]"
        }
        try terminal.type("edit\r")
        try terminal.wait(for: "the reply in the line") {
            terminal.screen.text.last == "A 1: reply 250 2.0.0 OK [pass] 250 2.0.0 OK"
        }
        try terminal.type(", really\r")
        try client.expect("250 2.0.0 OK, really\r\n")
        try client.send("NOOP")
        try terminal.wait(for: "the next reply") {
            terminal.screen.text.last == "A 1: reply 250 2.0.0 OK [pass]"
        }
        try terminal.type("\r")
        try client.expect("250 2.0.0 OK\r\n")
    }

    @Test("A breakpoint stops a session; :step and :continue go on")
    func breakpoints() throws {
        let (terminal, port) = try server()
        let client = try SocketClient.withSender(port: port)
        try terminal.type(":break verb RCPT\r")
        try terminal.expect("breakpoint 1: verb RCPT")
        try client.send("RCPT TO:<bob@sim.example>")
        try terminal.wait(for: "the stop") {
            terminal.screen.text.last == "A 1: stopped before verb RCPT [accept]"
        }
        try terminal.type(":step\r")
        try terminal.wait(for: "the next place") {
            terminal.screen.text.last == "A 1: stopped before recipient bob@sim.example [accept]"
        }
        try terminal.type(":step\r")
        try terminal.wait(for: "the reply") {
            terminal.screen.text.last == "A 1: reply 250 2.1.5 Recipient OK [pass]"
        }
        try terminal.type(":continue\r")
        try client.expect("250 2.1.5")
    }

    @Test("A copy of a session is played with, and the saved and recorded sessions run green")
    func copiesAndFiles() throws {
        let (terminal, port) = try server()
        let folder = program.home.path
        try terminal.type(":record \(folder)\r")
        try terminal.expect("each session is saved in")
        let client = try SocketClient.withSender(port: port)
        try client.say("RCPT TO:<bob@sim.example>", expect: "250 2.1.5")
        try terminal.wait(for: "the recipient") {
            terminal.screen.text.contains { $0.hasPrefix("1 #~ RCPT   recipient bob@") }
        }
        try terminal.type(":take 1\r")
        try terminal.wait(for: "the copy") { terminal.screen.text.last == "[copy of 1] C:" }
        try terminal.type(":on recipient eve@* reject\r")
        try terminal.type("RCPT TO:<eve@sim.example>\r")
        try terminal.wait(for: "the refusal") {
            terminal.screen.text.contains { $0.hasPrefix("S: 550 5.7.1") }
        }
        try terminal.type(":undo 2\r")
        try terminal.expect("# back before")
        try client.say("RCPT TO:<eve@sim.example>", expect: "250 2.1.5")
        try terminal.type(":back\r")
        try terminal.wait(for: "the server") { terminal.screen.text.last == "listen>" }
        try terminal.type(":save 1 \(folder)/mine.smtp\r")
        try terminal.expect("# saved")
        try client.say("DATA", expect: "354")
        try client.send("Subject: hello\r\n\r\n..dot\r\n.")
        try client.expect("250 2.6.0")
        try client.say("QUIT", expect: "221")
        try terminal.wait(for: "the recorded session") {
            terminal.screen.text.contains { $0.hasPrefix("1 # saved") }
        }
        for name in ["mine.smtp", "session-1.smtp"] {
            let result = try program.run(["run", "\(folder)/\(name)"])
            #expect(result.status == 0, "\(name): \(result.output)")
        }
    }

    @Test("SIGTERM ends it as :quit does, with 421 for who is there, the terminal given back")
    func ending() throws {
        let (terminal, port) = try server()
        let client = try SocketClient.withSender(port: port)
        try terminal.type("half")
        terminal.signal(SIGTERM)
        try client.expect("421 ")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.mode.c_lflag & tcflag_t(ICANON | ECHO) == tcflag_t(ICANON | ECHO))
        #expect(terminal.screen.text.contains("# The server has ended."))
    }

    @Test("Ctrl-C drops the line, Ctrl-D asks, and :quit ends with 0")
    func keys() throws {
        let (terminal, _) = try server()
        try terminal.type("half")
        try terminal.wait(for: "the line") { terminal.screen.text.last == "listen> half" }
        try terminal.type("\u{3}")
        try terminal.wait(for: "a new prompt") {
            terminal.screen.text.suffix(2) == ["listen> half^C", "listen>"]
        }
        try terminal.type("\u{4}")
        try terminal.expect("Ctrl-D again, or :quit, ends the server.")
        try terminal.type(":quit\r")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test("Forty columns and no colour are enough")
    func narrow() throws {
        let (terminal, port) = try server(environment: ["NO_COLOR": "1"], columns: 40)
        try terminal.type(":ask recipient\r")
        try terminal.expect("you are asked about recipient")
        let client = try SocketClient.withSender(port: port)
        try client.send("RCPT TO:<a-long-mailbox-name@department.sim.example>")
        try terminal.wait(for: "the question") {
            let last = terminal.screen.text.last ?? ""
            return last.hasPrefix("A 1: recipient a-") && last.hasSuffix("[accept]")
        }
        #expect(!String(decoding: terminal.output, as: UTF8.self).contains("\u{1B}[1;"))
        try terminal.type("\r")
        try client.expect("250 2.1.5")
    }
}

import SMTPDriver
import SMTPPolicy
import SMTPSession
import SMTPSimulator
import Testing
import TerminalText

@testable import Workbench

@Suite("The desk of a server with real clients")
struct DeskTests {
    /// A server with a client that has greeted and named a sender.
    private static func server(clients: Int...) -> ModelServer {
        var server = ModelServer()
        for client in clients {
            server.connect(client)
            server.send(client, "EHLO client.example")
            server.send(client, "MAIL FROM:<ann@client.example>")
        }
        return server
    }

    @Test("Every line of a session has its number, and the number its colour")
    func numbers() {
        let server = Self.server(clients: 1, 2)
        #expect(server.shown.contains("1 # connected from 192.0.2.1, port 40000 to 127.0.0.1:2525"))
        #expect(server.shown.contains("1 S: 220 mx.sim.example ESMTP smtpsim"))
        #expect(server.shown.contains("2 C: MAIL FROM:<ann@client.example>"))
        #expect(
            server.shown.contains("2 #~ MAIL → RCPT   sender ann@client.example: accept (default)"))
        let line = server.desk.marked(2, [Line("x")]).first
        #expect(line?.runs.first == Line.Run("2 ", .session2))
        #expect(server.prompt == "listen> ")
    }

    @Test("A question that is to be asked holds the client, and Enter takes the proposal")
    func proposal() {
        var server = Self.server(clients: 1)
        server.type(":ask recipient")
        server.send(1, "RCPT TO:<bob@sim.example>")
        #expect(server.prompt == "A 1: recipient bob@sim.example [accept] ")
        #expect(server.got[1]?.hasSuffix("250 2.1.0 Sender OK\r\n") == true)
        server.type("")
        #expect(server.got[1]?.hasSuffix("250 2.1.5 Recipient OK\r\n") == true)
        #expect(server.prompt == "listen> ")
    }

    @Test("The operator's answer reaches the client, and the trace says whose it was")
    func answer() {
        var server = Self.server(clients: 1)
        server.type(":ask recipient")
        server.send(1, "RCPT TO:<bob@sim.example>")
        server.wait(seconds: 12)
        server.type(#"reject 550 5.1.1 "Not here""#)
        #expect(server.got[1]?.hasSuffix("550 5.1.1 Not here\r\n") == true)
        #expect(
            server.shown.suffix(3) == [
                "1 # went on after 12s", "1 S: 550 5.1.1 Not here",
                "1 #~ RCPT   recipient bob@sim.example: reject (operator)",
            ])
    }

    @Test("An answer that is none is refused, and the client goes on waiting")
    func wrongAnswer() {
        var server = Self.server(clients: 1)
        server.type(":ask recipient")
        server.send(1, "RCPT TO:<bob@sim.example>")
        #expect(server.type("maybe").first?.hasPrefix("# error:") == true)
        #expect(server.prompt == "A 1: recipient bob@sim.example [accept] ")
    }

    @Test("Several wait at once, and are answered by number in any order")
    func several() {
        var server = Self.server(clients: 1, 2, 3)
        server.type(":ask recipient")
        for client in [1, 2, 3] { server.send(client, "RCPT TO:<u\(client)@sim.example>") }
        #expect(server.prompt == "A 1: recipient u1@sim.example [accept] ")
        #expect(
            server.shown.last
                == "3 # waits for you: recipient u3@sim.example [accept]; :questions lists who waits"
        )
        server.wait(seconds: 5)
        #expect(
            server.type(":questions") == [
                "# * 1  recipient u1@sim.example [accept], waits 5s",
                "#   2  recipient u2@sim.example [accept], waits 5s",
                "#   3  recipient u3@sim.example [accept], waits 5s",
                "# :answer N ANSWER answers one of them, :answer N as proposed.",
            ])
        server.type(":answer 3 tempfail")
        #expect(
            server.got[3]?.hasSuffix("451 4.3.0 Try again later\r\n") == true
                || server.got[3]?.contains("\r\n4") == true)
        #expect(server.prompt == "A 1: recipient u1@sim.example [accept] ")
        server.type("")
        #expect(server.prompt == "A 2: recipient u2@sim.example [accept] ")
        #expect(server.type(":answer 1").first == "# error: session 1 does not wait for an answer")
    }

    @Test("A client that leaves withdraws its question, and the next Enter answers nobody else's")
    func withdrawn() {
        var server = Self.server(clients: 1, 2)
        server.type(":ask recipient")
        server.send(1, "RCPT TO:<bob@sim.example>")
        server.send(2, "RCPT TO:<eve@sim.example>")
        server.wait(seconds: 30)
        server.leave(1)
        #expect(
            server.shown.contains("1 # left after 30s: recipient bob@sim.example is withdrawn"))
        #expect(server.prompt == "listen> ")
        server.type("")
        #expect(server.got[2]?.hasSuffix("250 2.1.0 Sender OK\r\n") == true)
        #expect(server.prompt == "A 2: recipient eve@sim.example [accept] ")
    }

    @Test("A question that comes while Enter is on its way is not answered by it")
    func lateQuestion() {
        var server = Self.server(clients: 1)
        server.type(":ask recipient")
        server.desk.keepPrompt()
        server.send(1, "RCPT TO:<bob@sim.example>")
        server.type("")
        #expect(server.got[1]?.hasSuffix("250 2.1.0 Sender OK\r\n") == true)
        #expect(server.prompt == "A 1: recipient bob@sim.example [accept] ")
    }

    @Test("Handlers, users and settings that are typed act at once on sessions that are open")
    func changes() {
        var server = Self.server(clients: 1)
        let lines = server.type(#":on recipient nosuch@* reject 550 5.1.1 "No such user""#)
        #expect(lines.first?.hasPrefix("# handler 1 answers recipient nosuch@*") == true)
        server.send(1, "RCPT TO:<nosuch@sim.example>")
        #expect(server.got[1]?.hasSuffix("550 5.1.1 No such user\r\n") == true)
        server.type(":off 1")
        server.send(1, "RCPT TO:<nosuch@sim.example>")
        #expect(server.got[1]?.hasSuffix("250 2.1.5 Recipient OK\r\n") == true)
        #expect(server.type(":set maximum-recipients 1").last?.hasPrefix("# This counts") == true)
        server.send(1, "RCPT TO:<other@sim.example>")
        #expect(server.got[1]?.contains("452") == true)
    }

    @Test("Pages look at the session in focus, or at the only one")
    func focus() {
        var server = Self.server(clients: 1, 2)
        #expect(server.type(":envelope").first == "# error: 2 sessions are open; which one?")
        server.send(2, "RCPT TO:<bob@sim.example>")
        server.type(":session 2")
        #expect(server.prompt == "listen 2> ")
        #expect(server.type(":envelope").contains("# recipient  <bob@sim.example>"))
        #expect(server.type(":why").first?.hasPrefix("# recipient.accepted") == true)
        #expect(server.type(":state").first?.contains("RCPT") == true)
        #expect(server.type(":session 7").first == "# error: there is no session 7")
    }

    @Test(":sessions says of each client where it is, for how long, and what it waits for")
    func sessions() {
        var server = Self.server(clients: 1, 2)
        server.type(":ask recipient")
        server.send(2, "RCPT TO:<bob@sim.example>")
        server.wait(seconds: 90)
        server.leave(1)
        #expect(
            server.type(":sessions") == [
                "#   1  over, from 192.0.2.1, port 40000",
                "#   2  RCPT, client.example, 192.0.2.2, port 40000, for 90s; waits 90s for you: recipient",
                "#      bob@sim.example",
            ])
    }

    @Test("A session that waits is closed by its number, and octets can be sent beside")
    func closing() {
        var server = Self.server(clients: 1, 2)
        server.type(#":inject 2 "421 4.3.2 Going down\r\n""#)
        #expect(server.got[2]?.hasSuffix("421 4.3.2 Going down\r\n") == true)
        server.type(":close 2")
        #expect(server.got[2]?.hasSuffix("(closed)") == true)
        #expect(server.type(":close 2").first == "# error: session 2 is over")
    }

    @Test("What only a client does is refused, and says how to get at one of one's own")
    func refused() {
        var server = Self.server(clients: 1)
        for command in [":undo", ":connect", ":send \"x\"", ":tls", ":wait 5m", ":seed 1"] {
            let lines = server.type(command)
            #expect(lines.first?.hasSuffix("is for a session of your own") == true, "\(command)")
        }
        #expect(server.type("NOOP").first == "# error: no session waits for an answer")
    }

    @Test(":quit ends the server, and so does Ctrl-D twice")
    func quitting() {
        var server = ModelServer()
        #expect(
            server.desk.endOfInput().map(\.text) == ["# Ctrl-D again, or :quit, ends the server."])
        server.type("")
        #expect(!server.hasEnded)
        server.type(":quit")
        #expect(server.hasEnded)
    }

    @Test("Much message text is abridged on the screen, and whole in the record")
    func text() {
        let files = MemoryFiles()
        var server = ModelServer(files: files)
        server.connect(1)
        server.send(1, "EHLO client.example")
        server.send(1, "MAIL FROM:<ann@client.example>")
        server.send(1, "RCPT TO:<bob@sim.example>")
        server.send(1, "DATA")
        for line in 1...40 { server.send(1, "line \(line)") }
        server.send(1, ".")
        #expect(server.shown.contains("1 C: line 12"))
        #expect(!server.shown.contains("1 C: line 13"))
        #expect(
            server.shown.contains("1 # … more of it is not shown; :log has it, and :message"))
        server.type(":save 1 out.smtp")
        let saved = (try? files.read("out.smtp", limit: 1 << 20)).map {
            String(decoding: $0, as: UTF8.self)
        }
        #expect(saved?.contains("C: line 40\n") == true)
    }

    @Test("A line of a megabyte fills no screen, and the session goes on")
    func longLine() {
        var server = Self.server(clients: 1)
        let before = server.shown.count
        for _ in 0..<20 { server.send(1, octets: [UInt8](repeating: 0x41, count: 50_000)) }
        server.send(1, octets: [13, 10])
        let shown = server.shown[before...]
        #expect(shown.count < 60)
        #expect(shown.allSatisfy { $0.utf8.count < 500 })
        #expect(server.got[1]?.contains("\r\n500 ") == true)
        server.send(1, "NOOP")
        #expect(server.got[1]?.hasSuffix("250 2.0.0 OK\r\n") == true)
    }

    @Test("A narrow terminal has the same, and secrets are masked")
    func narrowAndSecret() {
        var server = ModelServer()
        server.desk.bench.width = 40
        server.type(":user tim secret")
        server.type(":set authentication-without-tls on")
        server.connect(1)
        server.send(1, "EHLO client.example")
        server.send(1, "AUTH PLAIN AHRpbQBzZWNyZXQ=")
        #expect(!server.shown.contains { $0.contains("AHRpbQBzZWNyZXQ=") })
        #expect(server.shown.contains { $0.hasPrefix("1 C: AUTH PLAIN ****") })
        server.type(":ask recipient")
        server.send(1, "MAIL FROM:<ann@client.example>")
        server.send(1, "RCPT TO:<a-very-long-mailbox-name@department.sim.example>")
        #expect(server.prompt.count <= 40)
    }
}

@Suite("Files and pages at the prompt of a server")
struct DeskFileTests {
    @Test("A file of commands is performed on the server, up to the first error")
    func source() {
        let files = MemoryFiles([
            "ok.smtp": "# mine\n:on recipient nosuch@* reject\n:ask sender\n",
            "bad.smtp": ":ask data\n:nonsense\n:ask hello\n",
        ])
        var server = ModelServer(files: files)
        server.type(":source ok.smtp")
        #expect(server.type(":hooks").contains { $0.contains("recipient nosuch@* reject") })
        server.connect(1)
        server.send(1, "EHLO client.example")
        server.send(1, "MAIL FROM:<ann@client.example>")
        #expect(server.prompt == "A 1: sender ann@client.example [accept] ")
        #expect(server.type(":source bad.smtp").last == "# error: bad.smtp, line 2: not performed")
        #expect(server.type(":source none").first?.hasPrefix("# error: cannot read none") == true)
    }

    @Test("Help says what is different here, and names every command")
    func help() {
        var server = ModelServer()
        let text = server.type(":help").joined(separator: " ")
        #expect(text.hasPrefix("# Clients talk to the server"))
        for command in PromptCommand.all where command.isForPrompt {
            #expect(text.contains(":\(command.name)"), "\(command.name)")
        }
        #expect(server.type(":help take").first == "# :take [N]")
    }

    @Test("An alias made here serves here, and Tab offers what is for here")
    func aliases() {
        var server = ModelServer()
        server.type(":alias q questions")
        #expect(server.type(":q") == ["# No session waits for you."])
        let offered = server.desk.suggestions(for: Array(":".utf8), cursor: 1).candidates
        #expect(offered.contains { $0.text == ":take" })
        server.connect(7)
        let sessions = server.desk.suggestions(for: Array(":close ".utf8), cursor: 7).candidates
        #expect(sessions.map(\.text) == ["7"])
        var bench = Workbench(Simulator(), files: MemoryFiles())
        _ = bench.connectIfNew()
        let ordinary = bench.suggestions(for: Array(":".utf8), cursor: 1).candidates
        #expect(!ordinary.contains { $0.text == ":take" })
    }

    @Test("A copy knows who decides now, not when something happened last")
    func copyOfPolicy() {
        var server = ModelServer()
        server.connect(1)
        server.type(":on hello reject")
        server.type(":take 1")
        #expect(server.type("EHLO client.example").contains { $0.hasPrefix("S: 5") })
    }
}

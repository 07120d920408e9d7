import SMTPPolicy
import SMTPScript
import SMTPSession
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("Copies and scripts of live sessions")
struct CopyTests {
    private static func server(_ files: MemoryFiles = MemoryFiles()) -> ModelServer {
        var server = ModelServer(files: files)
        server.connect(1)
        server.send(1, "EHLO client.example")
        server.send(1, "MAIL FROM:<ann@client.example>")
        server.send(1, "RCPT TO:<bob@sim.example>")
        return server
    }

    @Test(
        "A copy is played with at the ordinary prompt: undo, what if; the session knows nothing of it"
    )
    func take() {
        var server = Self.server()
        let before = server.got[1]
        server.type(":take 1")
        #expect(server.prompt == "[copy of 1] C: ")
        #expect(server.type("RCPT TO:<eve@sim.example>").contains("S: 250 2.1.5 Recipient OK"))
        #expect(
            server.type(":undo 2").first
                == #"# back before step 3: "RCPT TO:<bob@sim.example>\r\n""#)
        server.type(":on recipient bob@* reject")
        #expect(server.type("RCPT TO:<bob@sim.example>").first?.hasPrefix("S: 550") == true)
        #expect(server.type(":back").first == "# back at the server, from the copy of session 1")
        #expect(server.prompt == "listen> ")
        #expect(server.got[1] == before)
        #expect(server.type(":hooks").first?.contains("bob@*") != true)
        server.send(1, "RCPT TO:<bob@sim.example>")
        #expect(server.got[1]?.hasSuffix("250 2.1.5 Recipient OK\r\n") == true)
    }

    @Test("Clients go on while a copy is at the prompt, and their questions wait until it is left")
    func meanwhile() {
        var server = Self.server()
        server.type(":ask sender")
        server.connect(2)
        server.type(":take 1")
        server.send(2, "EHLO other.example")
        server.send(2, "MAIL FROM:<eve@other.example>")
        #expect(server.shown.last?.hasPrefix("2 # waits for you: sender eve@other.example") == true)
        #expect(server.prompt == "[copy of 1] C: ")
        #expect(
            server.type(":quit").first
                == "# back at the server, from the copy of session 1; 1 question waited meanwhile")
        #expect(!server.hasEnded)
        #expect(server.prompt == "A 2: sender eve@other.example [accept] ")
    }

    @Test("A copy of a session that waits has its question open")
    func question() {
        var server = Self.server()
        server.type(":ask recipient")
        server.send(1, "RCPT TO:<eve@sim.example>")
        server.type(":take 1")
        #expect(server.prompt == "[copy of 1] A: recipient eve@sim.example [accept] ")
        #expect(server.type("reject").contains { $0.hasPrefix("S: 550") })
        server.type(":back")
        #expect(server.prompt == "A 1: recipient eve@sim.example [accept] ")
    }

    private static func outcome(of path: String, in files: MemoryFiles) throws
        -> ScriptReport.Outcome
    {
        let script = try files.read(path, limit: 1 << 20)
        return ScriptRunner(files: NoFiles()).run(script, name: path, options: ScriptRunOptions())
            .outcome
    }

    @Test("A saved session runs green, whatever others did to the handlers that they share")
    func saved() throws {
        let files = MemoryFiles()
        var server = Self.server(files)
        server.type(":on recipient tempfail once")
        server.connect(2)
        server.send(2, "EHLO other.example")
        server.send(2, "MAIL FROM:<eve@other.example>")
        server.send(2, "RCPT TO:<bob@sim.example>")
        server.send(1, "RCPT TO:<eve@sim.example>")
        server.type(":ask recipient")
        server.send(1, "RCPT TO:<joe@sim.example>")
        server.type(#"reject 550 5.1.1 "Not here""#)
        server.type(":set maximum-recipients 2")
        server.send(1, "DATA")
        server.send(1, "Subject: hello", "", "text", ".")
        server.send(1, "QUIT")
        #expect(server.got[2]?.hasSuffix("250 2.1.5 Recipient OK\r\n") == false)
        for (number, path) in [(1, "one.smtp"), (2, "two.smtp")] {
            server.type(":save \(number) \(path)")
            #expect(try Self.outcome(of: path, in: files) == .passed, "\(path)")
        }
        let script = String(decoding: try files.read("one.smtp", limit: 1 << 20), as: UTF8.self)
        #expect(script.contains("A: reject 550 5.1.1 \"Not here\"\n"))
        #expect(script.contains(":set maximum-recipients 2\n"))
    }

    @Test("A reply that the operator replaced is told in the script, which runs green")
    func replaced() throws {
        let files = MemoryFiles()
        var server = Self.server(files)
        server.type(":ask reply")
        server.send(1, "NOOP")
        server.type("550 5.7.1 Not for you")
        server.send(1, "RSET")
        server.type("drop")
        server.send(1, "NOOP")
        server.type("")
        server.type(":save out.smtp")
        let script = String(decoding: try files.read("out.smtp", limit: 1 << 20), as: UTF8.self)
        #expect(script.contains(#"the client got "550 5.7.1 Not for you\r\n" instead (operator)"#))
        #expect(script.contains("the client got nothing instead (operator)"))
        #expect(try Self.outcome(of: "out.smtp", in: files) == .passed)
    }

    @Test("Every session is saved as it ends, over no file, and the files run green")
    func record() throws {
        let files = MemoryFiles(["sessions": "", "sessions/session-2.smtp": "mine"])
        var server = ModelServer(files: files)
        #expect(server.type(":record nowhere").first == "# error: there is no folder nowhere")
        #expect(
            server.type(":record sessions") == ["# each session is saved in sessions when it ends"])
        for client in [1, 2] {
            server.connect(client)
            server.send(client, "EHLO client.example")
            server.leave(client)
        }
        #expect(server.shown.contains("2 # saved sessions/session-2-2.smtp"))
        #expect(try Self.outcome(of: "sessions/session-1.smtp", in: files) == .passed)
        #expect(try Self.outcome(of: "sessions/session-2-2.smtp", in: files) == .passed)
        #expect(server.type(":record off").first?.hasPrefix("# sessions are not saved") == true)
    }
}

import SMTPSession
import SMTPSimulator
import Testing
import TerminalText

@testable import Workbench

@Suite("Replies that are held, and breakpoints")
struct HeldReplyTests {
    private static func server() -> ModelServer {
        var server = ModelServer()
        server.connect(1)
        server.send(1, "EHLO client.example")
        return server
    }

    @Test("Every reply waits to be passed, changed, replaced or left out")
    func replies() {
        var server = Self.server()
        server.type(":ask reply")
        server.send(1, "NOOP")
        #expect(server.prompt == "A 1: reply 250 2.0.0 OK [pass] ")
        server.type("")
        #expect(server.got[1]?.hasSuffix("250 2.0.0 OK\r\n") == true)
        server.send(1, "NOOP")
        let warning = server.type("550 5.7.1 Not for you").first
        #expect(warning == "# The server's own state is as after 250.")
        #expect(server.got[1]?.hasSuffix("550 5.7.1 Not for you\r\n") == true)
        #expect(
            server.shown.last
                == #"1 #~ MAIL   the client got "550 5.7.1 Not for you\r\n" instead (operator)"#)
        server.send(1, "NOOP")
        server.type("drop")
        #expect(server.got[1]?.hasSuffix("550 5.7.1 Not for you\r\n") == true)
        server.send(1, "NOOP")
        server.type("edit")
        #expect(String(decoding: server.desk.draft, as: UTF8.self) == "250 2.0.0 OK")
        server.type(#""250-two\r\n250 lines\r\n""#)
        #expect(server.got[1]?.hasSuffix("250-two\r\n250 lines\r\n") == true)
        #expect(server.type("hello").first?.contains("no session waits") == true)
        server.type(":ask reply off")
        server.send(1, "NOOP")
        #expect(server.got[1]?.hasSuffix("250 2.0.0 OK\r\n") == true)
    }

    @Test("What is no reply is refused, with what would be one")
    func noReply() {
        var server = Self.server()
        server.type(":ask reply")
        server.send(1, "NOOP")
        let lines = server.type("no")
        #expect(lines.first == "# error: a reply begins with three digits and a blank")
        #expect(server.prompt.hasPrefix("A 1: reply"))
    }

    @Test("A breakpoint at a verb stops before anything is decided; Enter goes on")
    func verb() {
        var server = Self.server()
        #expect(server.type(":break verb MAIL") == ["# breakpoint 1: verb MAIL"])
        server.send(1, "MAIL FROM:<ann@client.example>")
        #expect(server.prompt == "A 1: stopped before verb MAIL [accept] ")
        server.type(":on sender ann@* reject")
        server.type(":continue")
        #expect(server.got[1]?.contains("\r\n550 ") == true)
    }

    @Test("Breakpoints at a state, a code and a rule; :breaks lists them, :unbreak removes them")
    func others() {
        var server = Self.server()
        server.type(":break state RCPT")
        server.type(":break code 5xx")
        server.type(":break rule order.hello-first")
        #expect(
            server.type(":breaks") == [
                "# 1  state RCPT", "# 2  code 5xx", "# 3  rule order.hello-first",
            ])
        server.send(1, "MAIL FROM:<ann@client.example>")
        #expect(server.prompt == "A 1: stopped in state RCPT [continue] ")
        #expect(server.got[1]?.hasSuffix("250 2.1.0 Sender OK\r\n") == true)
        server.type("")
        server.send(1, "NONSENSE")
        #expect(server.prompt.hasPrefix("A 1: reply 500 "))
        #expect(server.type(":questions").first?.contains("breakpoint 2") == true)
        server.type("")
        server.type(":unbreak 2")
        server.send(1, "NONSENSE")
        #expect(server.prompt == "listen> ")
        #expect(server.type(":unbreak 9").first == "# error: there is no breakpoint 9")
        #expect(server.type(":unbreak all") == ["# no breakpoint is left"])
    }

    @Test("A breakpoint that no session can come to is refused")
    func unreachable() {
        var server = Self.server()
        for (line, problem) in [
            (":break code 9xx", "expected a code such as"),
            (":break code 2500", "expected a code such as"),
            (":break state RCTP", "unknown state RCTP"),
        ] {
            #expect(server.type(line).contains { $0.contains(problem) }, "\(line)")
        }
        #expect(server.type(":breaks") == ["# There is no breakpoint."])
        #expect(server.type(":break state turned") == ["# breakpoint 1: state TURNED"])
        #expect(server.type(":break state establish") == ["# breakpoint 2: state ESTABLISH"])
        #expect(server.type(":break code x50") == ["# breakpoint 3: code x50"])
    }

    @Test(":step goes from place to place, one session only")
    func step() {
        var server = Self.server()
        server.connect(2)
        server.type(":break verb MAIL")
        server.send(1, "MAIL FROM:<ann@client.example>")
        server.type(":step")
        #expect(server.prompt == "A 1: stopped before sender ann@client.example [accept] ")
        server.type(":step")
        #expect(server.prompt == "A 1: reply 250 2.1.0 Sender OK [pass] ")
        server.send(2, "NOOP")
        #expect(server.got[2]?.hasSuffix("250 2.0.0 OK\r\n") == true)
        server.type(":continue")
        #expect(server.prompt == "listen> ")
        #expect(server.type(":step").first == "# error: no session has stopped")
    }

    @Test("A command that is for clients only says so at the ordinary prompt")
    func elsewhere() {
        var bench = Workbench(Simulator(), files: MemoryFiles())
        for command in [":take 1", ":questions", ":break verb RCPT", ":record x", ":back"] {
            let lines = bench.enter(Array(command.utf8)).map(\.text)
            #expect(lines.first?.hasSuffix("is about clients of a server") == true, "\(command)")
        }
        let lines = bench.enter(Array(":ask reply".utf8)).map(\.text)
        #expect(lines.first?.hasPrefix("# error: replies are held only") == true)
    }
}

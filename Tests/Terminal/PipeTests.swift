import Foundation
import Testing

@Suite("Input from a pipe")
struct PipeTests {
    private let program: Program

    init() throws { program = try Program() }

    @Test("plain lines are the client's, and the end of input closes the connection")
    func plain() throws {
        let result = try program.run([], input: "HELO a.example\nNOOP\n")
        #expect(result.status == 0)
        #expect(
            result.output == """
                S: 220 mx.sim.example ESMTP smtpsim
                #~ HELLO
                C: HELO a.example
                S: 250 mx.sim.example greets a.example
                #~ HELLO → MAIL   hello a.example: accept (default)
                C: NOOP
                S: 250 2.0.0 OK
                #~ MAIL
                :close
                #~ MAIL → CLOSED   closed by the client; note connection.no-quit

                """)
        #expect(result.errors.isEmpty)
    }

    @Test("the transcript of plain lines is a script that runs green")
    func roundTrip() throws {
        let first = try program.run(
            [], input: "EHLO a.example\nMAIL FROM: <a@b>\n\u{1}\n::x\nQUIT\n")
        let second = try program.run([], input: first.output)
        #expect(second.status == 0, "\(second.errors)")
    }

    @Test("a last line without an end is sent as a line; raw keeps the bytes")
    func lineEnds() throws {
        #expect(try program.run([], input: "NOOP").output.contains("C: NOOP\nS: 250"))
        let raw = try program.run(["--eol", "raw"], input: "NOOP\nNOOP\r\n")
        #expect(raw.output.contains(#"C+ "NOOP\n""#))
    }

    @Test("a script is run, and what it expects decides the status")
    func script() throws {
        let green = try program.run([], input: "# x\nC: EHLO a.example\nS= 250\n")
        #expect(green.status == 0)
        let red = try program.run([], input: "C: EHLO a.example\nS= 550\n")
        #expect(red.status == 1)
        #expect(red.errors.contains("expected 550, got 250-"))
        let wrong = try program.run([], input: "# x\nEHLO a.example\n")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains(":2:1: error: unknown beginning of a line"))
        #expect(wrong.output.isEmpty)
    }

    @Test("commands are performed among plain lines, and what is printed runs")
    func commands() throws {
        let input = """
            EHLO a.example
            :why
            ::x
            :undo
            MAIL FROM:<a@b>
            RCPT TO:<c@d>
            DATA
            :state
            ::envelope
            .
            QUIT
            :state
            :connect
            NOOP

            """
        let result = try program.run([], input: input)
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        for text in [
            "# hello.accepted   RFC 5321 §4.1.1.1\n", "C+ \":x\\r\\n\"\nS: 500 ",
            ":undo\n# back before step 2", "# recipient  <c@d>\n", "# state     CLOSED, ",
            ":connect\nS: 220 ",
        ] { #expect(result.output.contains(text), "\(text)") }
        #expect(result.output.contains("message 8 octets"))
        try program.home.write(result.output, to: "o.smtp")
        #expect(try program.run(["run", "o.smtp"]).status == 0)
    }

    @Test("commands in front do not make plain lines a script")
    func commandsInFront() throws {
        let run = try program.run([], input: ":set ident Hi\n\n:profile lenient\nNOOP\n")
        #expect(run.output.contains("C: NOOP\nS: 250 2.0.0 OK\n"))
        #expect(run.errors.isEmpty)
    }

    @Test("help comes through a pipe, and looking commands of a script show their pages")
    func pages() throws {
        let help = try program.run([], input: ":help\n")
        #expect(help.status == 0)
        #expect(help.output.hasPrefix("# Type SMTP: each line is sent as the client."))
        let script =
            "C: EHLO a.example\nS= 250\nC: :why\n:state\n:can\n:log\n:sessions\n:explain 550\n"
        let first = try program.run([], input: script)
        #expect(first.status == 0)
        for text in [
            "# hello.accepted", "# state     MAIL", "# → MAIL FROM:<", "# * main", "# 550",
        ] {
            #expect(first.output.contains(text), "\(text)")
        }
        #expect(try program.run([], input: first.output).status == 0)
        try program.home.write(script, to: "x.smtp")
        let run = try program.run(["run", "x.smtp"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("# x.smtp:3   :why\n# hello.accepted"))
        #expect(run.output.hasSuffix("\nPASS x.smtp   1 expectation\n"))
        #expect(try program.run(["run", "-q", "x.smtp"]).output.isEmpty)
    }

    @Test("in JSON, a page is an event")
    func jsonPages() throws {
        for input in ["EHLO a\n:state\n", "C: EHLO a\n:state\n"] {
            let lines = try program.run(["--json"], input: input).output.split(separator: "\n")
            let page = try #require(lines.first { $0.contains(#""event":"page""#) })
            #expect(page.contains(##""command":"state","lines":["# state     MAIL"##))
            for line in lines {
                #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
            }
        }
        try program.home.write(":state\n", to: "x.smtp")
        let report = try program.run(["run", "--format", "json", "x.smtp"]).output
        #expect(report.contains(#""command":"state""#))
        #expect(try JSONSerialization.jsonObject(with: Data(report.utf8)) is [String: Any])
    }

    @Test("a wrong command is an error, and the rest is played")
    func wrongCommand() throws {
        let result = try program.run([], input: "NOOP\n:whyy 7 x\nRSET\n:open x.smtp\n")
        #expect(result.status == 2)
        #expect(result.errors.contains("smtpsim: error: standard input:2: "))
        #expect(result.errors.contains("smtpsim: error: standard input:4: :open cannot be used"))
        #expect(result.output.contains("C: RSET\nS: 250"))
    }

    @Test(":quit ends the input without a hang-up")
    func quit() throws {
        let result = try program.run([], input: "NOOP\n:quit\nRSET\n")
        #expect(result.status == 0)
        #expect(!result.output.contains(":close") && !result.output.contains("RSET"))
    }

    @Test("a server's lines are not sent, and that is said")
    func serverLines() throws {
        let result = try program.run([], input: "NOOP\nNOOP\nNOOP\nNOOP\n220 mx\n\n250-x\nRSET\n")
        #expect(!result.output.contains("220 mx\n") && !result.output.contains("250-x"))
        #expect(
            result.errors == """
                smtpsim: warning: line 5 is what a server says, and was not sent: 220 mx
                smtpsim: warning: 2 lines of a server were not sent

                """)
    }

    @Test("another program's transcript is played, and what it was read as is said")
    func foreign() throws {
        let input =
            "$ telnet mx.example 25\nTrying 192.0.2.1...\n220 mx.example\nHELO a\n250 mx.example\n"
            + "MAIL FROM:<ann@a.example>\n550 5.7.1 not you\nQUIT\n221 bye\n"
        let result = try program.run([], input: input)
        #expect(result.status == 0)
        #expect(result.errors.hasPrefix("# read as ") && result.errors.contains("1 conversation"))
        #expect(result.output.contains("C: MAIL FROM:<ann@a.example>\nS: 550 5.7.1 not you\n"))
        #expect(result.output.contains("sender ann@a.example: reject (recorded)"))
        #expect(!result.output.contains("telnet"))
    }

    @Test("no hints come through a pipe")
    func hints() throws {
        let result = try program.run([], input: "hello there my friend\nRCTP\nEHLO\nundo\n")
        #expect(!(result.output + result.errors).contains("hint:"))
    }

    @Test("garbage is shown escaped, whatever it is")
    func garbage() throws {
        let bytes = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 251) }
        let result = try program.run([], input: bytes)
        #expect(result.status == 0)
        let isVisible: (Unicode.Scalar) -> Bool = {
            $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value) || $0 == "\n"
        }
        #expect(result.output.unicodeScalars.allSatisfy(isVisible))
    }

    @Test("a line of a megabyte is refused, and the session continues")
    func longLine() throws {
        let input = [UInt8](repeating: 0x61, count: 1_000_000) + Array("\nNOOP\n".utf8)
        let result = try program.run(["-q"], input: input)
        #expect(result.output.contains("S: 500 5.5.2") || result.output.contains("S: 500 5.5.6"))
        #expect(result.output.contains("C: NOOP\nS: 250 2.0.0 OK"))
    }

    @Test("--json writes one event a line")
    func json() throws {
        let result = try program.run(["--json"], input: "QUIT\n")
        let lines = result.output.split(separator: "\n")
        for line in lines {
            #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
        }
        #expect(lines.first?.contains(#""event":"connected""#) == true)
        #expect(lines.last?.contains(#""event":"closed-by-server""#) == true)
    }

    @Test(
        "a full disk at standard output is an error, a closed one is not",
        arguments: [("> /dev/full", 2), ("| true", 141)])
    func closedOutput(sink: String, status: Int32) throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/bash")
        // More than a pipe holds, so that it is noticed that nobody reads.
        let input = "yes NOOP | head -n 20000 | '\(Program.path)' --init none"
        shell.arguments = [
            "-c", "exec 2>/dev/null; \(input) \(sink); exit ${PIPESTATUS[2]}",
        ]
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == status)
    }

    @Test("the transcript says what differs from the usual server, and runs green")
    func header() throws {
        let input = "EHLO a\nMAIL FROM: <a@b>\nAUTH PLAIN AGJvYgBwdw==\nQUIT\n"
        let options = ["--profile", "lenient", "--set", "starttls=off", "--init", "i.smtp"]
        try program.home.write(":user bob pw\n:on sender tempfail\n", to: "i.smtp")
        let first = try program.run(options, input: input)
        #expect(
            first.output.hasPrefix(
                """
                # a session of smtpsim
                :profile lenient
                :set starttls off
                :on sender tempfail
                # :user bob ****   the password is not saved
                :ask credentials
                S: 220 mx.sim.example ESMTP smtpsim

                """))
        #expect(first.output.contains("\nA: authenticated bob\nS: 235 "))
        #expect(!first.output.contains("AGJvYgBwdw=="))
        try program.home.write(first.output, to: "o.smtp")
        #expect(try program.run(["run", "o.smtp"]).status == 0)

        let shown = try program.run(options + ["--secrets"], input: input).output
        #expect(shown.contains("\n:user bob pw\n"))
        #expect(shown.contains("\nC: AUTH PLAIN AGJvYgBwdw==\n"))
        try program.home.write(shown, to: "o.smtp")
        #expect(try program.run(["run", "o.smtp"]).status == 0)
    }

    @Test("the transcript of a script runs green, with connections, secrets and writes in it")
    func scriptTranscript() throws {
        let script = """
            :set plaintext-authentication on
            :user tim geheim
            S= 220
            C: EHLO a
            S= 250
            :auth PLAIN tim geheim
            S= 235
            C: QUIT
            S= 221
            :connect
            S= 220
            C+ "NO"
            :flush
            C+ "OP\\r\\n"
            S= 250
            :close
            :connect ip=192.0.2.1

            """
        let first = try program.run([], input: script)
        #expect(first.status == 1, "\(first.errors)")
        #expect(first.output.contains("\n:connect\nS: 220 "))
        #expect(first.output.contains("\nC+ \"NO\"\n:flush\nC: OP\n"))
        #expect(!first.output.contains("geheim") && !first.output.contains(":auth"))
        try program.home.write(first.output, to: "o.smtp")
        let second = try program.run(["run", "o.smtp"])
        #expect(second.status == 0, "\(second.output)")
    }

    @Test("a filter that matches no script is reported")
    func filter() throws {
        try program.home.write("S= 220\n", to: "x.smtp")
        let none = try program.run(["run", "--filter", "nomatch", "."])
        #expect(none.status == 2)
        #expect(none.errors == "smtpsim: error: no script matches --filter nomatch\n")
        #expect(try program.run(["run", "--filter", "x", "."]).status == 0)
    }
}

import Foundation
import Testing

@Suite("A proxy between a client and its server")
struct ProxyTests {
    private let bench: Bench
    private let records: [String]

    init() throws {
        bench = try Bench()
        records = ["--record", bench.folder.path("records")]
    }

    private func server(_ options: String...) throws -> PortServer {
        try PortServer(bench, "listen", ["--maildir", bench.folder.path("mail")] + options)
    }

    private func messages() throws -> [SavedMessage] {
        try bench.folder.names(in: "mail/new").map {
            try SavedMessage(try bench.folder.read("mail/new/\($0)"))
        }
    }

    /// Expects that so many sessions were saved, and that each runs.
    private func expectGreen(sessions: Int) throws {
        let names = try bench.folder.names(in: "records")
        #expect(names.count == sessions)
        for name in names {
            let outcome = try bench.runSimulator(["run", bench.folder.path("records/\(name)")])
            #expect(outcome.exit == .exited(0), outcome.account)
        }
    }

    @Test("carries a message of swaks byte for byte, and shows both sides and its own opinion")
    func swaks() throws {
        let server = try server("--on", #"recipient nosuch@* reject 550 5.1.1 "Nobody here""#)
        let proxy = try PortServer(proxyTo: server.port, bench, records)
        let outcome = try bench.run(
            .swaks,
            [
                "--server", "127.0.0.1:\(proxy.port)", "--helo", "client.example", "--from",
                "ann@client.example", "--to", "nosuch@sim.example,bob@sim.example", "--timeout",
                "60s",
                "--body", ".\n..two\n.three\nend",
            ])
        #expect(outcome.text.contains("<** 550 5.1.1 Nobody here"), outcome.account)
        #expect(outcome.text.contains("<-  250 2.6.0 Message accepted as m1"), outcome.account)
        let trace = try proxy.stop()
        #expect(trace.contains("1 S: 550 5.1.1 Nobody here\n"))
        #expect(trace.contains("smtpsim would say 250 by recipient.accepted"))
        #expect(trace.contains("smtpsim agrees by sender.accepted"))
        try server.stop()
        let text = String(decoding: try messages()[0].text, as: UTF8.self)
        #expect(text.contains("\r\n\r\n.\r\n..two\r\n.three\r\nend\r\n"))
        try expectGreen(sessions: 1)
    }

    @Test("ends TLS on both sides, so that it sees what is inside; passwords stay masked")
    func secured() throws {
        let server = try server("--user", "bob:secret word")
        let proxy = try PortServer(proxyTo: server.port, bench, records)
        #expect(try proxy.run("secured") == ["220", "235", "221"])
        let trace = try proxy.stop()
        #expect(trace.contains("1 C: Subject: inside\n"))
        #expect(try server.stop().contains("with ESMTPSA") == false)
        #expect(try messages()[0].fields.contains("with ESMTPSA"))
        try expectGreen(sessions: 1)
        for name in try bench.folder.names(in: "records") {
            let saved = String(decoding: try bench.folder.read("records/\(name)"), as: UTF8.self)
            #expect(!saved.contains("secret word"))
            #expect(!saved.contains("AGJvYgBzZWNyZXQgd29yZA"))
        }
    }

    @Test("only carries TLS where it is told to")
    func passes() throws {
        let server = try server("--user", "bob:secret word")
        let proxy = try PortServer(proxyTo: server.port, bench, ["--tls-pass"])
        #expect(try proxy.run("secured") == ["220", "235", "221"])
        #expect(!(try proxy.stop().contains("Subject: inside")))
        try server.stop()
        #expect(try messages().count == 1)
    }

    @Test("speaks TLS to a server whose client does not", arguments: ["--tls", "--starttls"])
    func securesServer(_ option: String) throws {
        let server = try PortServer(
            bench, "listen",
            ["--maildir", bench.folder.path("mail")]
                + (option == "--tls" ? ["--tls-port", "0"] : []))
        var port = server.port
        if option == "--tls" {
            try server.process.expect("# listening on 127.0.0.1:")
            port = try #require(Int(try server.process.expect("\n")))
        }
        let proxy = try PortServer(proxyTo: port, bench, [option])
        #expect(try proxy.run("load", "1", "1") == ["0-0"])
        try proxy.stop()
        try server.stop()
        #expect(try messages()[0].fields.contains("with ESMTPS"))
    }

    @Test("has handlers decide in the server's place, which does not hear of it then")
    func handlers() throws {
        let server = try server()
        let proxy = try PortServer(
            proxyTo: server.port, bench,
            [
                "--on", #"recipient nosuch@* reject 551 5.7.1 "By the proxy""#, "--on",
                "recipient bob@* rewrite <eve@sim.example>", "--on",
                #"sender accept 250 2.1.0 "In other words""#, "--on", "hello delay 200ms",
            ] + records)
        let outcome = try bench.run(
            .swaks,
            [
                "--server", "127.0.0.1:\(proxy.port)", "--helo", "client.example", "--from",
                "ann@client.example", "--to", "nosuch@sim.example,bob@sim.example", "--timeout",
                "60s",
            ])
        #expect(outcome.text.contains("<** 551 5.7.1 By the proxy"), outcome.account)
        #expect(outcome.text.contains("<-  250 2.1.0 In other words"), outcome.account)
        try proxy.stop()
        let trace = try server.stop()
        #expect(!trace.contains("nosuch@sim.example>"))
        #expect(trace.contains("1 C: RCPT TO:<eve@sim.example>\n"))
        #expect(try messages().count == 1)
    }

    @Test("answers pipelined commands in order, though the server hears them one by one")
    func pipelined() throws {
        let server = try server("--on", "recipient nosuch@* reject")
        let proxy = try PortServer(proxyTo: server.port, bench, records)
        #expect(
            try proxy.run("pipelined") == ["220", "250", "250 250 550 250 354", "250 250 221"])
        try proxy.stop()
        try server.stop()
        try expectGreen(sessions: 1)
    }

    @Test("keeps from the server the chunk of a command that it did not hear")
    func refusedChunk() throws {
        let server = try server("--set", "chunking=on")
        let proxy = try PortServer(
            proxyTo: server.port, bench, ["--on", "data reject 554 5.7.1 \"No\""])
        #expect(try proxy.run("refused_chunk") == ["220", "250", "250", "250", "554", "250"])
        try proxy.stop()
        let trace = try server.stop()
        #expect(!trace.contains("RSET"))
        #expect(!trace.contains("BDAT"))
    }

    @Test("cancels with the server the exchange that a handler ends")
    func refusedExchange() throws {
        let server = try server(
            "--user", "bob:secret word", "--set", "plaintext-authentication=on")
        let proxy = try PortServer(proxyTo: server.port, bench, ["--on", "auth reject"])
        #expect(
            try proxy.run("refused_exchange") == ["220", "250", "334", "535", "250", "221"])
        try proxy.stop()
        try server.stop()
    }

    @Test("lets pass what the server lets pass, and says what it would have refused")
    func lenient() throws {
        let server = try server("--profile", "lenient")
        let proxy = try PortServer(proxyTo: server.port, bench, ["--profile", "strict"] + records)
        #expect(try proxy.run("lenient") == ["220", "250", "250", "250", "250", "221"])
        let trace = try proxy.stop()
        #expect(trace.contains("smtpsim would say 501 by syntax.mail-space-after-colon"))
        try server.stop()
    }

    @Test("carries messages of 10 MB in little memory")
    func large() throws {
        let server = try server("--quiet", "--keep", "0")
        let proxy = try PortServer(
            proxyTo: server.port, bench, ["--quiet", "--keep", "0"] + records)
        #expect(try proxy.run("send", "3") == ["sent"])
        #expect(try peakKilobytes(of: proxy.process) < 120_000)
        try proxy.stop()
        try server.stop()
        #expect(try messages().map(\.text.count) == [Int](repeating: 10_000_014, count: 3))
        try expectGreen(sessions: 1)
    }

    @Test("closes one side when the other has gone")
    func ends() throws {
        let server = try server()
        let proxy = try PortServer(proxyTo: server.port, bench)
        #expect(try proxy.run("leave") == ["220", "250"])
        try server.process.expect("1 # over\n")
        let client = try bench.start(
            try Tool.python3.path,
            [Simulator.support("link_scenarios.py"), "\(proxy.port)", "wait_for_end"])
        try client.expect("250\n")
        server.process.signalProgram(SIGKILL)
        try client.expect("end\n")
        #expect(try client.waitForExit() == .exited(0))
        // There is no server now.
        #expect(try proxy.run("answered_by") == ["421", "end"])
        #expect(try proxy.stop().contains("cannot connect to 127.0.0.1:\(server.port)"))
    }

    @Test("stands between Postfix's smtp-source and smtp-sink")
    func postfix() throws {
        let port = try bench.freePort()
        let sink = try bench.start(
            try UnpackedTools.path("postfix/usr/sbin/smtp-sink"),
            (getuid() == 0 ? ["-u", "nobody"] : []) + ["127.0.0.1:\(port)", "100"],
            adding: ["LD_LIBRARY_PATH": try UnpackedTools.path("postfix/usr/lib/postfix")])
        try bench.awaitServer(port)
        // Nobody reads what it writes until it ends.
        let proxy = try PortServer(proxyTo: port, bench, records + ["--quiet"])
        let outcome = try Postfix(bench: bench, port: proxy.port).smtpSource([
            "-s", "5", "-m", "20", "-l", "2000", "-N",
        ])
        #expect(outcome.exit == .exited(0), outcome.account)
        try proxy.stop()
        #expect(try bench.folder.names(in: "records").count == 20)
        try expectGreen(sessions: 20)
        sink.signalProgram(SIGTERM)
    }

    @Test(
        "is refused where the server is another machine, or is not named",
        arguments: [
            ["--to", "mx.example:25"], ["--to", "192.0.2.1:25"], ["--to", "127.0.0.1"],
            ["--to", "127.0.0.1:0"], ["--to", ":25"], ["--to", "127.0.0.1.example:25"], [],
        ])
    func refused(_ arguments: [String]) throws {
        let outcome = try bench.runSimulator(["proxy", "--port", "0"] + arguments)
        #expect(outcome.exit == .exited(2), outcome.account)
        #expect(outcome.output.isEmpty)
        if arguments.last?.contains("25") == true, arguments.last?.hasPrefix(":") == false {
            #expect(outcome.errorText.contains("--allow-remote"), outcome.account)
        }
    }
}

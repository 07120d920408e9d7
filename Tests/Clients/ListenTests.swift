import Foundation
import Testing

@Suite("Real clients of listen, whose messages arrive byte for byte")
struct ListenTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let body = ".\n..two\n.three\nend"
    private static let text = "Subject: dots\r\n\r\n.\r\n..two\r\n.three\r\nend\r\n"

    private func swaks(_ port: Int, _ arguments: [String]) throws -> Outcome {
        try bench.run(
            .swaks,
            [
                "--server", "127.0.0.1:\(port)", "--helo", "client.example", "--from",
                "ann@client.example", "--to", "bob@sim.example", "--timeout", "60s",
                "--body", Self.body,
            ] + arguments)
    }

    /// The message that swaks says it sent: its lines begin with an arrow, `~>` inside TLS.
    private func sent(bySwaks outcome: Outcome) -> [UInt8] {
        let lines = outcome.text.components(separatedBy: "\n").filter {
            $0.hasPrefix(" -> ") || $0.hasPrefix(" ~> ")
        }
        return sentMessages(Array(lines.map { $0.dropFirst(4) + "\r\n" }.joined().utf8)).first ?? []
    }

    @Test(
        "swaks: plain, STARTTLS, implicit TLS, with a password, pipelined",
        arguments: [
            [], ["--pipeline"], ["-tls"], ["--tls-on-connect"],
            ["--auth", "PLAIN", "--auth-user", "bob", "--auth-password", "secret word"],
            ["-tls", "--auth", "LOGIN", "--auth-user", "bob", "--auth-password", "secret word"],
            ["--auth", "CRAM-MD5", "--auth-user", "bob", "--auth-password", "secret word"],
        ])
    func swaks(arguments: [String]) throws {
        let server = try ListeningServer(bench, ListeningServer.withPassword)
        let isSecure = arguments.contains("--tls-on-connect")
        let outcome = try swaks(isSecure ? server.securePort : server.port, arguments)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try server.messages() == [sent(bySwaks: outcome)], outcome.account)
        try server.expectGreen()
        let output = try server.stop()
        #expect(!output.contains("secret word"))
        if arguments.contains("-tls") || isSecure {
            #expect(outcome.text.contains("TLS started with cipher TLSv1.3:"), outcome.account)
        }
        if arguments.contains("-tls") {
            #expect(output.contains("note tls.started TLSv1.3, TLS_"), "\(output)")
        }
    }

    @Test(
        "curl: smtp, smtp with STARTTLS, smtps, with the certificate checked", arguments: [0, 1, 2])
    func curl(kind: Int) throws {
        let server = try ListeningServer(bench)
        let long = String(repeating: "x", count: 900)
        let message = Array(Self.text.utf8) + Array("\(long)\r\n8-bit: äöü€\r\n".utf8)
        let file = try bench.folder.write("message", message)
        let url =
            kind == 2 ? "smtps://localhost:\(server.securePort)" : "smtp://localhost:\(server.port)"
        let outcome = try bench.run(
            .curl,
            [
                "--disable", "--no-progress-meter", "--noproxy", "*", "--max-time", "60", "-4",
                "--cacert", bench.folder.path("certificate.pem"),
                "--url", "\(url)/client.example", "--mail-from", "ann@client.example",
                "--mail-rcpt", "bob@sim.example", "--upload-file", file,
            ] + (kind == 1 ? ["--ssl-reqd"] : []))
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try server.messages() == [message])
        try server.expectGreen()
        let isNamed = try server.stop().contains("for localhost")
        #expect(kind != 1 || isNamed)
    }

    @Test("smtplib: plain, STARTTLS, implicit TLS", arguments: ["plain", "starttls", "tls"])
    func smtplib(kind: String) throws {
        let server = try ListeningServer(bench, ListeningServer.withPassword)
        let port = kind == "tls" ? server.securePort : server.port
        let outcome = try bench.run(
            .python3,
            [
                Simulator.support("listen_client.py"), "\(port)", kind,
                bench.folder.path("certificate.pem"),
            ])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try server.messages() == sentMessages(outcome.output), outcome.account)
        try server.expectGreen()
    }

    @Test("msmtp, with STARTTLS and the certificate checked")
    func msmtp() throws {
        let server = try ListeningServer(bench)
        let configuration = try bench.folder.write(
            "msmtprc",
            """
            defaults
            host localhost
            port \(server.port)
            domain client.example
            tls on
            tls_trust_file \(bench.folder.path("certificate.pem"))
            timeout 60
            account default

            """)
        let message = "From: ann@client.example\nTo: bob@sim.example\n\n.\n..two\nend\n"
        let outcome = try bench.run(
            .msmtp,
            ["--file", configuration, "--read-envelope-from", "--read-recipients"],
            input: Array(message.utf8))
        #expect(outcome.exit == .exited(0), outcome.account)
        let text = try server.messages().first ?? []
        let wanted = Array("\r\n\r\n.\r\n..two\r\nend\r\n".utf8)
        #expect(text.suffix(wanted.count) == wanted[...])
        try server.expectGreen()
        #expect(try server.stop().contains("note tls.started TLSv1.3, TLS_"))
    }

    @Test("openssl s_client, with a client certificate that authenticates by EXTERNAL")
    func openssl() throws {
        try makeCertificate(for: "tim")
        let server = try ListeningServer(
            bench,
            ["--client-ca", bench.folder.path("tim.pem"), "--set", "mechanisms=EXTERNAL"])
        let client = try bench.start(
            try Tool.openssl.path,
            [
                "s_client", "-quiet", "-crlf", "-starttls", "smtp", "-connect",
                "127.0.0.1:\(server.port)", "-servername", "mx.sim.example", "-cert",
                bench.folder.path("tim.pem"), "-key", bench.folder.path("tim.key"),
            ])
        try client.send("EHLO client.example\n")
        try client.expect("AUTH EXTERNAL")
        try client.send("AUTH EXTERNAL =\n")
        try client.expect("235 2.7.0 ")
        try client.send("MAIL FROM:<tim@client.example>\nRCPT TO:<bob@sim.example>\nDATA\n")
        try client.expect("354 ")
        try client.send("Subject: x\n\nhello\n.\n")
        try client.expect("250 2.6.0 ")
        // A capital Q or R would be a command of s_client's.
        try client.send("quit\n")
        #expect(try client.waitForExit() == .exited(0), "\(client.account)")
        #expect(try server.messages() == [Array("Subject: x\r\n\r\nhello\r\n".utf8)])
        try server.expectGreen()
        #expect(try server.script(1).contains(":tls cipher="))
        #expect(try server.script(1).contains("name=mx.sim.example identity=tim"))
    }

    private func makeCertificate(for name: String) throws {
        let outcome = try bench.run(
            .openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                "-nodes", "-days", "2", "-subj", "/CN=\(name)", "-out",
                bench.folder.path("\(name).pem"), "-keyout", bench.folder.path("\(name).key"),
            ])
        #expect(outcome.exit == .exited(0), outcome.account)
    }

    @Test("Exim, as a sending server through a smarthost route, by TLS as it likes")
    func exim() throws {
        let server = try ListeningServer(bench, ["--set", "chunking=on"])
        let exim = try Exim(bench, port: server.port)
        let commands = [
            "EHLO client.example", "MAIL FROM:<ann@client.example>", "RCPT TO:<bob@sim.example>",
            "DATA", "Subject: hello", "", "..", "...two", "end", ".", "QUIT", "",
        ]
        let log = try exim.send(Array(commands.joined(separator: "\r\n").utf8))
        #expect(log.contains(" => bob@sim.example ") && log.contains(" Completed\n"), "\(log)")
        let wanted = Array("Subject: hello\r\n\r\n.\r\n..two\r\nend\r\n".utf8)
        let text = try server.messages().first ?? []
        #expect(text.firstRange(of: Array("\r\n\r\n.\r\n..two\r\nend\r\n".utf8)) != nil)
        #expect(text.suffix(23) == wanted.suffix(23))
        try server.expectGreen()
    }

    @Test("Postfix's smtp, by LMTP too", arguments: ["smtp", "lmtp"])
    func postfix(client: String) throws {
        let server = try ListeningServer(bench, client == "lmtp" ? ["--profile", "lmtp"] : [])
        let message = "Subject: hello\n\n.\n..two\n.three\n8-bit: äöü€\nend\n"
        let log = try Postfix(bench: bench, port: server.port).deliver(
            by: client, message,
            to: [.init(address: "bob@sim.example"), .init(address: "cat@sim.example")])
        #expect(log.split(separator: "status=sent (250 ").count == 3, "\(log)")
        #expect(try server.messages() == [Array(message.replacing("\n", with: "\r\n").utf8)])
        try server.expectGreen()
    }

    @Test("smtp-source: 100 clients at once, none of their messages lost")
    func smtpSource() throws {
        let server = try ListeningServer(bench, ["-q"])
        let outcome = try Postfix(bench: bench, port: server.port).smtpSource(
            ["-s", "100", "-m", "1000", "-d", "-l", "2000"])
        #expect(outcome.exit == .exited(0), outcome.account)
        let messages = try server.messages()
        #expect(messages.count == 1_000)
        #expect(Set(messages.map(\.count)).count <= 3)
    }

    @Test("10,000 clients that say nothing are held, and served when they speak")
    func idle() throws {
        let server = try ListeningServer(bench, ["-q", "--max-connections", "0"])
        let outcome = try bench.run(
            .python3,
            [Simulator.support("idle_clients.py"), "\(server.port)", "10000"])
        #expect(outcome.exit == .exited(0), outcome.account)
        let kilobytes = try peakKilobytes(of: server.process)
        #expect(kilobytes < 400_000)
        try server.stop()
    }
}

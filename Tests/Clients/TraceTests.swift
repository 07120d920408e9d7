import Foundation
import Testing

@Suite("The trace of a server on a pipe")
struct TraceTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// A session with a password, a message, and an escape sequence that would clear a terminal.
    private static let session = Array(
        """
        EHLO client.example\r
        AUTH PLAIN AGJvYgBzZWNyZXQgd29yZA==\r
        \u{1B}[2J\u{07}\r
        MAIL FROM:<ann@client.example>\r
        RCPT TO:<nosuch@sim.example>\r
        QUIT\r

        """.utf8)

    private static let options =
        ["--set", "plaintext-authentication=on"] + usersAndRules
    private static let usersAndRules = [
        "--user", "bob:secret word", "--on", "recipient nosuch@* reject 550 5.1.1",
    ]

    private func expectTrace(_ octets: [UInt8]) {
        let trace = String(decoding: octets, as: UTF8.self)
        let lines = trace.split(separator: "\n")
        #expect(lines.contains("C: EHLO client.example"), "\(trace)")
        #expect(lines.contains("S: 221 2.0.0 mx.sim.example Closing connection"), "\(trace)")
        #expect(lines.contains { $0.hasPrefix("#~ HELLO → MAIL") }, "\(trace)")
        #expect(
            lines.contains {
                $0.contains("nosuch@sim.example: reject") && $0.contains("handler 1")
            },
            "\(trace)")
        for secret in ["AGJvYgBzZWNyZXQgd29yZA==", "secret word"] {
            #expect(!trace.contains(secret), "\(trace)")
        }
        #expect(octets.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 != 0x7F) }, "\(trace)")
    }

    @Test("goes to standard error, not over the wire")
    func standardError() throws {
        let traced = try bench.runSimulator(["stdio"] + Self.options, input: Self.session)
        #expect(traced.exit == .exited(0), traced.account)
        expectTrace(traced.errors)
        let silent = try bench.runSimulator(
            ["stdio", "--trace", "off"] + Self.options, input: Self.session)
        #expect(silent.errors.isEmpty)
        #expect(silent.output == traced.output)
    }

    @Test("goes to a file")
    func file() throws {
        let path = bench.folder.path("trace")
        let outcome = try bench.runSimulator(
            ["stdio", "--trace", path] + Self.options, input: Self.session)
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.errors.isEmpty, outcome.account)
        expectTrace(try bench.folder.read("trace"))
    }

    @Test("masks lines after a refused AUTH", arguments: [true, false])
    func refused(_ isJSON: Bool) throws {
        let path = bench.folder.path("trace")
        let server = try bench.startSimulator(
            ["stdio", "--trace", path, "--on", "verb XYZ reject"] + (isJSON ? ["--json"] : []))
        try server.expect("220 ")
        let message = "AHRpbQBTM2NyM3RQYXNzdzByZA=="
        for (line, reply) in [
            ("EHLO x.example", "\r\n250 "), ("AUTH BOGUS", "\r\n504 "), (message, "\r\n500 "),
            ("AUTH \(message)", "\r\n504 "), ("QUIT", "\r\n221 "),
        ] {
            #expect(try server.send(line + "\r\n"))
            try server.expect(reply)
        }
        #expect(try server.waitForExit() == .exited(0))
        let trace = String(decoding: try bench.folder.read("trace"), as: UTF8.self)
        #expect(trace.contains("****"))
        #expect(!trace.contains("AHRpbQBTM2"), "\(trace)")
        #expect(!trace.contains("AHRPBQBTM2"), "\(trace)")
    }

    /// Expects that the trace is a script that runs green, and holds no password.
    private func expectGreen(_ path: String) throws {
        let outcome = try bench.runSimulator(["run", path])
        let trace = String(decoding: try bench.folder.read("trace"), as: UTF8.self)
        #expect(outcome.exit == .exited(0), "\(outcome.text)\n\(trace)")
        #expect(!trace.contains("AGJvYgBzZWNyZXQgd29yZA=="))
        #expect(!trace.contains("secret word") && !trace.contains("c2VjcmV0IHdvcmQ="))
    }

    @Test(
        "of swaks runs green",
        arguments: ["strict", "lenient", "submission", "mailhog"],
        [
            [], ["--auth-password", "secret word"], ["--auth-password", "wrong"],
            ["--to", "bob@sim.example,nosuch@sim.example"], ["--to", "nosuch@sim.example"],
            ["--pipeline"],
        ])
    func swaks(profile: String, arguments: [String]) throws {
        // That machine offers passwords in clear without being told.
        let options = profile == "mailhog" ? Self.usersAndRules : Self.options
        let mechanisms =
            arguments.first == "--auth-password" ? ["PLAIN", "LOGIN", "CRAM-MD5"] : [nil]
        for mechanism in mechanisms {
            for folder in [nil, bench.messagesFolder] {
                let path = bench.folder.path("trace")
                let server = Simulator(
                    options: ["--profile", profile] + options, savesMessagesIn: folder,
                    tracesTo: path)
                let auth = mechanism.map { ["--auth", $0, "--auth-user", "bob"] } ?? []
                _ = try bench.run(
                    .swaks,
                    [
                        "--pipe", server.shellCommand, "--helo", "client.example", "--from",
                        "ann@client.example", "--to", "bob@sim.example", "--timeout", "60s",
                    ] + auth + arguments)
                try expectGreen(path)
            }
        }
    }

    @Test(
        "of smtplib runs green", arguments: [("send_message", 1), ("login", 4), ("eight_bit", 1)])
    func smtplib(scenario: String, connections: Int) throws {
        let path = bench.folder.path("trace")
        let server = Simulator(options: Simulator.withPassword.options, tracesTo: path)
        let relay = try Relay(bench, connections: connections, server)
        let outcome = try bench.run(
            .python3, [Simulator.support("smtplib_scenarios.py"), "\(relay.port)", scenario])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses().values.allSatisfy { $0 == 0 })
        try expectGreen(path)
    }

    @Test("keeps the bounds of writes, within a password too")
    func writes() throws {
        let path = bench.folder.path("trace")
        let server = try bench.startSimulator(["stdio", "--trace", path] + Self.options)
        try server.expect("220 ")
        let pieces: [(text: String, reply: String)] = [
            ("EHLO client.exam", ""), ("ple\r\nAUTH PLA", "AUTH PLAIN"), ("IN AGJvYgBz", ""),
            ("ZWNyZXQgd29yZA==", ""), ("\r\n", "235 "), ("MAIL FR", ""),
            ("OM:<a@b.example>\r\n", "250 2.1.0"), ("NOOP\r\nNO", "250 2.0.0"),
            ("OP\r\nQUIT\r\n", "221 "),
        ]
        for piece in pieces {
            try server.send(piece.text)
            if piece.reply.isEmpty { usleep(200_000) } else { try server.expect(piece.reply) }
        }
        #expect(try server.waitForExit() == .exited(0))
        let trace = String(decoding: try bench.folder.read("trace"), as: UTF8.self)
        #expect(trace.contains("\nC+ \"MAIL FR\"\n:flush\nC: OM:<a@b.example>\n"), "\(trace)")
        try expectGreen(path)
    }

    @Test("of a client that is gone when it is answered ends with :close")
    func gone() throws {
        let path = bench.folder.path("trace")
        let server = try bench.startSimulator(["stdio", "--trace", path])
        try server.expect("220 ")
        server.closeOutput()
        try server.send("NOOP\r\n")
        #expect(try server.waitForExit() == .exited(0))
        let trace = String(decoding: try bench.folder.read("trace"), as: UTF8.self)
        #expect(trace.contains("\n:close\n#~ HELLO → CLOSED   closed by the client"), "\(trace)")
        try expectGreen(path)
    }

    @Test("has time that ran out as :wait")
    func timeout() throws {
        let path = bench.folder.path("trace")
        let server = try bench.startSimulator(
            ["stdio", "--trace", path, "--set", "command-timeout=1s"])
        try server.send("EHLO client.example\r\n")
        try server.expect("421 ")
        #expect(try server.waitForExit() == .exited(0))
        #expect(
            String(decoding: try bench.folder.read("trace"), as: UTF8.self).contains("\n:wait "))
        try expectGreen(path)
    }

    @Test("shows credentials with --secrets, and runs green")
    func secrets() throws {
        let path = bench.folder.path("trace")
        _ = try bench.runSimulator(
            ["stdio", "--secrets", "--trace", path] + Self.options, input: Self.session)
        let trace = String(decoding: try bench.folder.read("trace"), as: UTF8.self)
        #expect(trace.contains("\n:user bob \"secret word\"\n"), "\(trace)")
        #expect(trace.contains("\nC: AUTH PLAIN AGJvYgBzZWNyZXQgd29yZA==\n"), "\(trace)")
        #expect(try bench.runSimulator(["run", path]).exit == .exited(0), "\(trace)")
    }

    @Test("that cannot be written is reported at the end, too")
    func fullDisk() throws {
        let outcome = try bench.runSimulator(
            ["stdio", "--trace", "/dev/full"] + Self.options, input: Self.session)
        #expect(outcome.exit == .exited(2), outcome.account)
        #expect(outcome.text.contains("\r\n221 "), outcome.account)
        #expect(outcome.errorText.contains("cannot write the trace: "), outcome.account)
    }

    @Test("numbers events as the transcript of a pipe does")
    func numbers() throws {
        struct Numbered: Decodable, Equatable {
            let step: Int
            let event: String
        }
        func events(_ octets: [UInt8]) throws -> [Numbered] {
            try octets.split(separator: 0x0A).map {
                try JSONDecoder().decode(Numbered.self, from: Data($0))
            }
        }
        // One read holds one line, as a step of the other does.
        let server = try bench.startSimulator(["stdio", "--json"])
        try server.expect("220 ")
        for (line, reply) in [("EHLO a\r\n", "250 "), ("NOOP\r\n", "250 2.0.0")] {
            try server.send(line)
            try server.expect(reply)
        }
        server.closeInput()
        #expect(try server.waitForExit() == .exited(0))
        let piped = try bench.runSimulator(
            ["--init", "none", "--json", "--set", "starttls=off"],
            input: Array("EHLO a\nNOOP\n".utf8))
        let wanted = try events(piped.output)
        #expect(try events(server.errors) == wanted)
        #expect(wanted.first == Numbered(step: 0, event: "connected"))
        #expect(
            wanted.suffix(3) == [
                Numbered(step: 3, event: "closed-by-client"),
                Numbered(step: 3, event: "note"),
                Numbered(step: 3, event: "transition"),
            ])
        #expect(wanted.contains(Numbered(step: 1, event: "sent")))
    }
}

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

    private static let options = [
        "--user", "bob:secret word", "--set", "plaintext-authentication=on",
        "--on", "recipient nosuch@* reject 550 5.1.1",
    ]

    private func expectTrace(_ octets: [UInt8]) {
        let trace = String(decoding: octets, as: UTF8.self)
        let lines = trace.split(separator: "\n")
        #expect(lines.contains("C: EHLO client.example"), "\(trace)")
        #expect(lines.contains("S: 221 2.0.0 mx.sim.example Closing connection"), "\(trace)")
        #expect(lines.contains { $0.hasPrefix("#~ HELLO → MAIL") }, "\(trace)")
        #expect(
            lines.contains { $0.contains("nosuch@sim.example: reject") && $0.contains("rule 1") },
            "\(trace)")
        for secret in ["AGJvYgBzZWNyZXQgd29yZA==", "secret word"] {
            #expect(!trace.contains(secret), "\(trace)")
        }
        #expect(octets.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 != 0x7F) }, "\(trace)")
    }

    @Test("goes to standard error; the wire has nothing of it")
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

    @Test("masks lines behind an AUTH that was refused", arguments: [true, false])
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
}

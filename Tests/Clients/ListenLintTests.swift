import Foundation
import Testing

@Suite("Lint of the clients of listen")
struct ListenLintTests {
    let bench: Bench

    init() throws { bench = try Bench() }

    /// A client that writes a blank after FROM: and hangs up without QUIT, whatever it hears.
    private func serveBadClient(_ port: Int) throws {
        let client = try bench.run(
            .python3,
            [
                "-c",
                """
                import socket, sys
                client = socket.create_connection(("127.0.0.1", int(sys.argv[1])), 60)
                replies = client.makefile("rb")
                def hear():
                    while replies.readline()[3:4] == b"-": pass
                hear()
                for line in b"EHLO client.example", b"MAIL FROM: <ann@client.example>":
                    client.sendall(line + b"\\r\\n")
                    hear()
                client.shutdown(socket.SHUT_WR)
                replies.read()
                """, "\(port)",
            ])
        #expect(client.exit == .exited(0), client.account)
    }

    @Test("--lint lists what a client did wrong when its session ends, as comments of its session")
    func comments() throws {
        let server = try ListeningServer(bench, ["--lint"])
        try serveBadClient(server.port)
        try server.process.expect("1 # over")
        let lines = try server.script(1).components(separatedBy: "\n")
        let wanted = [
            "# lint: step 2: error: a blank stands after FROM:",
            "# lint:   MAIL FROM: <ann@client.example>", "# lint:             ^",
            "# lint: step 3: warning: the client hung up without QUIT [connection.no-quit]",
        ]
        for line in wanted {
            #expect(lines.contains { $0.hasPrefix(line) }, "\(line)\n\(lines)")
        }
        try server.expectGreen()
    }

    @Test("with -q there are only findings, and a client without any has none")
    func quiet() throws {
        let server = try ListeningServer(bench, ["--lint", "-q"])
        try serveBadClient(server.port)
        try server.process.expect("[connection.no-quit]")
        let good = try bench.run(
            .swaks,
            [
                "--server", "127.0.0.1:\(server.port)", "--helo", "client.example", "--quit-after",
                "EHLO", "--timeout", "60s",
            ])
        #expect(good.exit == .exited(0), good.account)
        let lines = try server.stop().split(separator: "\n").filter { !$0.hasPrefix("# ") }
        #expect(lines.allSatisfy { $0.hasPrefix("1 # lint: ") }, "\(lines)")
    }

    @Test("with --json each finding is an event")
    func json() throws {
        let process = try bench.startSimulator(["listen", "--port", "0", "--lint", "--json"])
        try process.expect("\"address\":\"127.0.0.1:")
        let number = try #require(Int(try process.expect("\"")))
        try serveBadClient(number)
        try process.expect("{\"session\":1,\"event\":\"lint\",\"step\":2,\"level\":\"error\",")
        try process.expect("{\"session\":1,\"event\":\"lint\",\"step\":3,\"level\":\"warning\",")
        try process.expect("{\"session\":1,\"event\":\"over\"}")
        process.signalProgram(SIGTERM)
        #expect(try process.waitForExit() == .exited(0))
    }
}

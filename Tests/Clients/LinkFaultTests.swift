import Foundation
import Testing

@Suite("Faults of the link to a client")
struct LinkFaultTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    private func server(_ handlers: String...) throws -> PortServer {
        try PortServer(
            bench, "listen",
            ["--maildir", bench.folder.path("mail")] + handlers.flatMap { ["--on", $0] })
    }

    private func messageCount() throws -> Int { try bench.folder.names(in: "mail/new").count }

    @Test("cut the connection in the middle of the text, once; the next client's message arrives")
    func cut() throws {
        let server = try server("data accept link cut 80 once")
        #expect(try server.run("cut") == ["220", "250", "250", "250", "354", "end"])
        #expect(try server.run("cut").last == "250")
        #expect(try messageCount() == 1)
        let trace = try server.stop()
        #expect(trace.contains("note policy.link the link is cut; note connection.lost-in-text"))
    }

    @Test("cut it in the middle of a reply")
    func cutReply() throws {
        let server = try server(#"connect reply "22" link cut 0"#)
        #expect(try server.run("answered_by") == ["22", "end"])
        try server.stop()
    }

    @Test("send a reply octet by octet")
    func pieces() throws {
        let server = try server("hello accept link pieces 1 pause 10ms")
        #expect(try server.run("pieces").suffix(2) == ["250 2.0.0 OK", "several"])
        try server.stop()
    }

    @Test("throttle it")
    func rate() throws {
        let server = try server("hello accept link rate 800")
        #expect(try server.run("rate", "0.4").suffix(2) == ["250", "slow"])
        try server.stop()
    }

    @Test("close the server's side, while what the client sends still arrives")
    func halfClosed() throws {
        let server = try server("sender accept link half-close")
        #expect(try server.run("half_closed") == ["220", "250", "250", "end"])
        let trace = try server.stop()
        #expect(trace.contains("the reply 354 does not reach the client"))
        #expect(try messageCount() == 1)
    }

    @Test("make a TLS handshake fail or stall, and others go on", arguments: ["fails", "stalls"])
    func handshake(_ fault: String) throws {
        let server = try server("tls accept link handshake \(fault) once")
        let seen = try server.run("handshake").last
        #expect(
            fault == "fails"
                ? seen?.uppercased().contains("HANDSHAKE") == true : seen == "stalled")
        #expect(try server.run("handshake").last == "done")
        let trace = try server.stop()
        #expect(trace.contains("note policy.link the handshake \(fault)"))
    }

    @Test("run again from what was written of the session")
    func replay() throws {
        let handlers = ["data accept link cut 80", "tls accept link handshake fails"]
        let server = try server(handlers[0], handlers[1])
        _ = try server.run("cut")
        _ = try server.run("handshake")
        let trace = try server.stop()
        for session in ["1 ", "2 "] {
            let lines = trace.split(separator: "\n").filter { $0.hasPrefix(session) }
            let file = try bench.folder.write(
                "session.smtp",
                handlers.map { ":on \($0)\n" }.joined()
                    + lines.map { $0.dropFirst(2) + "\n" }.joined())
            let outcome = try bench.runSimulator(["run", file])
            #expect(outcome.exit == .exited(0), outcome.account)
        }
    }

    @Test("close a pipe's output, while its input is still read")
    func pipe() throws {
        let options = ["--on", "sender accept link half-close", "--set", "received=off"]
        let server = Simulator(
            options: options + ["--set", "return-path=off"],
            savesMessagesIn: bench.messagesFolder)
        let process = try bench.startSimulator(server.arguments)
        try process.send("EHLO client.example\r\nMAIL FROM:<a@b.example>\r\n")
        try process.expect("\r\n250 2.1.0 Sender OK\r\n")
        try process.send("RCPT TO:<bob@sim.example>\r\nDATA\r\nhello\r\n.\r\n")
        process.closeInput()
        #expect(try process.waitForExit() == .exited(0), "\(process.account)")
        #expect(String(decoding: process.output, as: UTF8.self).hasSuffix("Sender OK\r\n"))
        #expect(try bench.savedFiles() == [Array("hello\r\n".utf8)])
    }
}

import Foundation
import Testing

@Suite("A signal that ends stdio")
struct ShutdownTests {
    private let bench: Bench

    init() throws { bench = try Bench() }

    @Test(
        "says 421 to the client first, and ends with 128 and its number (RFC 5321 §3.8)",
        arguments: [SIGTERM, SIGHUP, SIGINT])
    func signals(_ number: Int32) throws {
        let trace = bench.folder.path("trace.smtp")
        let server = try bench.startSimulator(Simulator(tracesTo: trace).arguments)
        try server.send("EHLO client.example\r\n")
        try server.expect("\r\n250 AUTH CRAM-MD5\r\n")
        kill(server.identifier, number)
        try server.expect("421 4.3.2 mx.sim.example ")
        #expect(try server.waitForExit() == .exited(128 + number))
        let text = String(decoding: try bench.folder.read("trace.smtp"), as: UTF8.self)
        #expect(text.contains(":shutdown\n"))
        #expect(text.contains("421 4.3.2"))
        let replay = try bench.runSimulator(["run", trace])
        #expect(replay.exit == .exited(0), replay.account)
    }

    @Test("in the middle of text drops the message, and leaves nothing half done")
    func text() throws {
        let server = try bench.startSimulator(
            Simulator(savesMessagesIn: bench.messagesFolder).arguments)
        let text = String(repeating: String(repeating: "x", count: 62) + "\r\n", count: 5_000)
        try server.send(
            "EHLO a\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n" + text)
        try server.expect("\r\n354 ")
        kill(server.identifier, SIGTERM)
        try server.expect("421 4.3.2 ")
        #expect(try server.waitForExit() == .exited(143))
        #expect(try bench.folder.names(in: "messages").isEmpty)
    }

    @Test("ends a wait that a handler imposes")
    func delay() throws {
        let server = try bench.startSimulator(Simulator.deciding("hello delay 1h").arguments)
        try server.expect("220 ")
        try server.send("EHLO client.example\r\nNOOP\r\n")
        // The octets may still be on their way; the signal is not.
        usleep(200_000)
        kill(server.identifier, SIGTERM)
        try server.expect("421 4.3.2 ")
        #expect(try server.waitForExit() == .exited(143))
    }

    @Test("ends at once when it comes for the second time")
    func twice() throws {
        let server = try bench.startSimulator(Simulator().arguments)
        try server.expect("220 ")
        // Nobody reads: the server waits for room, and cannot say anything.
        try server.send(String(repeating: "HELP\r\n", count: 20_000))
        kill(server.identifier, SIGTERM)
        usleep(200_000)
        kill(server.identifier, SIGINT)
        #expect(try server.waitForExit() == .exited(130))
    }
}

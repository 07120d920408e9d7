import Foundation
import Testing

@Suite("Large messages on a pipe")
struct LargeMessageTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// A megabyte of lines of 64 octets; some begin with a dot, which is doubled on the wire.
    private static let block: (wire: [UInt8], text: [UInt8]) = {
        let lines = (0..<(1 << 14)).map { number in
            let start = number.isMultiple(of: 50) ? "." : "x"
            return Array((start + String(format: "%061d", number) + "\r\n").utf8)
        }
        let wire = lines.flatMap { $0.first == UInt8(ascii: ".") ? [0x2E] + $0 : $0 }
        return (wire, lines.flatMap { $0 })
    }()

    /// Sends a message of so many megabytes.
    ///
    /// - Returns: the server, which has the whole message and has not been told QUIT.
    private func send(megabytes: Int, _ simulator: Simulator) throws -> ChildProcess {
        let server = try bench.startSimulator(simulator.arguments)
        try server.send("EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\n")
        try server.send("RCPT TO:<bob@sim.example>\r\nDATA\r\n")
        try server.expect("\r\n354 ")
        for _ in 0..<megabytes {
            #expect(try server.send(Self.block.wire))
        }
        try server.send(".\r\n")
        return server
    }

    private func quit(_ server: ChildProcess) throws {
        try server.send("QUIT\r\n")
        try server.expect("\r\n221 ")
        #expect(try server.waitForExit() == .exited(0), "\(server.account)")
    }

    @Test("of 10 MB are stored byte for byte, in constant memory")
    func tenMegabytes() throws {
        let server = try send(megabytes: 10, Simulator(savesMessagesIn: bench.messagesFolder))
        try server.expect("\r\n250 2.6.0 ")
        #expect(try peakKilobytes(of: server) < Budget.residentKilobytes)
        try quit(server)
        let stored = try bench.savedMessages()
        #expect(stored.count == 1)
        let isAsSent = stored.first == (0..<10).flatMap { _ in Self.block.text }
        #expect(isAsSent)
    }

    @Test("of 200 MB are taken in constant memory where there is no limit")
    func twoHundredMegabytes() throws {
        let server = try send(
            megabytes: 200, Simulator(options: ["--set", "maximum-message-size=0"]))
        try server.expect("\r\n250 2.6.0 ")
        #expect(try peakKilobytes(of: server) < Budget.residentKilobytes)
        try quit(server)
    }

    @Test("above the limit are refused after their end, and the session continues")
    func tooLarge() throws {
        let server = try send(
            megabytes: 10, Simulator(options: ["--set", "maximum-message-size=1000000"]))
        try server.expect("\r\n552 5.3.4 ")
        #expect(try peakKilobytes(of: server) < Budget.residentKilobytes)
        try quit(server)
    }
}

import Foundation
import Testing

@Suite("Hostile octets on a pipe")
struct HostileBytesTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private static let hello = "EHLO client.example\r\n"
    private static let envelope =
        hello + "MAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@sim.example>\r\nDATA\r\n"

    /// Runs a server over these octets to their end.
    private func serve(_ octets: [UInt8], _ simulator: Simulator = Simulator()) throws -> Outcome {
        try bench.runSimulator(simulator.arguments, input: octets)
    }

    /// Expects lines that are all replies: three digits, a blank or hyphen, printable text, CR LF.
    private func expectReplies(_ outcome: Outcome) {
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(outcome.output.suffix(2) == [0x0D, 0x0A], outcome.account)
        for line in outcome.text.dropLast().split(separator: "\r\n") {
            let digits = line.prefix(3)
            #expect(digits.count == 3 && digits.allSatisfy { ("0"..."9").contains($0) }, "\(line)")
            #expect(line.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "\(line.debugDescription)")
        }
    }

    @Test(
        "are answered by replies, and the session goes on",
        arguments: [
            ("garbage", [0x80, 0xFF, 0x1B, 0x5B, 0x32, 0x4A, 0x07, 0x0D, 0x0A]),
            ("NUL", Array("NOOP\0\r\nNO\0OP\r\n\0\r\n".utf8)),
            ("invalid UTF-8", Array("EHLO ".utf8) + [0xC3, 0x28, 0xF0, 0x9F, 0x0D, 0x0A]),
            ("an empty line", Array("\r\n".utf8)),
            ("a bare LF", Array("NOOP\nNOOP\n\r\n".utf8)),
            ("a bare CR", Array("NOOP\rNOOP\r\r\n".utf8)),
        ])
    func nonsense(name: String, octets: [UInt8]) throws {
        let outcome = try serve(octets + Array((Self.hello + "QUIT\r\n").utf8))
        expectReplies(outcome)
        #expect(outcome.text.contains("\r\n50"), outcome.account)
        #expect(outcome.text.contains("\r\n250-mx.sim.example"), outcome.account)
        #expect(outcome.text.contains("\r\n221 2.0.0"), outcome.account)
    }

    @Test("of an HTTP request close the connection, and nothing of it is mail")
    func http() throws {
        let body = Self.envelope + "From: evil\r\n\r\nspam\r\n.\r\n"
        let request = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 200\r\n\r\n" + body
        let simulator = Simulator(options: ["--set", "tolerate.connection.other-protocol=off"])
        let outcome = try serve(Array(request.utf8), simulator)
        expectReplies(outcome)
        #expect(!outcome.text.contains("354"), outcome.account)
    }

    @Test("get another challenge in each conversation, unless the seed is given (RFC 2195 §2)")
    func challenges() throws {
        let input = Array("EHLO a\r\nAUTH CRAM-MD5\r\n*\r\nQUIT\r\n".utf8)
        #expect(try serve(input).text != serve(input).text)
        let seeded = Simulator(options: ["--seed", "7"])
        #expect(try serve(input, seeded).text == serve(input, seeded).text)
    }

    @Test("of a TLS handshake are answered by an error, not by a crash")
    func clientHello() throws {
        var octets: [UInt8] = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xFC, 0x03, 0x03]
        octets += (0..<501).map { UInt8(truncatingIfNeeded: $0 &* 97) }
        let outcome = try serve(octets + Array("\r\nQUIT\r\n".utf8))
        expectReplies(outcome)
        #expect(outcome.text.contains("\r\n5"), outcome.account)
    }

    @Test("that never end a line are not kept, and cost one reply", arguments: [UInt8(0x41), 0])
    func endlessLine(octet: UInt8) throws {
        let server = try bench.startSimulator(Simulator().arguments)
        let megabyte = [UInt8](repeating: octet, count: 1 << 20)
        for _ in 0..<10 {
            #expect(try server.send(megabyte))
        }
        try server.send("\r\n" + Self.hello)
        try server.expect("\r\n500 5.5.2 ")
        try server.expect("250-mx.sim.example")
        #expect(try peakKilobytes(of: server) < Budget.residentKilobytes)
        try server.send("QUIT\r\n")
        #expect(try server.waitForExit() == .exited(0))
    }

    @Test("of a line of text without end are taken in constant memory")
    func endlessTextLine() throws {
        let server = try bench.startSimulator(Simulator().arguments)
        try server.send(Self.envelope)
        try server.expect("\r\n354 ")
        let megabyte = [UInt8](repeating: 0x2E, count: 1 << 20)
        for _ in 0..<10 {
            #expect(try server.send(megabyte))
        }
        try server.send("\r\n.\r\n")
        try server.expect("\r\n250 2.6.0 ")
        #expect(try peakKilobytes(of: server) < Budget.residentKilobytes)
        server.closeInput()
        #expect(try server.waitForExit() == .exited(0))
    }

    @Test(
        "end in the middle of text or of a command: the message is not kept, the exit is clean",
        arguments: ["", "Subject: half\r\n\r\nhal", "whole\r\n.\r", "whole\r\n.\r\nMAIL FR"])
    func endOfInput(text: String) throws {
        let outcome = try serve(
            Array((Self.envelope + text).utf8), Simulator(savesMessagesIn: bench.messagesFolder))
        expectReplies(outcome)
        let isWhole = text.contains("\r\n.\r\n")
        #expect(try bench.savedMessages() == (isWhole ? [Array("whole\r\n".utf8)] : []))
        #expect(try bench.folder.names(in: "messages").count == (isWhole ? 2 : 0))
    }

    @Test("stand in the envelope beside the message as they are, escaped once")
    func envelopeNote() throws {
        let octets = """
            EHLO client.example\r\nMAIL FROM:<"q \\"u\\\\"@client.example>\r
            RCPT TO:<"a b"@sim.example>\r\nDATA\r\nx\r\n.\r\nQUIT\r

            """
        let outcome = try serve(
            Array(octets.utf8), Simulator(savesMessagesIn: bench.messagesFolder))
        expectReplies(outcome)
        let json = try bench.folder.read("messages/m1.json")
        #expect(
            String(decoding: json, as: UTF8.self).contains(
                #""sender":"\"q \\\"u\\\\\"@client.example","recipients":["\"a b\"@sim.example"]"#))
        let note = try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any]
        #expect(note?["sender"] as? String == #""q \"u\\"@client.example"#)
    }

    @Test("smuggle no second message past any end of text but CR LF . CR LF")
    func smuggling() throws {
        let ends = ["\n.\n", "\n.\r\n", "\r.\r", "\r\n.\n", "\r\n.\r", "\r.\r\n", "\r\n\0.\r\n"]
        let smuggled = "RSET\r\nMAIL FROM:<evil@client.example>\r\n"
        let text = ends.map { "text\($0)\(smuggled)" }.joined()
        let octets = Array((Self.envelope + text + "\r\n.\r\nQUIT\r\n").utf8)
        let outcome = try serve(octets, Simulator(savesMessagesIn: bench.messagesFolder))
        expectReplies(outcome)
        #expect(outcome.text.components(separatedBy: "250 2.1.0").count == 2, outcome.account)
        #expect(try bench.savedMessages() == sentMessages(octets))
    }

    @Test("from a client that reads no more end the session, not in a hang")
    func closedOutput() throws {
        let server = try bench.startSimulator(Simulator().arguments)
        try server.expect("220 ")
        server.closeOutput()
        // It may have ended in the middle of this.
        for _ in 0..<100 {
            guard try server.send("NOOP\r\n") else { break }
        }
        #expect(try server.waitForExit() == .exited(0), "\(server.account)")
        #expect(server.errors.isEmpty, "\(server.account)")
    }

    @Test("stop at Ctrl-C with status 130", arguments: ["", envelope + "half"])
    func interrupted(octets: String) throws {
        let server = try bench.startSimulator(Simulator().arguments)
        try server.expect("220 ")
        try server.send(octets)
        if !octets.isEmpty { try server.expect("354 ") }
        server.signalProgram(interruptSignal)
        #expect(try server.waitForExit() == .exited(130), "\(server.account)")
    }
}

import Foundation
import Testing

@Suite("Octets of a client as the input of smtpsim")
struct PlainInputTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    private func play(_ octets: [UInt8], _ arguments: [String] = []) throws -> Outcome {
        let outcome = try bench.runSimulator(["--init", "none"] + arguments, input: octets)
        #expect(outcome.exit == .exited(0), outcome.account)
        let isClosed = outcome.text.hasSuffix("closed by the client\n")
        #expect(isClosed ? outcome.errors.isEmpty : outcome.maySayUnused, outcome.account)
        #expect(outcome.output.allSatisfy { $0 == 0x0A || ($0 >= 0x20 && $0 != 0x7F) })
        #expect(String(validating: outcome.output, as: UTF8.self) != nil, outcome.account)
        return outcome
    }

    @Test("are shown without one that a terminal would obey")
    func visible() throws {
        let outcome = try play([0x80, 0xFF] + Array("\u{1B}[2J\u{07}\0\r\nQUIT\r\n".utf8))
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.contains(#"C+ "\x80\xFF\x1B[2J\x07\0\r\n""#), outcome.account)
        #expect(lines.contains("C: QUIT"), outcome.account)
        #expect(lines.contains("S. close"), outcome.account)
    }

    /// What clients send, and what looks like a script.
    private static let pieces: [[UInt8]] =
        [
            "EHLO x\r\n", "HELO y\r\n", "MAIL FROM:<a@b.c>\r\n", "RCPT TO:<d@e.f>\r\n", "DATA\r\n",
            ".\r\n", "..\r\n", "RSET\r\n", "NOOP\n", "\r", "\n", "\0", "\u{1B}[2J", "  C: x\r\n",
            "S: 250\r\n", "# x\r\n", ":quit\r\n", "::x\r\n", "text \r\n", "\ttab\t\r\n",
            "AUTH CRAM-MD5\r\n*\r\n", "STARTTLS\r\n", "-- x --\r\n", "é → ü\r\n", "{{.*}}\r\n",
            "\"q\\\r\n", "A: x\r\n", String(repeating: "A", count: 600) + "\r\n", "QUIT\r\n",
        ].map { Array($0.utf8) } + [[0xC3, 0x0D, 0x0A], [0xFF, 0xFE]]

    @Test("are shown as a script that runs green, whatever they are", arguments: 0..<20)
    func transcriptRuns(seed: Int) throws {
        // Equal seeds give equal octets, so that a failure can be seen again.
        var state = UInt64(seed)
        let octets = (0..<40).flatMap { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Self.pieces[Int(state >> 33) % Self.pieces.count]
        }
        let outcome = try play(Array("EHLO x\r\n".utf8) + octets)
        let script = try bench.folder.write("transcript.smtp", outcome.output)
        let again = try bench.runSimulator(["run", script])
        #expect(again.exit == .exited(0), again.account)
    }

    @Test("after the close are not used, and this is reported")
    func behindClose() throws {
        let unused = try play(Array("QUIT\r\nNOOP\r\n".utf8))
        #expect(unused.errorText == Outcome.unused, unused.account)
        #expect(try play(Array("NOOP\r\nQUIT\r\n".utf8)).errors.isEmpty)
    }

    @Test("of an HTTP request close the connection")
    func http() throws {
        let outcome = try play(
            Array("GET / HTTP/1.1\r\nHost: x\r\n\r\nMAIL FROM:<>\r\n".utf8),
            ["--set", "tolerate.connection.other-protocol=off"])
        let lines = outcome.text.split(separator: "\n")
        #expect(lines.contains("S. close"), outcome.account)
        #expect(lines.contains { $0.contains("connection.other-protocol") }, outcome.account)
        #expect(!lines.contains { $0.hasPrefix("S: 250") }, outcome.account)
    }

    @Test("may be one line that is far too long")
    func longLine() throws {
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 300_000)
        let outcome = try play(line + Array("\r\nQUIT\r\n".utf8))
        #expect(outcome.text.contains("\nS: 500 5.5.2 Line too long\n"))
        #expect(outcome.text.contains("\nS: 221 2.0.0 "))
    }

    @Test("may be a large message, which is shown in constant memory")
    func largeMessage() throws {
        let simulator = try bench.startSimulator(["--init", "none", "--quiet"])
        try simulator.send("EHLO x\r\nMAIL FROM:<a@b.c>\r\nRCPT TO:<d@e.f>\r\nDATA\r\n")
        try simulator.expect("S: 354 ")
        let line = Array("This line has forty-eight octets with its end.\r\n".utf8)
        try simulator.send((0..<40_000).flatMap { _ in line })
        try simulator.send(".\r\n")
        try simulator.expect("S: 250 2.6.0 ")
        #expect(try peakKilobytes(of: simulator) < Budget.residentKilobytes)
        simulator.closeInput()
        #expect(try simulator.waitForExit() == .exited(0), "\(simulator.account)")
    }

    @Test("end the program when nobody reads what it shows")
    func closedOutput() throws {
        let simulator = try bench.startSimulator(["--init", "none"])
        // What it reads first tells whether it is a script.
        try simulator.send("NOOP\r\n")
        try simulator.expect("S: 250 ")
        simulator.closeOutput()
        // It may have ended in the middle of this.
        for _ in 0..<100 {
            guard try simulator.send("NOOP\r\n") else { break }
        }
        #expect(try simulator.waitForExit() == .exited(141), "\(simulator.account)")
        #expect(simulator.errors.isEmpty, "\(simulator.account)")
    }

    @Test("stop at Ctrl-C with status 130")
    func interrupted() throws {
        let simulator = try bench.startSimulator(["--init", "none"])
        try simulator.send("EHLO client.example\r\n")
        try simulator.expect("S: 250 ")
        simulator.signalProgram(interruptSignal)
        // A shell shows a program that SIGINT has ended as 130, too.
        let exit = try simulator.waitForExit()
        #expect([.exited(130), .signalled(interruptSignal)].contains(exit), "\(simulator.account)")
    }
}

extension Outcome {
    /// What is said of input that was not used.
    fileprivate static let unused =
        "smtpsim: warning: the connection is closed; the rest of the input was not used\n"

    fileprivate var maySayUnused: Bool { errors.isEmpty || errorText == Self.unused }
}

import Foundation
import Testing

@Suite("Input from a pipe")
struct PipeTests {
    private let program: Program

    init() throws { program = try Program() }

    @Test("plain lines are the client's, and the end of input closes the connection")
    func plain() throws {
        let result = try program.run([], input: "HELO a.example\nNOOP\n")
        #expect(result.status == 0)
        #expect(
            result.output == """
                S: 220 mx.sim.example ESMTP smtpsim
                #~ HELLO
                C: HELO a.example
                S: 250 mx.sim.example greets a.example
                #~ HELLO → MAIL   hello a.example: accept (default)
                C: NOOP
                S: 250 2.0.0 OK
                #~ MAIL
                :close
                #~ MAIL → CLOSED   closed by the client

                """)
        #expect(result.errors.isEmpty)
    }

    @Test("the transcript of plain lines is a script that runs green")
    func roundTrip() throws {
        let first = try program.run(
            [], input: "EHLO a.example\nMAIL FROM: <a@b>\n\u{1}\n:x\nQUIT\n")
        let second = try program.run([], input: first.output)
        #expect(second.status == 0, "\(second.errors)")
    }

    @Test("a last line without an end is sent as a line; raw keeps the bytes")
    func lineEnds() throws {
        #expect(try program.run([], input: "NOOP").output.contains("C: NOOP\nS: 250"))
        let raw = try program.run(["--eol", "raw"], input: "NOOP\nNOOP\r\n")
        #expect(raw.output.contains(#"C+ "NOOP\n""#))
    }

    @Test("a script is run, and what it expects decides the status")
    func script() throws {
        let green = try program.run([], input: "# x\nC: EHLO a.example\nS= 250\n")
        #expect(green.status == 0)
        let red = try program.run([], input: "C: EHLO a.example\nS= 550\n")
        #expect(red.status == 1)
        #expect(red.errors.contains("expected 550, got 250-"))
        let wrong = try program.run([], input: "# x\nEHLO a.example\n")
        #expect(wrong.status == 2)
        #expect(wrong.errors.contains(":2:1: error: unknown beginning of a line"))
        #expect(wrong.output.isEmpty)
    }

    @Test("garbage is shown escaped, whatever it is")
    func garbage() throws {
        let bytes = (0..<4_000).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 / 251) }
        let result = try program.run([], input: bytes)
        #expect(result.status == 0)
        let isVisible: (Unicode.Scalar) -> Bool = {
            $0.value >= 0x20 && $0.value != 0x7F && !(0x80..<0xA0).contains($0.value) || $0 == "\n"
        }
        #expect(result.output.unicodeScalars.allSatisfy(isVisible))
    }

    @Test("a line of a megabyte is refused, and the session goes on")
    func longLine() throws {
        let input = [UInt8](repeating: 0x61, count: 1_000_000) + Array("\nNOOP\n".utf8)
        let result = try program.run(["-q"], input: input)
        #expect(result.output.contains("S: 500 5.5.2") || result.output.contains("S: 500 5.5.6"))
        #expect(result.output.contains("C: NOOP\nS: 250 2.0.0 OK"))
    }

    @Test("--json writes one event a line")
    func json() throws {
        let result = try program.run(["--json"], input: "QUIT\n")
        let lines = result.output.split(separator: "\n")
        for line in lines {
            #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
        }
        #expect(lines.first?.contains(#""event":"connected""#) == true)
        #expect(lines.last?.contains(#""event":"closed-by-server""#) == true)
    }

    @Test("a full disk at standard output is an error, a closed one is not")
    func closedOutput() throws {
        let path = Program.path
        for (command, status) in [
            ("'\(path)' rules > /dev/full", 2), ("'\(path)' rules | true", 0),
        ] {
            let shell = Process()
            shell.executableURL = URL(filePath: "/bin/sh")
            shell.arguments = ["-c", "exec 2>/dev/null; \(command)"]
            try shell.run()
            shell.waitUntilExit()
            #expect(shell.terminationStatus == Int32(status))
        }
    }
}

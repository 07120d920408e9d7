import Foundation
import Testing

@Suite("Exported programs against a server")
struct ExportTests {
    let bench: Bench

    init() throws {
        bench = try Bench()
    }

    /// Exports a script, and returns the path of what was written.
    private func export(_ script: String, to format: String, _ options: [String] = []) throws
        -> String
    {
        let source = try bench.folder.write("script.smtp", script)
        let path = bench.folder.path("exported")
        let outcome = try bench.runSimulator(
            ["export", source, "--to", format, "-o", path] + options)
        #expect(outcome.exit == .exited(0), outcome.account)
        return path
    }

    private func interpreter(_ format: String) -> Tool {
        switch format {
        case "python": .python3
        case "nodejs": .node
        default: .sh
        }
    }

    /// A line of a script that sends these octets.
    private static func line(sending octets: [UInt8]) -> String {
        let escaped = octets.map { octet in
            let digits = String(octet, radix: 16)
            return "\\x" + (digits.count < 2 ? "0" : "") + digits
        }
        return "C+ \"\(escaped.joined())\"\n:flush\n"
    }

    /// Octets made of what shells, programs and servers might take for something else.
    private static func hostile(_ seed: Int) -> [[UInt8]] {
        let pieces =
            [
                "'", "\"", "\\", "`id`", "$(id)", "$HOME", "%s%n", "!x", "-x", "--help",
                "@/etc/passwd",
                "<<EOF", "EOF", "|", "&", ";", "#", "\r", "\t", "\0", "\u{1B}[2J", "</script>",
                "<!--",
                "\"\"\"", "'''", "\\x41", "\\r", "é", "\u{2028}", "%%",
            ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0x80, 0x81]]
        var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1
        func number(_ bound: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(bound))
        }
        return (0..<6).map { _ in
            (0...number(6)).flatMap { _ in pieces[number(pieces.count)] } + [0x0D, 0x0A]
        }
    }

    @Test(
        "send the octets of a hostile conversation, and get the same replies",
        arguments: ["python", "nodejs"], [1, 2, 3, 4])
    func hostile(_ format: String, _ seed: Int) throws {
        let lines = Self.hostile(seed)
        let envelope = [
            "EHLO client.example\r\n", "MAIL FROM:<ann@client.example>\r\n",
            "RCPT TO:<bob@sim.example>\r\n", "DATA\r\n",
        ].map { Array($0.utf8) }
        let text = Self.hostile(seed + 100).flatMap(\.self) + Array(".\r\n".utf8)
        let writes = lines + envelope + [text, Array("QUIT\r\n".utf8)]
        let path = try export(writes.map(Self.line).joined(), to: format)
        let relay = try Relay(bench, Simulator())
        let outcome = try bench.run(
            interpreter(format), [path, "127.0.0.1", "\(relay.port)"])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        #expect(try relay.clientOctets() == writes.flatMap(\.self))
    }

    @Test("hand over hostile message text to the octet", arguments: ["swaks", "curl"], [1, 2])
    func messageText(_ format: String, _ seed: Int) throws {
        let text = Self.hostile(seed + 7).flatMap(\.self) + Array(".x\r\n\r\n..\r\n$(id)\r\n".utf8)
        let stuffed = Self.stuffed(text)
        let script = """
            C: EHLO client.example
            :flush
            C: MAIL FROM:<ann@client.example>
            :flush
            C: RCPT TO:<bob@sim.example>
            :flush
            C: DATA
            :flush
            \(Self.line(sending: stuffed))
            C: QUIT

            """
        let relay = try Relay(bench, Simulator(savesMessagesIn: bench.messagesFolder))
        let path = try export(script, to: format, ["--port", "\(relay.port)"])
        let outcome = try bench.run(.sh, [path])
        #expect(outcome.exit == .exited(0), outcome.account)
        #expect(try relay.serverStatuses() == [1: 0])
        #expect(try sentMessages(relay.clientOctets()) == [text])
        #expect(try bench.savedMessages() == [text])
    }

    private static func stuffed(_ text: [UInt8]) -> [UInt8] {
        var stuffed: [UInt8] = []
        for (index, octet) in text.enumerated() {
            let isAtStart =
                index == 0 || (index > 1 && text[index - 2...index - 1] == [0x0D, 0x0A])
            stuffed += isAtStart && octet == 0x2E ? [0x2E, octet] : [octet]
        }
        return stuffed + Array(".\r\n".utf8)
    }

    @Test("do the handshake of TLS, and go on inside it", arguments: ["python", "nodejs"])
    func handshake(_ format: String) throws {
        let script = """
            C: EHLO client.example
            :flush
            C: STARTTLS
            :tls
            C: EHLO client.example
            :flush
            C: NOOP
            :flush
            C: QUIT

            """
        let path = try export(script, to: format)
        let conversation = bench.folder.path("conversation.json")
        let outcome = try bench.runSimulator([
            "export", bench.folder.path("script.smtp"), "--to", "json", "-o", conversation,
        ])
        #expect(outcome.exit == .exited(0), outcome.account)
        let server = try bench.start(
            Tool.python3.path,
            [
                Simulator.support("played_server.py"), try Tool.openssl.path, conversation,
                bench.folder.path("received"),
            ])
        let port = try server.expect("\n").filter(\.isNumber)
        let client = try bench.run(interpreter(format), [path, "127.0.0.1", port])
        #expect(client.exit == .exited(0), client.account)
        #expect(try server.waitForExit() == .exited(0), "\(server.account)")
        let received = try String(decoding: bench.folder.read("received"), as: UTF8.self)
        #expect(
            received == "EHLO client.example\r\nSTARTTLS\r\nEHLO client.example\r\nNOOP\r\nQUIT\r\n"
        )
    }

    @Test(
        "stop before message text if the server does not want it", arguments: ["python", "nodejs"])
    func stop(_ format: String) throws {
        let script = """
            C: EHLO client.example
            :flush
            C: MAIL FROM:<ann@client.example>
            :flush
            C: RCPT TO:<bob@sim.example>
            :flush
            C: DATA
            :flush
            C: MAIL FROM:<smuggled@client.example>
            C: .

            """
        let path = try export(script, to: format)
        let relay = try Relay(bench, .deciding("recipient reject"))
        let outcome = try bench.run(interpreter(format), [path, "127.0.0.1", "\(relay.port)"])
        #expect(outcome.exit == .exited(1), outcome.account)
        #expect(outcome.text.contains("# expected 354"), outcome.account)
        #expect(outcome.errorText.contains("stopped"), outcome.account)
        _ = try relay.serverStatuses()
        let sent = String(decoding: try relay.clientOctets(), as: UTF8.self)
        #expect(sent.hasSuffix("DATA\r\n"))
    }

    @Test("ask for secrets, and go on with them", arguments: ["python", "nodejs"])
    func secrets(_ format: String) throws {
        let script = """
            :set plaintext-authentication on
            :user bob "secret word"
            C: EHLO client.example
            :auth PLAIN bob "secret word"
            C: QUIT

            """
        let path = try export(script, to: format)
        let program = String(decoding: try bench.folder.read("exported"), as: UTF8.self)
        let response = "AGJvYgBzZWNyZXQgd29yZA=="
        #expect(!program.contains(response))
        let relay = try Relay(bench, connections: 2, .withPassword)
        let arguments = [path, "127.0.0.1", "\(relay.port)"]
        let without = try bench.run(interpreter(format), arguments)
        #expect(without.exit == .exited(1), without.account)
        #expect(without.errorText.contains("SMTP_SECRET_1"), without.account)
        let with = try bench.run(
            interpreter(format).path, arguments, adding: ["SMTP_SECRET_1": response])
        #expect(with.exit == .exited(0), with.account)
        #expect(with.text.contains("235 2.7.0"), with.account)
    }

    @Test("compute the response of CRAM-MD5 from the password", arguments: ["python", "nodejs"])
    func challenges(_ format: String) throws {
        let script = """
            :user bob "secret word"
            C: EHLO client.example
            :auth CRAM-MD5 bob "secret word"
            C: QUIT

            """
        let path = try export(script, to: format)
        let program = String(decoding: try bench.folder.read("exported"), as: UTF8.self)
        #expect(
            program.contains("Put the password of bob in the environment variable SMTP_SECRET_1"))
        let relay = try Relay(bench, connections: 2, .withPassword)
        let arguments = [path, "127.0.0.1", "\(relay.port)"]
        let right = try bench.run(
            interpreter(format).path, arguments, adding: ["SMTP_SECRET_1": "secret word"])
        #expect(right.exit == .exited(0), right.account)
        #expect(right.text.contains("235 2.7.0"), right.account)
        let wrong = try bench.run(
            interpreter(format).path, arguments, adding: ["SMTP_SECRET_1": "another"])
        #expect(wrong.exit == .exited(1), wrong.account)
        #expect(wrong.text.contains("# expected 235"), wrong.account)
    }
}

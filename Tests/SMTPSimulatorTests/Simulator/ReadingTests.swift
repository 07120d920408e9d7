import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("What the machine read decides what is shown, saved and explained")
struct ReadingTests {
    private func bytes(_ lines: String...) -> [UInt8] {
        lines.flatMap { Array($0.utf8) + [13, 10] }
    }

    private func shown(_ simulator: Simulator) -> [String] {
        simulator.steps.flatMap { Transcript.lines(of: $0).flatMap(\.lines) }
    }

    @Test("message text that speaks of AUTH is no credential, whether the write holds DATA or not")
    func text() throws {
        let text = ["AUTH is explained", "in RFC 4954.", "."]
        var pipelined = try Simulator.greeted()
        try pipelined.play("EHLO c", "MAIL FROM:<>", "RCPT TO:<bob@sim.example>")
        try pipelined.send(bytes: bytes("DATA", text[0], text[1], text[2]))
        #expect(shown(pipelined).contains("C: AUTH is explained"))
        #expect(shown(pipelined).contains("C: ."))
        expectGreen(pipelined.script())
        var refused = try Simulator.greeted()
        try refused.send(bytes: bytes("DATA", text[0], text[1], text[2]))
        #expect(shown(refused).contains("C: ."))
        expectGreen(refused.script())
    }

    @Test("a password that comes as a command, after a cancelled or failed exchange, is hidden")
    func password() throws {
        for lines in [
            ["AUTH LOGIN", "NOOP", "dXNlcg==", "S3cretPassw0rd"],
            ["AUTH LOGIN", "*", "S3cretPassw0rd"],
        ] {
            var settings = SimulatorSettings()
            settings.configuration.allowsPlaintextAuthentication = true
            var simulator = try Simulator.greeted(settings)
            try simulator.play("EHLO c")
            for line in lines { try simulator.play(line) }
            let script = simulator.script()
            #expect(!(shown(simulator) + [script]).contains { $0.contains("S3cret") })
            expectGreen(script)
        }
    }

    @Test("a secret that a reply repeats is hidden there too, and the saved session runs")
    func repeated() throws {
        let profile = Profile.mailhog
        var simulator = try Simulator.greeted(SimulatorSettings(profile: profile))
        try simulator.send(bytes: Array("EHLO c\nAUTH PLAIN AHRpbQBTM2NyM3Q=\r\n".utf8))
        let script = simulator.script()
        #expect(!(shown(simulator) + [script]).contains { $0.contains("AHRpbQBTM2NyM3Q") })
        expectGreen(script)
    }

    @Test(
        "a secret line that is too long is saved as long as it was",
        arguments: [600, 13_000, 40_000])
    func long(count: Int) throws {
        var settings = SimulatorSettings()
        settings.configuration.allowsPlaintextAuthentication = true
        var simulator = try Simulator.greeted(settings)
        try simulator.play("EHLO c")
        let secret = String(repeating: "S3cr", count: count / 4)
        try simulator.send(bytes: bytes("AUTH PLAIN \(secret)", secret, "NOOP"))
        let script = simulator.script()
        #expect(!script.contains("S3cr"))
        expectGreen(script)
    }

    @Test("transitions follow their replies, however the octets were cut")
    func transitions() throws {
        func story(chunk: Int?) throws -> [String] {
            var simulator = Simulator()
            if let chunk { try simulator.play(":chunk \(chunk)") }
            try simulator.send(bytes: bytes("EHLO c", "AUTH CRAM-MD5", "*", "MAIL FROM:<>", "QUIT"))
            return simulator.events.compactMap { event in
                switch event {
                case .reply(let reply): String(reply.code)
                case .transition(let from, let to): "\(from)→\(to)"
                default: nil
                }
            }
        }
        let whole = try story(chunk: nil)
        #expect(
            whole == [
                "220", "START→HELLO", "250", "HELLO→MAIL", "334", "MAIL→AUTH", "501", "AUTH→MAIL",
                "250", "MAIL→RCPT", "221", "RCPT→CLOSED",
            ])
        #expect(try story(chunk: 1) == whole)
        #expect(try story(chunk: 7) == whole)
    }

    @Test("of many commands in one write, each reply has its own reasons")
    func reasons() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO c", ":on recipient x@* reject")
        try simulator.send(
            bytes: bytes(
                "MAIL FROM:<>", "RCPT TO:<a@b.example>", "RCPT TO:<x@b.example>", "FOO", "NOOP"))
        let decided = (1...5).map { number in
            simulator.reason(ofReply: number)?.decisions.map { "\($0.question.hook) \($0.source)" }
        }
        #expect(
            decided == [
                ["verb default"], ["verb default", "unknown default"],
                ["verb default", "recipient handler 1"], ["verb default", "recipient default"],
                ["verb default", "sender default"],
            ])
    }

    @Test("a reply that a person decides has reasons from the step that led to the question")
    func asked() throws {
        var simulator = try Simulator.greeted()
        try simulator.play("EHLO c", ":ask sender", "MAIL FROM:<>", "A: reject")
        let reason = try #require(simulator.reason(ofReply: 1))
        #expect(reason.decisions.map(\.source) == [.default, .operator])
        #expect(reason.reply.code == 550)
    }
}

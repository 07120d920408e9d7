import SASL
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPScript
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("Secrets that come where none belongs")
struct SecretTests {
    private static let message = "AHRpbQBTM2NyM3RQYXNzdzByZA=="
    private static let traces = ["AHRpbQBTM2", "AHRPBQBTM2", "U3VwZXJTM2", "U3VWZXJTM2"]

    private static func masked(_ line: [UInt8]) -> String {
        var watch = CredentialWatch()
        let secret = watch.secret(in: line[...], isWhole: true, isKnown: false)
        let reading = Reading(.command(verb: nil), line, secret: secret)
        return String(decoding: reading.maskedOctets, as: UTF8.self)
    }

    private static func profile(_ name: String) -> SimulatorSettings {
        let profile = Profile(rawValue: name) ?? .strict
        return SimulatorSettings(profile: profile, configuration: profile.configuration)
    }

    @Test("the name of each mechanism is no secret", arguments: [Mechanism].spoken)
    func knownMechanism(mechanism: Mechanism) {
        let line = Array("auth \(mechanism.name.lowercased()) x".utf8)
        #expect(Self.masked(line) == "auth \(mechanism.name.lowercased()) ****")
    }

    @Test(
        "of an AUTH line only a known mechanism is shown",
        arguments: [
            ("AUTH \(message)", "AUTH ****"), ("auth \(message) x", "auth ****"),
            ("AUTH PLAIN=\(message)", "AUTH PLAIN****"), ("AUTH=\(message)", "AUTH****"),
            ("AUTH\tPLAIN\t\(message)", "AUTH\tPLAIN\t****"),
            ("AUTH\0PLAIN \(message)", "AUTH\0PLAIN ****"),
            (" AUTH\tLOGIN \(message)", " AUTH\tLOGIN ****"),
            ("AUTHPLAIN \(message)", "AUTH****"),
            ("AUTH SCRAM-SHA-1 biws", "AUTH SCRAM-SHA-1 ****"),
            ("AUTH SCRAM-SHA-1", "AUTH SCRAM-SHA-1"), ("AUTH", "AUTH"), ("AUTH ", "AUTH "),
            ("xAUTH PLAIN \(message)", "xAUTH PLAIN ****"),
            ("MAIL FROM:<> AUTH=<>", "MAIL FROM:<> AUTH=<>"),
            ("NOOP author", "NOOP author"),
        ])
    func line(_ line: String, _ shown: String) {
        #expect(Self.masked(Array(line.utf8)) == shown)
    }

    @Test("message text after DATA in the same write keeps its header fields")
    func text() throws {
        let write = Array("DATA\r\nAuthentication-Results: x\r\n.\r\nAUTHxyz\r\n".utf8)
        var simulator = try Simulator.greeted(Self.profile("strict"))
        try simulator.play("EHLO x.example", "MAIL FROM:<>", "RCPT TO:<bob@sim.example>")
        let masked = try simulator.send(bytes: write).writes.flatMap(\.masked)
        let shown = String(decoding: masked, as: UTF8.self)
        #expect(shown == "DATA\r\nAuthentication-Results: x\r\n.\r\nAUTH****\r\n")
    }

    @Test(
        "nothing that is shown, traced or saved holds them, and what is saved runs",
        arguments: ["strict", "lenient", "submission", "mailhog"])
    func session(_ profile: String) throws {
        for lines in [
            ["AUTH \(Self.message)"], ["AUTH PLAIN=\(Self.message)"],
            [#":send "AUTH\x00PLAIN \#(Self.message)\r\n""#],
            [#":send "AUTH\tPLAIN\t\#(Self.message)\r\n""#],
            ["AUTH PLAIN", Self.message], ["AUTH BOGUS", Self.message, "U3VwZXJTM2=="],
            ["AUTH LOGIN", "!", "U3VwZXJTM2Ny"], ["AUTH LOGIN dGlt", "U3VwZXJTM2Ny"],
            ["AUTH EXTERNAL", Self.message], ["AUTH PLAIN", "GET / HTTP/1.1"],
            ["AUTH PLAIN", #":send "AHRp""#, #":send "bQBTM2NyM3RQYXNzdzByZA==\r\n""#],
            [":ask unknown", "AUTH PLAIN", Self.message, "A: reject"],
        ] {
            var simulator = try Simulator.greeted(Self.profile(profile))
            try simulator.play(profile == "mailhog" ? "HELO x" : "EHLO x.example")
            for line in lines where simulator.expectation != .nothing {
                guard !line.hasPrefix("A:") || simulator.openQuestion != nil else { continue }
                try simulator.play(line)
            }
            let shown = simulator.steps.flatMap {
                [$0.title] + Transcript.lines(of: $0).flatMap(\.lines)
            }
            let script = simulator.script()
            for trace in Self.traces {
                #expect(!shown.contains { $0.contains(trace) }, "\(lines)")
                #expect(!script.contains(trace), "\(lines)")
                #expect(!simulator.steps.flatMap(\.events).contains { Self.holds(trace, $0) })
            }
            expectGreen(script)
        }
    }

    private static func holds(_ text: String, _ question: Question) -> Bool {
        question.hook != .auth && String(decoding: question.subject, as: UTF8.self).contains(text)
    }

    /// Whether an event that is not masked where it is shown holds a text.
    private static func holds(_ text: String, _ event: Event) -> Bool {
        switch event {
        case .fault(let line, _): String(decoding: line, as: UTF8.self).contains(text)
        case .decided(let decided): holds(text, decided.question)
        case .asking(let question): holds(text, question)
        case .sent, .read, .reply, .note, .transition, .message, .startTLS, .secured,
            .substituted, .closedByServer,
            .closedByClient, .shutdown, .connected, .waited:
            false
        }
    }

    @Test("a caret stays at its place, or at the beginning of what is hidden")
    func caret() throws {
        var simulator = try Simulator.greeted(Self.profile("submission"))
        try simulator.play("EHLO x.example", "AUTH \(Self.message)")
        let carets = simulator.steps.flatMap(\.events).compactMap { event -> Int? in
            guard case .fault(let line, let fault) = event else { return nil }
            return fault.offset <= line.count ? fault.offset : nil
        }
        #expect(carets == [5])
    }

    @Test("a command, or an AUTH that succeeds, ends it")
    func ends() throws {
        var settings = Self.profile("strict")
        settings.configuration.allowsPlaintextAuthentication = true
        var simulator = try Simulator.greeted(settings)
        try simulator.play("EHLO x.example", ":user tim secret", "AUTH BOGUS", "NOOP", "MAOL x")
        #expect(simulator.lastLines.first == "C: MAOL x")
        try simulator.play("AUTH BOGUS", "MAOL x")
        #expect(simulator.lastLines.first == "C: ****2")
        try simulator.play(":auth PLAIN tim secret", "MAOL x")
        #expect(simulator.lastLines.first == "C: MAOL x")
    }
}

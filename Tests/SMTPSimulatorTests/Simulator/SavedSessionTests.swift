import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPSimulator

@Suite("A saved session")
struct SavedSessionTests {
    private func saved(_ lines: String..., settings: SimulatorSettings = SimulatorSettings()) throws
        -> String
    {
        var simulator = try Simulator.greeted(settings)
        for line in lines { try simulator.play(line) }
        let script = simulator.script()
        expectGreen(script)
        return script
    }

    @Test("is a script that reads like the session, and runs green")
    func plain() throws {
        let script = try saved(
            "EHLO client.example", #":on recipient nosuch@* reject 550 5.1.1 "No such user""#,
            "MAIL FROM:<a@b.example>", "RCPT TO:<nosuch@c.example>", ":undo",
            "RCPT TO:<d@c.example>", "DATA", "Subject: x", "", ":colon", "..dot", ".", "QUIT")
        #expect(
            script.hasPrefix(
                """
                # a session of smtpsim
                :profile strict
                S: 220 mx.sim.example ESMTP smtpsim
                #~ HELLO
                C: EHLO client.example

                """))
        #expect(!script.contains("RCPT TO:<nosuch"))
        #expect(script.contains("C: Subject: x\nC:\nC+ \":colon\\r\\n\"\nC: ..dot\nC: .\nS: 250"))
        #expect(script.hasSuffix("S. close\n#~ MAIL → CLOSED\n"))
    }

    @Test("without secrets has harmless ones, and the verdicts as answers")
    func masked() throws {
        var settings = SimulatorSettings()
        settings.configuration.allowsPlaintextAuthentication = true
        for auth in [
            [":auth PLAIN tim tanstaaf"], [":auth LOGIN tim tanstaaf"],
            [":auth CRAM-MD5 tim tanstaaf"], [":auth PLAIN tim wrong"],
            ["AUTH LOGIN", "dGlt", "dGFuc3RhYWY="], ["AUTH PLAIN !!tanstaaf!!"],
            ["AUTH LOGIN dGlt", "dGFuc3RhYWY"], ["AUTH PLAIN", "*"], ["AUTH PLAIN", "AHRpbQA="],
            [":on auth tim reject", ":auth PLAIN tim tanstaaf"],
            [":auth PLAIN tim wrong", ":auth PLAIN tim wrong2", ":auth PLAIN tim wrong3"],
            [
                ":next reject 535 5.7.8 \"no\"", ":auth LOGIN tim tanstaaf",
                ":auth PLAIN tim tanstaaf",
            ],
        ] {
            var simulator = try Simulator.greeted(settings)
            try simulator.play("EHLO client.example", ":user tim tanstaaf")
            for line in auth { try simulator.play(line) }
            if simulator.expectation == .command { try simulator.play("NOOP") }
            let script = simulator.script()
            expectGreen(script)
            for secret in ["tanstaaf", "dGFuc3RhYWY", "AHRpbQB0YW5zdGFhZg"] {
                #expect(!script.contains(secret))
                #expect(!simulator.steps.contains { $0.title.contains(secret) })
                let shown = simulator.steps.flatMap { Transcript.lines(of: $0).flatMap(\.lines) }
                #expect(!shown.contains { $0.contains(secret) })
            }
            expectGreen(simulator.script(secrets: true))
        }
    }

    @Test("with secrets asked for holds them")
    func unmasked() throws {
        var settings = SimulatorSettings()
        settings.configuration.allowsPlaintextAuthentication = true
        var simulator = try Simulator.greeted(settings)
        try simulator.play("EHLO client.example", ":user tim secret", ":auth PLAIN tim secret")
        let script = simulator.script(secrets: true)
        #expect(script.contains(":user tim secret\n"))
        #expect(script.contains("C: AUTH PLAIN AHRpbQBzZWNyZXQ=\nS: 235"))
        expectGreen(script)
    }

    @Test("keeps octets, chunks, answers, TLS, time and closes")
    func everything() throws {
        _ = try saved(
            #":send "EHLO x.example\r\nNOOP\r\nMAIL FR""#, #":send "OM:<>\r\n""#, ":chunk 1",
            "RSET",
            ":chunk off", ":ask sender", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "A: discard",
            "STARTTLS", "junk", ":tls", "EHLO x.example", ":wait 10m", ":connect ip=192.0.2.1",
            "HELO x", ":close", ":connect", "QUIT")
    }

    @Test("keeps raw replies, silence, and a turned-away connection")
    func oddReplies() throws {
        _ = try saved(
            #":on verb NOOP reply "250-half\r\n""#, "NOOP", "NOOP",
            #":on verb HELP reply "x\r\n\r\n250""#,
            "HELP", ":on verb RSET silence", "RSET", "NOOP", ":on verb VRFY reply \"\"", "VRFY x",
            "RSET", "QUIT")
        var simulator = Simulator()
        try simulator.play(":on connect reject", "NOOP", "QUIT")
        expectGreen(simulator.script())
        simulator = Simulator()
        try simulator.play(":ask connect", ":connect", "NOOP", "A: accept", "QUIT")
        expectGreen(simulator.script())
    }

    @Test("of other settings and other profiles says them")
    func settings() throws {
        var settings = SimulatorSettings(profile: .submission, seed: 7)
        settings.configuration.ident = "two words"
        let script = try saved(
            "EHLO x.example", ":set maximum-recipients 1", ":profile lenient", "MAIL FROM: <a@b>",
            settings: settings)
        #expect(script.contains(":profile submission\n:set ident \"two words\"\n:seed 7\n"))
        _ = try saved(
            "EHLO x.example", "MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "x", ".", "QUIT",
            settings: SimulatorSettings(profile: .mailhog))
    }
}

import SMTPSimulator
import Testing

/// Passwords stand in transcripts, and must not stand in what is made of them.
@Suite("Secrets in saved transcripts")
struct SecretTests {
    /// A password of the transcripts, as itself and in base64.
    private static let secrets = [
        "tanstaaf", "AHRpbQB0YW5zdGFhZnRhbnN0YWFm", "dGFuc3RhYWZ0YW5zdGFhZg==",
    ]

    private static let transcripts = GoldenTranscript.all.filter { transcript in
        transcript.text.contains(":user tim tanstaaftanstaaf")
    }

    @Test("A session saved without secrets holds none", arguments: transcripts)
    func holdsNone(_ transcript: GoldenTranscript) {
        let simulator = transcript.run().simulator
        let saved = simulator.script(secrets: false)
        let shown = simulator.steps.flatMap { Transcript.lines(of: $0) }.flatMap(\.lines)
        for secret in Self.secrets {
            #expect(!saved.contains(secret))
            #expect(!shown.contains { $0.contains(secret) })
        }
        #expect(simulator.script(secrets: true).contains(Self.secrets[0]))
    }

    @Test("There are such transcripts")
    func areThere() {
        #expect(Self.transcripts.count > 8)
    }
}

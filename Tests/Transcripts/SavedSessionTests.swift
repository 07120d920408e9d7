import SMTPSimulator
import Testing

/// The log is the script.
@Suite("Saved sessions of transcripts")
struct SavedSessionTests {
    @Test(
        "The saved form of each run is green, without secrets and with them",
        arguments: GoldenTranscript.all)
    func isGreen(_ transcript: GoldenTranscript) {
        let simulator = transcript.run().simulator
        for secrets in [false, true] {
            let saved = simulator.script(secrets: secrets)
            let report = transcript.run(Array(saved.utf8))
            #expect(report.outcome == .passed, "\(report.lines.joined(separator: "\n"))\n\(saved)")
        }
    }

    @Test(
        "A saved form does not change when it is run and saved again",
        arguments: GoldenTranscript.all)
    func isStable(_ transcript: GoldenTranscript) {
        let saved = transcript.run().simulator.script(secrets: true)
        #expect(transcript.run(Array(saved.utf8)).simulator.script(secrets: true) == saved)
    }
}

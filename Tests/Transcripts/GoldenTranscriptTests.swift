import SMTPSimulator
import Testing

@Suite("Golden transcripts")
struct GoldenTranscriptTests {
    @Test("Each transcript runs green", arguments: GoldenTranscript.all)
    func isGreen(_ transcript: GoldenTranscript) {
        let report = transcript.run()
        #expect(report.outcome == .passed, "\(report.lines.joined(separator: "\n"))")
        #expect(report.expectations > 0, "a transcript that expects nothing cannot fail")
    }

    @Test("There are more than a hundred of them")
    func areMany() {
        #expect(GoldenTranscript.all.count > 100)
        #expect(GoldenTranscript.all.count { $0.name.hasPrefix("Examples/") } >= 12)
    }

    @Test("Each opens with a comment on what it shows", arguments: GoldenTranscript.all)
    func opensWithComment(_ transcript: GoldenTranscript) {
        let first = transcript.text.split(separator: "\n").first { !$0.hasPrefix(":") }
        #expect(first?.hasPrefix("# ") == true)
    }
}

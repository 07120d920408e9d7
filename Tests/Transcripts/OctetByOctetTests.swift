import SMTPPolicy
import SMTPSession
import SMTPSimulator
import Testing

/// Splitting the client's octets anywhere changes nothing, but where groups of commands are the subject.
@Suite("Transcripts by octets")
struct OctetByOctetTests {
    private static let dividable = GoldenTranscript.all.filter { $0.reasonAgainstOctets == nil }

    @Test(
        "Each transcript runs green when the server gets one octet at a time", arguments: dividable)
    func isGreen(_ transcript: GoldenTranscript) {
        let whole = transcript.run()
        let divided = transcript.run(Array(":chunk 1\n".utf8) + transcript.bytes)
        #expect(divided.outcome == .passed, "\(divided.lines.joined(separator: "\n"))")
        #expect(Self.replies(divided) == Self.replies(whole))
        #expect(divided.simulator.mailbox == whole.simulator.mailbox)
    }

    @Test("Few transcripts are about groups, and they say why")
    func exceptionsAreFew() {
        let exceptions = GoldenTranscript.all.compactMap(\.reasonAgainstOctets)
        #expect(exceptions.allSatisfy { $0.count > 10 })
        #expect(exceptions.count <= 8)
    }

    private static func replies(_ report: ScriptReport) -> [Reply] {
        report.simulator.steps.flatMap(\.replies)
    }
}

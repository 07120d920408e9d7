import SMTPScript
import SMTPSimulator
import Testing

@Suite("Updates of transcripts")
struct UpdateTests {
    @Test("An update changes nothing in a green transcript", arguments: GoldenTranscript.all)
    func changesNothing(_ transcript: GoldenTranscript) throws {
        let update = transcript.run().update
        #expect(update.edits == [])
        #expect(try update.applied().bytes == transcript.bytes)
    }

    @Test("The trace that an update adds is the same in the next", arguments: GoldenTranscript.all)
    func traceIsStable(_ transcript: GoldenTranscript) throws {
        // One line of trace asks for all of it.
        let traced = transcript.run(Array("#~ x\n".utf8) + transcript.bytes).update
        let script = try traced.applied()
        let again = transcript.run(script.bytes)
        #expect(again.outcome == .passed, "\(again.lines.joined(separator: "\n"))")
        #expect(again.update.edits == [], "\(script.text)")
    }
}

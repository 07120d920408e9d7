import SMTPTranscript
import Testing

@Suite("Updates of transcripts")
struct UpdateTests {
    @Test("An update changes nothing in a green transcript", arguments: GoldenTranscript.all)
    func changesNothing(_ transcript: GoldenTranscript) throws {
        let update = transcript.run().update
        #expect(update.edits == [])
        #expect(try update.applied().bytes == transcript.bytes)
    }
}

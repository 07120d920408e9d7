import Foundation
import SMTPImport
import Testing

@Suite("Samples of each format")
struct SampleTests {
    /// Writes the expectations anew; look at what changed.
    private static let updates = ProcessInfo.processInfo.environment["UPDATE_SAMPLES"] == "1"

    @Test("are recognised, and read turn by turn", arguments: Sample.all)
    func read(_ sample: Sample) throws {
        let recording = try #require(TranscriptReader.read(sample.octets))
        let lines =
            ["\(recording.format) \(recording.percentage) %"] + RecordingText.lines(of: recording)
        if Self.updates { sample.write(expected: lines) }
        #expect(lines == sample.expected)
    }

    @Test("say the same in portions of any size", arguments: Sample.all, [1, 3, 64])
    func portions(_ sample: Sample, _ size: Int) throws {
        var reader = TranscriptReader()
        var conversations: [RecordedConversation] = []
        for start in stride(from: 0, to: sample.octets.count, by: size) {
            reader.feed(sample.octets[start..<min(start + size, sample.octets.count)])
            conversations += reader.takeConversations()
        }
        reader.finish()
        conversations += reader.takeConversations()
        let whole = try #require(TranscriptReader.read(sample.octets)).conversations
        #expect(Set(conversations) == Set(whole))
    }

    @Test("show each format, and each format its example")
    func complete() {
        let shown = Set(Sample.all.compactMap { TranscriptReader.read($0.octets)?.format })
        let missing = TranscriptReader.formats.map(\.word).filter { !shown.contains($0) }
        #expect(missing == [], "formats without a sample")
        for format in TranscriptReader.formats where !format.example.isEmpty {
            let read = TranscriptReader.read(Array(format.example.utf8))
            #expect(read?.format == format.word, "\(format.word)")
        }
    }
}

import SMTPTranscript
import Testing

/// What becomes of a transcript in which one expectation is wrong.
@Suite("Transcripts with a wrong expectation")
struct MutatedTranscriptTests {
    @Test("One wrong expectation makes a transcript fail", arguments: GoldenTranscript.all)
    func fails(_ transcript: GoldenTranscript) throws {
        guard let mutated = Self.mutated(transcript) else { return }
        #expect(transcript.run(mutated).outcome != .passed)
    }

    @Test("What --update writes then runs green", arguments: GoldenTranscript.all)
    func isHealed(_ transcript: GoldenTranscript) throws {
        guard let mutated = Self.mutated(transcript) else { return }
        let report = transcript.run(mutated)
        guard case .failed = report.outcome else { return }
        let healed = transcript.run(try report.update.applied().bytes)
        #expect(healed.outcome == .passed, "\(healed.lines.joined(separator: "\n"))")
    }

    /// The script with another reply expected in the middle of it; nil if it expects none by its code.
    private static func mutated(_ transcript: GoldenTranscript) -> [UInt8]? {
        var lines = transcript.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        let end = lines.firstIndex { $0.starts(with: "-- ".utf8) } ?? lines.endIndex
        let places = lines[..<end].indices.filter { lines[$0].starts(with: "S= ".utf8) }
        guard !places.isEmpty else { return nil }
        lines[places[places.count / 2]] = Array("S= 299".utf8)[...]
        return Array(lines.joined(separator: [0x0A]))
    }
}

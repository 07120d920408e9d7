import SMTPScript
import SMTPSimulator
import Testing

/// What becomes of a transcript in which one expectation is wrong.
@Suite("Transcripts with a wrong expectation")
struct MutatedTranscriptTests {
    /// All but those that are simply played.
    private static let expecting = GoldenTranscript.all.filter { !places(in: $0).isEmpty }

    @Test("Nearly all transcripts expect something")
    func expect() {
        #expect(Self.expecting.count >= GoldenTranscript.all.count - 1)
    }

    @Test("One wrong expectation makes a transcript fail", arguments: expecting)
    func fails(_ transcript: GoldenTranscript) {
        #expect(transcript.run(Self.mutated(transcript)).outcome == .failed)
    }

    @Test("What --update writes then runs green, and stays", arguments: expecting)
    func isHealed(_ transcript: GoldenTranscript) throws {
        let script = try transcript.run(Self.mutated(transcript)).update.applied()
        let healed = transcript.run(script.bytes)
        let account = "\(healed.lines.joined(separator: "\n"))\n\(script.text)"
        #expect(healed.outcome == .passed, "\(account)")
        #expect(healed.update.edits == [], "\(account)")
    }

    @Test("A second update changes nothing where most expectations are gone", arguments: expecting)
    func isStable(_ transcript: GoldenTranscript) throws {
        let (lines, end) = Self.lines(transcript)
        // One stays, since a script without any is simply played; and one line asks for trace.
        let kept = Self.places(in: transcript).first
        let thinned = lines.enumerated().filter { index, line in
            index >= end || index == kept || !Self.text(line).starts(with: "S".utf8)
        }
        let text = Array("#~ x\n".utf8) + thinned.map(\.element).joined(separator: [0x0A])
        let script = try transcript.run(Array(text)).update.applied()
        let again = transcript.run(script.bytes)
        let account = "\(again.lines.joined(separator: "\n"))\n\(script.text)"
        #expect(again.update.edits == [], "\(account)")
    }

    /// The script with another reply expected in the middle of it.
    private static func mutated(_ transcript: GoldenTranscript) -> [UInt8] {
        var (lines, _) = lines(transcript)
        let places = places(in: transcript)
        let place = places[places.count / 2]
        let line = lines[place]
        let code = text(line).startIndex + 3
        lines[place] = line[..<code] + Array("299".utf8) + line[(code + 3)...]
        return Array(lines.joined(separator: [0x0A]))
    }

    /// The lines that expect a reply by its code.
    private static func places(in transcript: GoldenTranscript) -> [Int] {
        let (lines, end) = lines(transcript)
        return lines[..<end].indices.filter { index in
            ["S= ", "S: "].contains { text(lines[index]).starts(with: $0.utf8) }
        }
    }

    /// A line without its indentation.
    private static func text(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        line.drop { $0 == 0x20 || $0 == 0x09 }
    }

    /// The lines, and where the first section begins.
    private static func lines(
        _ transcript: GoldenTranscript
    ) -> (lines: [ArraySlice<UInt8>], end: Int) {
        let lines = transcript.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        return (lines, lines.firstIndex { $0.starts(with: "-- ".utf8) } ?? lines.endIndex)
    }
}

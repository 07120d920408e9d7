import SMTPImport
import Testing

@Suite("Whose a line without marks is")
struct InferenceTests {
    @Test("is inferred rightly in unmarked copies of all marked samples")
    func rate() throws {
        var lines = 0
        var right = 0
        for sample in Sample.all {
            let recording = try #require(TranscriptReader.read(sample.octets))
            for conversation in recording.conversations {
                let marked = Unmarked.lines(of: conversation)
                guard marked.contains(where: { $0.side == .client }), marked.count >= 6 else {
                    continue
                }
                let copy = Array(marked.map(\.text).joined(separator: [0x0A]))
                let found = TranscriptReader.read(copy, from: "bare").map { Unmarked.sides(of: $0) }
                lines += marked.count
                for (index, line) in marked.enumerated() where found?[index + 1] == line.side {
                    right += 1
                }
            }
        }
        // docs/import.md says so.
        #expect(lines > 300)
        #expect(right * 100 >= lines * 99, "\(right) of \(lines)")
    }
}

/// A conversation as a person's terminal shows it.
private enum Unmarked {
    struct Line {
        let side: RecordedSide
        let text: [UInt8]
    }

    static func lines(of conversation: RecordedConversation) -> [Line] {
        conversation.turns.flatMap { turn -> [Line] in
            switch turn.event {
            case .reply(let reply): reply.lines.map { Line(side: .server, text: $0) }
            case .sent(let write): lines(of: write)
            case .connected, .secured, .closed, .remark: []
            }
        }
    }

    private static func lines(of write: RecordedWrite) -> [Line] {
        var octets = write.octets
        switch write.kind {
        case .leftOutText: octets = Array("Subject: left out\n\n250 lines\n.\n".utf8)
        case .unstuffedText: octets = Array(".".utf8) + octets.replacingDots + Array(".\n".utf8)
        case .leftOutChunk(let size):
            octets = [UInt8](repeating: 0x78, count: max(0, size - 2)) + [0x0A]
        case .line, .response, .text, .chunk: break
        }
        if octets.last == 0x0A { octets.removeLast() }
        return octets.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            Line(side: .client, text: Array($0.last == 0x0D ? $0.dropLast() : $0))
        }
    }

    /// Whose each line was taken for, by its number.
    static func sides(of recording: Recording) -> [Int: RecordedSide] {
        var sides: [Int: RecordedSide] = [:]
        for turn in recording.conversations.flatMap(\.turns) {
            switch turn.event {
            case .reply(let reply):
                for offset in reply.lines.indices { sides[turn.line + offset] = .server }
            case .sent(let write):
                let count = write.octets.count { $0 == 0x0A }
                for offset in 0..<max(1, count) { sides[turn.line + offset] = .client }
            case .connected, .secured, .closed, .remark: break
            }
        }
        return sides
    }
}

extension [UInt8] {
    /// Dots at the beginning of lines doubled, but for the first line.
    fileprivate var replacingDots: [UInt8] {
        var octets: [UInt8] = []
        for octet in self {
            if octet == 0x2E, octets.last == 0x0A { octets.append(0x2E) }
            octets.append(octet)
        }
        return octets
    }
}

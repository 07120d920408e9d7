import SMTPImport
import Testing

@Suite("Garbage")
struct FuzzTests {
    @Test("is read to its end in every format", arguments: TranscriptReader.formats.map(\.word))
    func formats(_ word: String) {
        var random = SeededRandom(seed: word.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
        for _ in 0..<40 {
            let sample = Sample.all.randomElement(using: &random)?.octets ?? []
            check(Garbage.mutated(sample, &random), from: word)
        }
        check(Garbage.octets(4000, &random), from: word)
        check([], from: word)
        check([0x0A, 0x0A, 0x0D, 0x0A], from: word)
    }

    @Test("made of samples is read to its end when recognised")
    func recognised() {
        var random = SeededRandom(seed: 11)
        for _ in 0..<400 {
            let one = Sample.all.randomElement(using: &random)?.octets ?? []
            let other = Sample.all.randomElement(using: &random)?.octets ?? []
            check(Garbage.mutated(one + other, &random), from: nil)
        }
        for size in [1, 15, 16, 17, 1000] { check(Garbage.octets(size, &random), from: nil) }
    }

    @Test("one very long line is read in bounded time")
    func longLine() {
        check([UInt8](repeating: 0x78, count: 2_000_000), from: nil)
        let quoted = Array("send: b'".utf8) + [UInt8](repeating: 0x5C, count: 1_000_001)
        check(Array("reply: b'220 mx\\r\\n'\n".utf8) + quoted, from: nil)
        check(Array("220 mx\n".utf8) + [UInt8](repeating: 0x3E, count: 1_000_000), from: "dialogue")
    }

    @Test("of many conversations that never end keeps a bounded number")
    func conversations() {
        var reader = TranscriptReader(from: "perl")
        for number in 0..<10_000 {
            let object = "Net::SMTP=GLOB(0x\(String(number, radix: 16)))"
            reader.feed(Array("\(object)<<< 220 mx\n\(object)>>> NOOP\n".utf8)[...])
        }
        #expect(reader.takeConversations().count >= 5000)
    }

    @Test("in text keeps a conversation's text bounded")
    func text() {
        var reader = TranscriptReader(from: "msmtp")
        reader.feed(Array("<-- 220 mx\n--> DATA\n<-- 354 go\n".utf8)[...])
        let piece = Array(
            repeatElement(
                Array("--> ".utf8) + [UInt8](repeating: 0x78, count: 60_000) + [0x0A], count: 16
            )
            .joined())
        for _ in 0..<80 { reader.feed(piece[...]) }
        reader.finish()
        let events = reader.takeConversations().first?.turns.map(\.event) ?? []
        let leftOut = events.contains {
            if case .sent(let write) = $0, case .leftOutText(_, let octets?) = write.kind {
                octets > 64 << 20
            } else {
                false
            }
        }
        #expect(leftOut)
    }

    /// What every reading keeps: replies have lines, and nothing is longer than the source allows.
    private func check(_ octets: [UInt8], from word: String?) {
        guard let recording = TranscriptReader.read(octets, from: word) else { return }
        var size = 0
        for turn in recording.conversations.flatMap(\.turns) {
            #expect(turn.line >= 1, "\(recording.format)")
            switch turn.event {
            case .reply(let reply):
                #expect(!reply.lines.isEmpty)
                size += reply.lines.reduce(0) { $0 + $1.count }
            case .sent(let write): size += write.octets.count
            case .connected, .secured, .closed, .remark: break
            }
        }
        #expect(size <= 4 * octets.count + 1000)
    }
}

/// Octets that no program wrote.
private enum Garbage {
    static func octets(_ count: Int, _ random: inout SeededRandom) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    /// A source with some octets, lines and pieces changed.
    static func mutated(_ source: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var octets = source
        for _ in 0..<Int.random(in: 1...12, using: &random) where !octets.isEmpty {
            let start = Int.random(in: 0..<octets.count, using: &random)
            let end = min(octets.count, start + Int.random(in: 1...60, using: &random))
            switch Int.random(in: 0..<5, using: &random) {
            case 0: octets[start] = UInt8.random(in: 0...255, using: &random)
            case 1: octets.removeSubrange(start..<end)
            case 2: octets.insert(contentsOf: octets[start..<end], at: start)
            case 3: octets.insert(0x0A, at: start)
            default: octets.insert(contentsOf: Garbage.octets(8, &random), at: start)
            }
        }
        return octets
    }
}

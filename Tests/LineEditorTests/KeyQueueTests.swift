import Testing

@testable import LineEditor

@Suite("What a terminal sends is taken apart")
struct KeyQueueTests {
    private static let everything =
        Array("a\r\n\ré漢😀\u{1B}[A\u{1B}[200~x\r\ny\u{1B}z\u{1B}[20\u{1B}[201~b".utf8)
        + [0xFF, 0xE6, 0x41, 0xC2, 0x9D, 0x00]

    private static let keys: [KeyQueue.Key] =
        "a\r\ré漢😀\u{1B}[A".unicodeScalars.map(KeyQueue.Key.scalar)
        + [.paste(Array("x\r\ny\u{1B}z\u{1B}[20".utf8))]
        + "b\u{FFFD}\u{FFFD}A\u{FFFD}\u{0}".unicodeScalars.map(KeyQueue.Key.scalar)

    private func keys(_ queue: inout KeyQueue) -> [KeyQueue.Key] {
        var keys: [KeyQueue.Key] = []
        while true {
            let key = queue.next(isLate: false)
            if key == .empty || key == .incomplete { return keys }
            keys.append(key)
        }
    }

    @Test("Characters, pastes and rubbish are told apart")
    func whole() {
        var queue = KeyQueue(maximumPasteLength: 100)
        queue.append(Self.everything[...])
        #expect(keys(&queue) == Self.keys)
        #expect(!queue.hasMore)
    }

    @Test("Where the bytes are split makes no difference, but between CR and LF")
    func split() {
        for index in Self.everything.indices where Self.everything[index] != 0x0A {
            var queue = KeyQueue(maximumPasteLength: 100)
            queue.append(Self.everything[..<index])
            var found = keys(&queue)
            queue.append(Self.everything[index...])
            found += keys(&queue)
            #expect(found == Self.keys, "split at \(index)")
        }
    }

    @Test("An ESC waits for more, until it is late")
    func escape() {
        var queue = KeyQueue(maximumPasteLength: 100)
        queue.append([0x1B])
        #expect(queue.next(isLate: false) == .incomplete)
        #expect(queue.next(isLate: true) == .scalar("\u{1B}"))
        #expect(queue.next(isLate: true) == .empty)
    }

    @Test("A paste over the bound is skipped, and what follows is not")
    func tooLong() {
        var queue = KeyQueue(maximumPasteLength: 3)
        for part in ["\u{1B}[200~ab", "cd", "ef\u{1B}", "[201", "~x"] {
            #expect(queue.next(isLate: false) == .empty)
            queue.append(Array(part.utf8)[...])
        }
        #expect(keys(&queue) == [.tooLongPaste, .scalar("x")])
    }

    @Test("The end of an abandoned paste is not a key")
    func strayEnd() {
        var queue = KeyQueue(maximumPasteLength: 3)
        queue.append(Array("\u{1B}[201~x".utf8)[...])
        #expect(keys(&queue) == [.scalar("x")])
    }

    @Test("CR LF, CR and LF end the lines of a paste")
    func lines() {
        let text = PastedText(Array("a\r\nb\rc\n\n\r\nd".utf8))
        #expect(text.lines == ["a", "b", "c", "", ""].map { Array($0.utf8) })
        #expect(text.rest == Array("d".utf8))
        #expect(PastedText(Array("a\r".utf8)).rest.isEmpty)
        #expect(PastedText([]).lines.isEmpty)
    }
}

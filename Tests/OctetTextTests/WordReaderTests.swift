import OctetText
import Testing

@Suite("Words of a line")
struct WordReaderTests {
    @Test("Words stand between spaces and tabs, and know their places")
    func words() throws {
        var reader = WordReader(" é \t\"a \\\"b\\xFF\" ON\"x\" ")
        let words = [try reader.nextWord(), try reader.nextWord(), try reader.nextWord()]
        #expect(
            words.map { $0?.octets } == [
                [0xC3, 0xA9], Array("a \"b".utf8) + [0xFF], Array("ON\"x\"".utf8),
            ])
        #expect(words.map { $0?.offset } == [1, 5, 17])
        #expect(words.map { $0?.isQuoted } == [false, true, false])
        #expect(words.map { $0?.keyword } == ["é", nil, "on\"x\""])
        #expect(try reader.nextWord() == nil)
        #expect(reader.isAtEnd)
    }

    @Test("A column is counted in characters")
    func column() {
        let line = Array("e\u{301}密x".utf8)
        #expect([0, 3, 6, 7, 99].map { line.column(at: $0) } == [0, 1, 2, 3, 3])
    }
}

import OctetText
import Testing

@Suite("Carets")
struct CaretTests {
    @Test(
        "The caret stands under its octet, whatever is before it",
        arguments: [
            ("MAIL FROM: <a@b>", 10, 10), ("a\u{7}b", 2, 5), ("a\tb", 2, 3), ("密b", 3, 2),
            ("e\u{301}b", 3, 1), ("a\u{A0}b", 3, 7), ("ab", 2, 2), ("ab", 9, 2), ("ab", -1, 0),
        ])
    func place(line: String, offset: Int, column: Int) {
        let caret = Caret(in: Array(line.utf8), at: offset)
        #expect(caret.column == column)
        #expect(caret.line.isVisible)
    }

    @Test("An octet within a character has its own escape")
    func withinCharacter() {
        let caret = Caret(in: Array("é".utf8), at: 1)
        #expect(caret.before == #"\xC3"# && caret.after == #"\xA9"#)
    }

    @Test("A line that fits is whole; of a longer one the part around the caret is shown")
    func clipped() {
        let line = Array((0..<10).map { String(repeating: "\($0)", count: 10) }.joined().utf8)
        #expect(Caret(in: line, at: 50).clipped(to: 100).line.utf8.count == 100)
        for offset in [0, 1, 17, 18, 50, 82, 83, 99, 100] {
            let caret = Caret(in: line, at: offset).clipped(to: 36)
            #expect(caret.line.count == 36 || offset == 100 && caret.line.count == 35, "\(caret)")
            #expect(caret.column < 36, "\(caret)")
            let under = caret.after.first.map(String.init) ?? ""
            #expect(under == (offset < 100 ? "\(offset / 10)" : ""), "\(caret)")
        }
    }

    @Test("Wide characters count twice")
    func wide() {
        let caret = Caret(in: String(repeating: "密", count: 100).utf8, at: 150).clipped(to: 40)
        #expect(caret.column <= 22)
        #expect(DisplayWidth.columns(of: caret.line) <= 40)
        #expect(caret.after.first == "密")
    }
}

import OctetText
import Testing

@Suite("Visible scalars")
struct VisibleTests {
    @Test(
        "Blanks but the space, and what nobody sees, do not show as themselves",
        arguments: [
            0x09, 0x0A, 0x7F, 0x85, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x1680, 0x17B4,
            0x180E,
            0x2028, 0x2029, 0x2800, 0x3000, 0x3164, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFF,
            0x1D173, 0xE0001, 0xE0041, 0xE0100, 0x10FFFF,
        ] + Array(0x2000...0x200F) + Array(0x202A...0x202F) + Array(0x205F...0x206F))
    func invisible(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(!scalar.isVisible)
        let text = "a\(scalar)b"
        #expect(!text.isVisible)
        for escaped in [
            EscapedText.inLine(text.utf8), EscapedText.quoted(text.utf8), EscapedText.word(text),
        ] {
            #expect(escaped.isVisible, "\(escaped)")
        }
    }

    @Test(
        "Letters, digits, punctuation, symbols and emoji do", arguments: "a1~é密→✓€🎈 ".unicodeScalars
    )
    func visible(scalar: Unicode.Scalar) {
        #expect(scalar.isVisible)
    }

    @Test("A mark needs something to stand on, and at most four stand there")
    func marks() {
        let mark = "\u{301}"
        #expect(("e" + mark).isVisible && (" " + mark).isVisible)
        #expect(!(mark + "e").isVisible && !("\u{A0}" + mark).isVisible)
        #expect(("e" + String(repeating: mark, count: 4)).isVisible)
        #expect(!("e" + String(repeating: mark, count: 5)).isVisible)
    }

    @Test("A text is visible if and only if it stays as it is")
    func same() {
        var randomness = Randomness(seed: 2_822)
        for _ in 0..<3_000 {
            let text = String(decoding: randomness.bytes(), as: UTF8.self)
            let isSame = Array(EscapedText.inLine(text.utf8).utf8) == Array(text.utf8)
            #expect(text.isVisible == isSame, "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test(
        "A word is quoted only if it must be",
        arguments: [
            ("", #""""#), ("a", "a"), ("a b", #""a b""#), (#"a"b"#, #""a\"b""#), (#"a\b"#, #"a\b"#),
            ("\u{301}a", #""\u{301}a""#), ("a\u{A0}b", #""a\u{A0}b""#), ("\t", #""\t""#),
        ])
    func words(text: String, written: String) throws {
        #expect(EscapedText.word(text) == written)
        var reader = WordReader("x " + written)
        _ = try reader.nextWord()
        #expect(try reader.nextWord()?.octets == Array(text.utf8))
        #expect(try reader.nextWord() == nil)
    }
}

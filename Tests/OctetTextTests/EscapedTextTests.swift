import OctetText
import Testing

@Suite("Escaped text")
struct EscapedTextTests {
    @Test(
        "What a peer could forge with is made visible",
        arguments: [
            ("x\r250 fake", "x\\r250 fake"),
            ("\u{1B}[2J", "\\x1b[2J"),
            ("\u{1B}]0;t\u{07}", "\\x1b]0;t\\x07"),
            ("a\r\n", "a\\r\\n"),
            ("a\0b", "a\\0b"),
            ("\u{7F}", "\\x7f"),
            ("\u{9B}31m", "\\u{9b}31m"),
            ("admin\u{202E}gpj", "admin\\u{202e}gpj"),
            (
                "\u{202A}\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}",
                "\\u{202a}\\u{2066}\\u{2069}\\u{200e}\\u{200f}\\u{61c}"
            ),
            (
                "a\u{200B}b\u{200C}c\u{200D}d\u{2060}e\u{FEFF}",
                "a\\u{200b}b\\u{200c}c\\u{200d}d\\u{2060}e\\u{feff}"
            ),
            ("\u{AD}\u{3164}\u{115F}\u{2800}", "\\u{ad}\\u{3164}\\u{115f}\\u{2800}"),
            ("a\u{A0}b\u{3000}c", "a\\u{a0}b\\u{3000}c"),
            ("\u{2028}\u{2029}", "\\u{2028}\\u{2029}"),
            (
                "\u{E0041}\u{E000}\u{378}\u{FFFF}\u{10FFFF}",
                "\\u{e0041}\\u{e000}\\u{378}\\u{ffff}\\u{10ffff}"
            ),
            ("\u{FE0F}", "\\u{fe0f}"),
        ])
    func forgery(text: String, visible: String) {
        #expect(EscapedText.shown(Array(text.utf8)) == visible)
        #expect(EscapedText.shown(text) == visible)
    }

    @Test(
        "What is not UTF-8 is shown byte by byte",
        arguments: [
            ([0x9B, 0x41], "\\x9bA"),
            ([0xFF, 0xFE], "\\xff\\xfe"),
            ([0xC0, 0x80], "\\xc0\\x80"),
            ([0xE0, 0x9F, 0xBF], "\\xe0\\x9f\\xbf"),
            ([0xED, 0xA0, 0x80], "\\xed\\xa0\\x80"),
            ([0xF4, 0x90, 0x80, 0x80], "\\xf4\\x90\\x80\\x80"),
            ([0xF0, 0x8F, 0xBF, 0xBF], "\\xf0\\x8f\\xbf\\xbf"),
            ([0xC3], "\\xc3"),
            ([0xE2, 0x82, 0x41], "\\xe2\\x82A"),
            ([0xC3, 0xC3, 0xA9], "\\xc3é"),
        ] as [([UInt8], String)])
    func invalid(bytes: [UInt8], visible: String) {
        #expect(EscapedText.shown(bytes) == visible)
    }

    @Test(
        "What is seen as what it is stays",
        arguments: ["", "C: EHLO a.example", "\"\\\t~", "Grüße, 密碼 → ✓ €", "é e\u{301} 🎈"])
    func stays(text: String) {
        #expect(EscapedText.shown(Array(text.utf8)) == text)
    }

    @Test("Marks need a base and are not piled up")
    func marks() {
        let mark = "\u{301}"
        #expect(EscapedText.shown(mark + "a") == "\\u{301}a")
        #expect(EscapedText.shown("\u{1B}" + mark) == "\\x1b\\u{301}")
        let piled = "a" + String(repeating: mark, count: 6)
        let expected = "a" + String(repeating: mark, count: 4) + "\\u{301}\\u{301}"
        #expect(Array(EscapedText.shown(piled).utf8) == Array(expected.utf8))
    }

    @Test("Between quotation marks, what has a meaning there is escaped too")
    func reversible() {
        #expect(EscapedText.escaped(Array("a\t\"b\"\\r\r\n".utf8)) == #"a\t\"b\"\\r\r\n"#)
    }

    @Test("Any bytes: only printable characters come out, and the escapes give the bytes again")
    func anyBytes() throws {
        var randomness = Randomness(seed: 5321)
        for _ in 0..<5_000 {
            let bytes = randomness.bytes()
            let escaped = EscapedText.escaped(bytes)
            let visible = EscapedText.shown(bytes)
            #expect(isPrintable(escaped), "\(bytes)")
            #expect(isPrintable(visible.filter { $0 != "\t" }), "\(bytes)")
            #expect(try EscapedText.octets(inQuotes: "\"\(escaped)\"") == bytes)
            #expect(Array(EscapedText.shown(visible).utf8) == Array(visible.utf8), "\(bytes)")
        }
    }

    @Test("Every single byte comes back")
    func everyByte() throws {
        let bytes = (0...255).map { UInt8($0) }
        #expect(try EscapedText.octets(inQuotes: EscapedText.quoted(bytes)) == bytes)
        #expect(isPrintable(EscapedText.escaped(bytes)))
    }

    @Test("Every Unicode character comes out printable, and comes back")
    func everyScalar() throws {
        for value in (0 as UInt32)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let bytes = Array(String(scalar).utf8)
            let escaped = EscapedText.escaped(bytes)
            guard isPrintable(escaped), try EscapedText.octets(inQuotes: "\"\(escaped)\"") == bytes
            else {
                Issue.record("U+\(String(value, radix: 16))")
                return
            }
        }
    }

    @Test("A slice is read from its start to its end")
    func slice() {
        #expect(EscapedText.shown(Array("abc\0def".utf8)[2...4]) == "c\\0d")
    }

    /// Independent of the target's own table: general categories by their first letter.
    private func isPrintable(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
                .paragraphSeparator:
                false
            case .spaceSeparator:
                scalar == " "
            default:
                true
            }
        }
    }
}

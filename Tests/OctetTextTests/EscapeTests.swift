import OctetText
import Testing

@Suite("Escapes")
struct EscapeTests {
    @Test(
        "Each escape is read",
        arguments: [
            (#"\r\n\t\0"#, [13, 10, 9, 0]),
            (#"\\\""#, [0x5C, 0x22]),
            (#"\x1b\xFF\x00"#, [0x1B, 0xFF, 0x00]),
            (#"\u{e9}\u{202E}\u{0}"#, [0xC3, 0xA9, 0xE2, 0x80, 0xAE, 0x00]),
            (#"\u{10ffff}"#, [0xF4, 0x8F, 0xBF, 0xBF]),
            (#"\01"#, [0, 0x31]),
            ("é", [0xC3, 0xA9]),
            ("", []),
        ] as [(String, [UInt8])])
    func read(text: String, bytes: [UInt8]) throws {
        #expect(try EscapedText.octets(inQuotes: "\"\(text)\"") == bytes)
    }

    @Test(
        "Other backslashes are refused, with the place",
        arguments: [
            (#"\ "#, .unknown, 0),
            (#"ab\q"#, .unknown, 2),
            (#"é\R"#, .unknown, 2),
            (#"\é"#, .unknown, 0),
            (#"\x"#, .needsTwoDigits, 0),
            (#"\x1"#, .needsTwoDigits, 0),
            (#"\x1g"#, .needsTwoDigits, 0),
            (#"\u"#, .needsBraces, 0),
            (#"\u0041"#, .needsBraces, 0),
            (#"\u{}"#, .needsBraces, 0),
            (#"\u{41"#, .needsBraces, 0),
            (#"\u{0000041}"#, .needsBraces, 0),
            (#"\u{d800}"#, .notCharacter, 0),
            (#"\u{110000}"#, .notCharacter, 0),
        ] as [(String, EscapeError.Reason, Int)])
    func refused(text: String, reason: EscapeError.Reason, offset: Int) {
        #expect(throws: EscapeError(reason, at: offset + 1)) {
            try EscapedText.octets(inQuotes: "\"\(text)\"")
        }
    }

    @Test(
        "The quotation marks must be there, and nothing after them",
        arguments: [
            ("a", .notQuoted, 0), ("\"\"x", .afterQuote, 2), (#""\""#, .unclosed, 3),
            (#""\"#, .unknown, 1),
        ] as [(String, EscapeError.Reason, Int)])
    func marks(text: String, reason: EscapeError.Reason, offset: Int) {
        #expect(throws: EscapeError(reason, at: offset)) { try EscapedText.octets(inQuotes: text) }
    }
}

import OctetText
import Testing

@Suite("Quoted text")
struct QuotedTextTests {
    @Test(
        "bytes are written readably and read back",
        arguments: [
            ("NOOP\r\n", "\"NOOP\\r\\n\""),
            ("a\"b\\c", "\"a\\\"b\\\\c\""),
            ("\u{0}1\t\u{1}\u{7F}", "\"\\01\\t\\x01\\x7F\""),
            ("é 🙂", "\"é 🙂\""),
            ("\u{85}\u{202E}\u{2028}\u{FEFF}", "\"\\u{85}\\u{202E}\\u{2028}\\u{FEFF}\""),
        ])
    func text(plain: String, quoted: String) throws {
        #expect(EscapedText.quoted(plain.utf8) == quoted)
        #expect(try EscapedText.octets(inQuotes: quoted) == Array(plain.utf8))
    }

    @Test("bytes that are not UTF-8 are written one by one")
    func malformed() throws {
        #expect(
            EscapedText.quoted([0xFF, 0xC3, 0xC3, 0xA9, 0xE2, 0x82]) == "\"\\xFF\\xC3é\\xE2\\x82\"")
        #expect(try EscapedText.octets(inQuotes: "\"\\xff\\u{e9}\"") == [0xFF, 0xC3, 0xA9])
    }

    @Test("any bytes survive", arguments: 0..<100)
    func property(seed: UInt64) throws {
        var generator = Randomness(seed: seed)
        let bytes = (0..<200).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        #expect(try EscapedText.octets(inQuotes: EscapedText.quoted(bytes)) == bytes)
    }
}

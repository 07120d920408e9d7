import OctetText
import Testing

@Suite("Bounded display")
struct LimitTests {
    @Test("Bytes within the limit are shown whole")
    func whole() {
        #expect(EscapedText.shown(Array("abc\r\n".utf8), limit: 5) == "abc\\r\\n")
        #expect(EscapedText.shown([] as [UInt8], limit: 0) == "")
    }

    @Test("Beyond it, the beginning, how much is missing, and the end")
    func cut() {
        let bytes = Array(("head" + String(repeating: "x", count: 1_242) + "tail").utf8)
        #expect(EscapedText.shown(bytes, limit: 16) == "headxxxxxxxx… (1,234 bytes) …tail")
    }

    @Test(
        "Numbers are grouped",
        arguments: [(999, "999"), (1_000, "1,000"), (1_234_567, "1,234,567")])
    func grouped(count: Int, text: String) {
        let bytes = [UInt8](repeating: 97, count: count)
        #expect(EscapedText.shown(bytes, limit: 0) == "… (\(text) bytes) …")
        #expect(EscapedText.shown(bytes, limit: -1) == "… (\(text) bytes) …")
    }

    @Test("A character is not cut in two")
    func character() {
        let bytes = Array(String(repeating: "密", count: 20).utf8)
        #expect(EscapedText.shown(bytes, limit: 11) == "密密密… (51 bytes) …")
        #expect(EscapedText.shown(bytes, limit: 16) == "密密密密… (45 bytes) …密")
    }

    @Test("Bytes that are not UTF-8 are cut somewhere, and nothing is lost from the count")
    func invalid() {
        let bytes = [UInt8](repeating: 0x80, count: 100)
        let visible = EscapedText.shown(bytes, limit: 8)
        #expect(visible == "\\x80\\x80\\x80… (97 bytes) …")
    }
}

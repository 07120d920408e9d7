import OctetText
import Testing

@Suite("Display width")
struct DisplayWidthTests {
    @Test(
        "Columns of a text",
        arguments: [
            ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("密碼", 4), ("ｆｕｌｌ", 8), ("한글", 4),
            ("\u{1112}\u{1161}\u{11AB}", 2), ("🎈", 2), ("→ ✓ …", 5), ("a\u{200B}b", 2),
            ("\u{1B}", 0),
            ("€", 1), ("🇨🇭", 2), ("한", 2), ("、", 2),
        ])
    func columns(text: String, columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
    }

    @Test("A tab goes to the next stop")
    func tab() {
        #expect(DisplayWidth.columns(of: "\t") == 8)
        #expect(DisplayWidth.columns(of: "ab\tc") == 9)
        #expect(DisplayWidth.columns(of: "\t", startingAt: 3) == 5)
    }
}

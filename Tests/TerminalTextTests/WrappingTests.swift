import OctetText
import TerminalText
import Testing

@Suite("Wrapping")
struct WrappingTests {
    static let prose = """
        A client introduces itself with EHLO (or HELO) before it starts a mail transaction. The \
        session is unchanged.
        """

    @Test("Prose is wrapped at 40 columns, each line with the prefix")
    func prose() {
        #expect(
            Wrapping.lines(of: Self.prose, width: 40, prefix: "# ") == [
                "# A client introduces itself with EHLO",
                "# (or HELO) before it starts a mail",
                "# transaction. The session is unchanged.",
            ])
    }

    @Test("No line is wider than asked, and no word is lost", arguments: 20...90)
    func everyWidth(width: Int) {
        let lines = Wrapping.lines(of: Self.prose, width: width, prefix: "# ")
        #expect(lines.allSatisfy { DisplayWidth.columns(of: $0) <= width })
        #expect(lines.map { $0.dropFirst(2) }.joined(separator: " ") == Self.prose)
    }

    @Test("A narrower width is taken as 20")
    func narrow() {
        #expect(
            Wrapping.lines(of: Self.prose, width: 1) == Wrapping.lines(of: Self.prose, width: 20))
    }

    @Test("A word that is too wide is broken, wide characters included")
    func longWord() {
        #expect(
            Wrapping.lines(of: "see " + String(repeating: "x", count: 25), width: 20, prefix: "# ")
                == ["# see", "# " + String(repeating: "x", count: 18), "# xxxxxxx"])
        #expect(
            Wrapping.lines(of: String(repeating: "密", count: 11), width: 21)
                == [String(repeating: "密", count: 10), "密"])
    }

    @Test("Line feeds are kept, an empty line has the prefix without its blank")
    func paragraphs() {
        #expect(
            Wrapping.lines(of: "one\n\n two  three ", width: 40, prefix: "# ")
                == ["# one", "#", "# two three"])
        #expect(Wrapping.lines(of: "", width: 40) == [""])
    }

    @Test("A prefix as wide as the line leaves room for one character")
    func widePrefix() {
        let prefix = String(repeating: "-", count: 30)
        #expect(
            Wrapping.lines(of: "abcd", width: 20, prefix: prefix)
                == [prefix + "ab", prefix + "cd"])
    }
}

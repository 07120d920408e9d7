import Testing

@testable import LineEditor

@Suite("Prompts")
struct PromptTests {
    @Test("A prompt is one line of visible text that ends with a space")
    func text() {
        #expect(Prompt("C:").text == "C: ")
        #expect(Prompt("C: ").text == "C: ")
        #expect(Prompt("a\nb\u{1}\u{1B}[m\u{9B}").text == "ab[m ")
    }

    @Test("Its escape sequences are marked, and the space comes after the reset")
    func escaped() {
        #expect(Prompt("C: ").escaped(mark: "|") == "C: ")
        #expect(Prompt("C: ", style: "1;36").escaped(mark: "|") == "|\u{1B}[1;36m|C:|\u{1B}[0m| ")
        let parts = [Prompt.Part("[text] ", style: "35"), Prompt.Part("C: ", style: "1")]
        #expect(
            Prompt(parts).escaped(mark: "|")
                == "|\u{1B}[35m|[text] |\u{1B}[0m\u{1B}[1m|C:|\u{1B}[0m| ")
        #expect(Prompt(parts).text == "[text] C: ")
    }

    @Test("A style is made of numbers")
    func style() {
        #expect(Prompt("C: ", style: "1m\u{1B}[2J").parts.map(\.style) == [""])
    }

    @Test("Columns are counted as the terminal fills them")
    func position() {
        var position = DisplayPosition(columns: 10)
        "C: \u{1}\t".unicodeScalars.forEach { position.advance(over: $0) }
        #expect((position.row, position.column) == (0, 8))
        "ab".unicodeScalars.forEach { position.advance(over: $0) }
        #expect((position.row, position.column) == (1, 0))
    }
}

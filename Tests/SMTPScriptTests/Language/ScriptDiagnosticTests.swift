import Testing

@testable import SMTPScript

@Suite("Pictures of errors")
struct ScriptDiagnosticTests {
    private func picture(_ text: String) -> String {
        do {
            _ = try ScriptParser.parse(text, name: "greylist.smtp")
            return ""
        } catch {
            return error.description
        }
    }

    @Test("an error shows its line with a caret under the place, and a hint")
    func withHint() {
        let expected = """
            greylist.smtp:2:3: error: unknown beginning of a line
                EHLO client.example
                ^
            hint: did you mean `C: EHLO client.example`?
            """
        #expect(picture("# x\n  EHLO client.example\n") == expected)
    }

    @Test("columns are characters, and a tab is one of them")
    func characters() {
        let expected = """
            greylist.smtp:1:12: error: expected a `)` for this `(`
               S: 250 é{{(a}}
                         ^
            """
        #expect(picture("\tS: 250 e\u{301}{{(a}}\n") == expected.replacing("é", with: "e\u{301}"))
    }

    @Test("control characters are shown as pictures")
    func controls() {
        let expected = """
            greylist.smtp:1:4: error: control character U+001B
              C: ␛[2J
                 ^
            hint: write `\\x1B` in a `C+` line, or `{{\\x1B}}` in an `S` line
            """
        #expect(picture("C: \u{1B}[2J") == expected)
    }

    @Test("of a long line only the part around the place is shown")
    func longLine() throws {
        let text =
            "S: " + String(repeating: "a", count: 500) + "{{" + String(repeating: "b", count: 500)
        let lines = picture(text).split(separator: "\n")
        #expect(lines[0] == "greylist.smtp:1:504: error: expected `}}` for this `{{`")
        #expect(lines[1].count == 78)
        let caret = try #require(lines[2].firstIndex(of: "^"))
        let column = lines[2].distance(from: lines[2].startIndex, to: caret)
        #expect(Array(lines[1])[column...(column + 1)] == ["{", "{"])
        #expect(lines[1].hasPrefix("  …aaa"))
        #expect(lines[1].hasSuffix("bbb…"))
    }

    @Test("of a line that is too long only the beginning is kept")
    func tooLongLine() throws {
        let script = "C: " + String(repeating: "x", count: 2 << 20)
        let error = #expect(throws: ScriptError.self) {
            try ScriptParser.parse(script, name: "x.smtp")
        }
        #expect(error?.diagnostics.first?.message == "a line of more than 1048576 bytes")
        #expect((error?.diagnostics.first?.source.utf8.count ?? .max) < 1_000)
    }
}

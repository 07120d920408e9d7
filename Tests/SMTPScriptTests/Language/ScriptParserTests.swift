import Testing

@testable import SMTPScript

@Suite("Reading scripts")
struct ScriptParserTests {
    /// The places and messages of all errors of a text.
    private func errors(
        _ bytes: [UInt8], limits: ScriptLimits = ScriptLimits()
    ) -> [String] {
        do {
            _ = try ScriptParser.parse(bytes, name: "x", limits: limits)
            return []
        } catch {
            let more = error.isTruncated ? ["more"] : []
            return error.diagnostics.map { "\($0.line):\($0.column): \($0.message)" } + more
        }
    }

    private func errors(_ text: String, limits: ScriptLimits = ScriptLimits()) -> [String] {
        errors(Array(text.utf8), limits: limits)
    }

    @Test("lines are numbered, and LF and CRLF both end them")
    func lines() throws {
        let script = try ScriptParser.parse("\u{FEFF}C: a\r\n\nS: 250 b", name: "x.smtp")
        #expect(script.name == "x.smtp")
        #expect(script.startsWithByteOrderMark)
        #expect(script.lines.map(\.number) == [1, 2, 3])
        #expect(script.lines.map(\.text) == ["C: a", "", "S: 250 b"])
        #expect(script.lines.map(\.ending) == [.carriageReturnLineFeed, .lineFeed, .none])
        #expect(script.lines[0].kind == .clientText("a"))
    }

    @Test("sections hold exact bytes up to the next header or the end")
    func sections() throws {
        let text = "C: a\n-- one --\nx\r\n\u{0}EHLO\n--two--\n--  two words  -- \r\n-- three --"
        let script = try ScriptParser.parse(text, name: "x")
        #expect(script.lines.count == 1)
        #expect(script.sections.map(\.name) == ["one", "two words", "three"])
        #expect(script.sections.map(\.number) == [2, 6, 7])
        #expect(script.section(named: "one")?.contents == Array("x\r\n\u{0}EHLO\n--two--\n".utf8))
        #expect(script.section(named: "two words")?.contents == [])
        #expect(script.section(named: "four") == nil)
        #expect(Array(text.utf8) == script.bytes)
    }

    @Test("a section cannot carry what reads as a header")
    func carriedBytes() {
        #expect(ScriptSection.canHold(Array("a\n-- b\n".utf8)))
        #expect(ScriptSection.canHold([]))
        #expect(!ScriptSection.canHold(Array("a\n-- b --\n".utf8)))
        #expect(!ScriptSection.canHold(Array("a".utf8)))
    }

    @Test("all errors are reported, in the order of lines")
    func allErrors() {
        #expect(
            errors("C: a\nfoo\nS: 250 a\n S. x\n") == [
                "2:1: unknown beginning of a line",
                "4:5: expected `close`, `silence` or `tls` after `S.`",
            ])
    }

    @Test("no more than twenty errors are reported")
    func manyErrors() {
        let found = errors(String(repeating: "x\n", count: 30))
        #expect(found.count == 21)
        #expect(found.last == "more")
        #expect(
            errors(String(repeating: "x\n", count: 20)).last == "20:1: unknown beginning of a line")
    }

    @Test(
        "groups are opened, closed and hold what they can",
        arguments: [
            ("S: 250-a\nS{\n# x\n\nS: 250-b\nS? 250-c\nS! 250-d\nS*\n#~ t\nS}\n", []),
            ("S}\n", ["1:1: `S}` without its `S{`"]),
            ("C: a\n  S! 250 x\n", ["2:3: `S!` outside of a group `S{` … `S}`"]),
            ("S{\nS{\nS}\n", ["2:1: `S{` inside a group; groups do not nest"]),
            (" S{\nS: 250-a\n", ["1:2: `S{` without its `S}`"]),
            ("S{\nC: a\n", ["2:1: expected `S}` before this line"]),
            ("S{\nS= 250\n", ["2:1: expected `S}` before this line"]),
            ("S{\n:undo\n", ["2:1: expected `S}` before this line"]),
        ])
    func groups(text: String, expected: [String]) {
        #expect(errors(text) == expected)
    }

    @Test("a second section of a name is an error")
    func duplicateSection() {
        #expect(errors("-- a --\n-- a --\n") == ["2:4: a second section with the name `a`"])
    }

    @Test("bytes that are not UTF-8 are an error at their column")
    func malformed() {
        #expect(errors(Array("C: a\nC: é".utf8) + [0xFF]) == ["2:5: byte FF is not UTF-8"])
        #expect(errors([0x23, 0xC3, 0x28]) == ["1:2: byte C3 is not UTF-8"])
        #expect(errors([0x23, 0xED, 0xA0, 0x80]) == ["1:2: byte ED is not UTF-8"])
        #expect(errors([0x23, 0xC0, 0x80]) == ["1:2: byte C0 is not UTF-8"])
        #expect(errors([0x23, 0xF4, 0x90, 0x80, 0x80]) == ["1:2: byte F4 is not UTF-8"])
        #expect(errors([0x23, 0xE2, 0x82]) == ["1:2: byte E2 is not UTF-8"])
    }

    @Test("a binary file is one error, not one a line")
    func binary() {
        let expected = ["3:1: not a script: the file is not text, it has a NUL byte"]
        #expect(errors("x\nS}\na\u{0}b\nx\nx\n") == expected)
    }

    @Test("every bound is enforced")
    func bounds() {
        var limits = ScriptLimits()
        limits.fileSize = 100
        limits.lineLength = 20
        limits.lineCount = 3
        limits.repeatCount = 10
        limits.expandedSize = 16
        limits.errorCount = 2
        #expect(errors(String(repeating: "#\n", count: 3), limits: limits) == [])
        #expect(
            errors(String(repeating: "#\n", count: 50), limits: limits) == [
                "4:1: a script of more than 3 lines"
            ])
        #expect(
            errors(String(repeating: "#\n", count: 51), limits: limits) == [
                "1:1: a script of 102 bytes; at most 100 are read"
            ])
        #expect(
            errors("# 345678901234567890\n# 3456789012345678901", limits: limits) == [
                "2:1: a line of more than 20 bytes"
            ])
        #expect(errors("C+ \"a\" *10\n", limits: limits) == [])
        #expect(
            errors("C+ \"*\" *11\n", limits: limits) == [
                "1:9: expected a repeat count of at most 10"
            ])
        #expect(
            errors("C+ \"a\" *999999999999999999999\n") == [
                "1:9: expected a repeat count of at most 1000000"
            ])
        #expect(
            errors("C+ \"aa\" *8\nC+ \"a\"\n", limits: limits) == [
                "2:1: the `C+` lines send more than 16 bytes together"
            ])
        #expect(errors("x\nx\nx\n", limits: limits).last == "more")
    }

    @Test("a large script is read in time linear in its size")
    func large() throws {
        let lines = String(repeating: "C: NOOP\nS: 250 {{.*}} x\n", count: 20_000)
        let sections = (0..<50_000).map { "-- \($0) --\n" }.joined()
        let start = ContinuousClock.now
        let script = try ScriptParser.parse(lines + sections, name: "x")
        #expect(script.steps.count == 40_000)
        #expect(script.sections.count == 50_000)
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("text and bytes read alike")
    func emptyScript() throws {
        let script = try ScriptParser.parse("", name: "x")
        #expect(script.lines.isEmpty)
        #expect(script.bytes.isEmpty)
        #expect(try ScriptParser.parse([0xEF, 0xBB, 0xBF], name: "x").bytes == [0xEF, 0xBB, 0xBF])
    }
}

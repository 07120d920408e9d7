import SMTPSimulator
import TerminalText
import Testing

@testable import Workbench

@Suite("Reports of runs")
struct ReportTests {
    private func result(_ name: String, _ script: String) -> RunResult {
        RunResult(ScriptRunner().run(Array(script.utf8), name: name))
    }

    private var results: [RunResult] {
        [
            result("a.smtp", "C: EHLO a\nS= 250\n"), result("b.smtp", "C: EHLO <&\nS= 250\n"),
            result("c.smtp", ":require NOPE\nC: NOOP\n"), result("d.smtp", "what\n"),
        ]
    }

    @Test("for a person, only failures and a closing line are shown")
    func human() {
        let lines = RunReport.human(results).map(\.text)
        #expect(lines.first?.hasPrefix("b.smtp:2: expected 250, got 501") == true)
        #expect(lines.contains("FAIL b.smtp   1 of 1 expectations failed"))
        #expect(lines.contains { $0.hasPrefix("SKIP c.smtp   ") })
        #expect(lines.last == "4 scripts: 1 passed, 1 failed, 1 skipped, 1 invalid")
        #expect(!lines.contains { $0.contains("a.smtp") })
    }

    @Test("one script alone has its verdict as the closing line")
    func one() {
        #expect(RunReport.human([results[0]]).map(\.text) == ["PASS a.smtp   1 expectation"])
    }

    @Test("TAP has a plan and a line a script")
    func tap() {
        let lines = RunReport.tap(results).split(separator: "\n")
        #expect(lines.prefix(3) == ["TAP version 13", "1..4", "ok 1 - a.smtp"])
        #expect(lines.contains("not ok 2 - b.smtp"))
        #expect(lines.contains { $0.hasPrefix("ok 3 - c.smtp # SKIP ") })
        #expect(lines.contains("not ok 4 - d.smtp"))
    }

    @Test("JUnit is well-formed XML with the counts")
    func junit() {
        let text = RunReport.junit(results)
        #expect(text.contains(#"tests="4" failures="1" errors="1" skipped="1""#))
        #expect(text.contains(#"<testcase classname="smtpsim" name="a.smtp"/>"#))
        #expect(text.contains("EHLO &lt;&amp;"))
        #expect(!text.contains("EHLO <&"))
    }

    @Test("JSON has each script with its failures")
    func json() {
        let text = RunReport.json(results).text
        #expect(text.hasSuffix(#""passed":1,"failed":1,"skipped":1,"invalid":1}"#))
        #expect(text.contains(#""name":"b.smtp","outcome":"failed","expectations":1,"failed":1"#))
    }

    @Test("nothing that controls a terminal or turns the text's direction is written")
    func invisible() {
        let results = [
            result("a\u{1B}[2J\u{202E}\nok 2 - \r.smtp", "C: NOOP\nS= 500\n"),
            result("b\u{202E}.smtp", "what\u{202E}\n"),
        ]
        let texts = [
            RunReport.tap(results), RunReport.junit(results), RunReport.json(results).text,
        ]
        for text in texts {
            #expect(
                !text.unicodeScalars.contains { "\u{1B}\r\u{202E}".unicodeScalars.contains($0) })
        }
        #expect(texts[0].contains(#"not ok 1 - a\x1b[2J\u{202e} ok 2 - \r.smtp"#))
        #expect(texts[2].contains(#""name":"b\u202e.smtp""#))
        #expect(!texts[0].split(separator: "\n").contains { $0.hasPrefix("ok 2") })
    }

    @Test("a difference of lines that end with CR LF is shown line by line, without passwords")
    func difference() {
        var result = result("a.smtp", "C: NOOP\r\nS= 220\r\n")
        result.difference = "@@ -1,2 +1,2 @@\r\n :user tim tanstaaf\r\n-S= 1\r\n+S= 2\r\n"
        let lines = RunReport.human([result]).map(\.text)
        #expect(lines.prefix(4) == ["@@ -1,2 +1,2 @@", " :user tim ****", "-S= 1", "+S= 2"])
    }

    @Test("a failure hides what commands sent as credentials")
    func commands() {
        let script =
            ":set plaintext-authentication on\nS: 220 {{.*}}\nC: EHLO c\nS= 250\nC: AUTH LOGIN\nS= 334\n"
            + ":send \"dXNlcg==\\r\\n\"\nS= 250\n:hex 55 7a 4e 6a 63 6d 56 30 0d 0a\nS= 250\n"
        let lines = RunReport.human([result("a.smtp", script)]).map(\.text)
        #expect(lines.contains { $0.hasSuffix(":send ****") })
        #expect(!lines.contains { $0.contains("dXNlcg") || $0.contains("55 7a") })
    }

    @Test("a difference hides what the machine read as a SASL response")
    func responses() {
        let script =
            ":set plaintext-authentication on\nS: 220 {{.*}}\nC: EHLO c\nS= 250\nC: AUTH LOGIN\n"
            + "S= 334\nC: dXNlcg==\nS= 334\nC: UzNjcmV0\nS= 235\n"
        var result = result("a.smtp", script)
        result.difference = " C: UzNjcmV0\n-S= 235\n+S= 535\n"
        #expect(RunReport.human([result]).map(\.text).contains(" C: ****"))
    }
}

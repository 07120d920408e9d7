import Foundation
import SMTPLint
import SMTPScript
import SMTPSession
import SMTPSimulator
import TerminalText
import Testing
import Workbench

@Suite("Reports of lint")
struct LintReportTests {
    private static let findings: [LintFinding] = {
        var player = RecordingPlayer()
        return player.lint(
            recorded(greeted + "C: MAIL FROM: <ann@client.example>\nS: 250 OK\n" + "closed\n"))
    }()

    @Test("a person sees the place, the line with a caret, and what to do")
    func human() {
        let lines = LintReport.lines(of: Self.findings, in: "log\u{1B}.txt", width: 80)
        #expect(
            lines.map(\.text) == [
                "log\\x1b.txt:7: error: a blank stands after FROM: [syntax.mail-space-after-colon]",
                "  MAIL FROM: <ann@client.example>",
                "            ^",
                "  mend: Write MAIL FROM:<…> without a blank. (RFC 5321 §3.3)",
                "log\\x1b.txt:9: warning: the client hung up without QUIT [connection.no-quit]",
                "  mend: Send QUIT and wait for 221 before you close the connection. (RFC 5321",
                "  §4.1.1.10)",
            ])
    }

    @Test("JSON has one object for each finding")
    func json() throws {
        let text = LintReport.json(Self.findings[0], in: "a.txt", conversation: 2).text
        let object = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["file"] as? String == "a.txt")
        #expect(object["line"] as? Int == 7)
        #expect(object["conversation"] as? Int == 2)
        #expect(object["level"] as? String == "error")
        #expect(object["rule"] as? String == "syntax.mail-space-after-colon")
        #expect(object["clause"] as? String == "RFC 5321 §3.3")
        #expect(object["octets"] as? String == "MAIL FROM: <ann@client.example>")
        #expect(object["offset"] as? Int == 10)
        #expect(object["count"] as? Int == 1)
    }

    @Test("a SARIF log has its rules, and each result names one, a level and a place")
    func sarif() throws {
        let results = Self.findings.map {
            LintSARIF.result($0, in: "a b/c.txt", conversation: 1).text
        }
        let text =
            LintSARIF.head(version: "1.0.0") + results.joined(separator: ",")
            + LintSARIF.tail
        let log = try #require(
            JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(log["version"] as? String == "2.1.0")
        let run = try #require((log["runs"] as? [[String: Any]])?.first)
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.count == LintRule.all.count)
        #expect(Set(rules.compactMap { $0["id"] as? String }).count == rules.count)
        let found = try #require(run["results"] as? [[String: Any]])
        #expect(found.count == 2)
        for result in found {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index]["id"] as? String == result["ruleId"] as? String)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            let place = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"]
            let artifact = (place as? [String: Any])?["artifactLocation"] as? [String: Any]
            #expect(artifact?["uri"] as? String == "a%20b/c.txt")
            let region = (place as? [String: Any])?["region"] as? [String: Any]
            #expect((region?["startLine"] as? Int ?? 0) > 0)
        }
    }

    @Test(
        "a SARIF log keeps to the published schema, whatever the source is called",
        arguments: [
            "log.txt", "/var/log/mail.log", "a:b", "//host", "ümlaut\u{1B}\n.txt", "x%y\\z",
        ])
    func schema(_ name: String) throws {
        var findings = Self.findings
        findings[1].line = 0
        findings[1].octets = Array("\u{1}\"\\".utf8)
        let results = findings.map { LintSARIF.result($0, in: name, conversation: 1).text }
        let text =
            LintSARIF.head(version: "1.0.0-rc.1") + results.joined(separator: ",") + LintSARIF.tail
        #expect(
            SARIFSchema.faults(in: try JSONSerialization.jsonObject(with: Data(text.utf8))) == [])
        let bad: [String: Any] = ["version": "2", "runs": [["results": [["ruleIndex": -2]]]]]
        #expect(SARIFSchema.faults(in: bad).count == 4)
    }

    @Test("a script's findings are at its lines")
    func script() {
        let text = """
            S= 220
            C: EHLO client.example
            S= 250

            C: MAIL FROM: <ann@client.example>
            S= 501
            C: QUIT
            S= 221
            S. close

            """
        let report = ScriptRunner().run(Array(text.utf8), name: "x.smtp")
        let found = SessionLint.findings(of: report).map { "\($0.line) \($0.rule.id)" }
        #expect(found == ["5 syntax.mail-space-after-colon"])
    }

    @Test("counts decide from which level on it is a failure")
    func counts() {
        var count = LintCount()
        count.add(Self.findings)
        #expect(count.text == "1 error, 1 warning in 1 conversation")
        #expect(count.has(atLeast: .error))
        var none = LintCount()
        none.add([])
        #expect(none.text == "no findings in 1 conversation")
        #expect(!none.has(atLeast: .hint))
    }
}

import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPScript
@testable import SMTPSimulator

@Suite("What a run reports")
struct ScriptReportTests {
    @Test("shows a failure as the design does")
    func failure() {
        let text = greylistScript.replacingRule(with: ":on recipient nobody@* reject")
        let report = runScript(text)
        #expect(
            report.lines == [
                "greylist.smtp:10: expected 451 4.7.1 Greylisted, got 250 2.1.5 Recipient OK",
                "   9  C: RCPT TO:<bob@sim.example>",
                "  10  S: 451 4.7.1 Greylisted",
                "         ^^^ code differs",
                "  why: recipient bob@sim.example: accept (default); no handler matched",
                "  try: smtpsim run --update greylist.smtp     smtpsim greylist.smtp --until 9",
                "greylist.smtp:14: expected recipients <bob@sim.example>, "
                    + "got recipients <bob@sim.example> <bob@sim.example>",
                "  14  :expect recipients bob@sim.example",
                "  try: smtpsim greylist.smtp --until 13",
                "FAIL greylist.smtp   2 of 9 expectations failed",
            ])
        #expect(report.outcome == .failed)
        #expect(report.met == 7)
    }

    @Test("says which rule refused")
    func refusal() {
        let report = runScript("S= 220\nC: MAIL FROM:<a@b>\nS= 250\n")
        #expect(
            report.failures.first?.why
                == "rule order.hello-first (RFC 5321 §4.1.4): Send EHLO or HELO first")
    }

    @Test("says who decided, whatever the recipient is called")
    func decision() {
        let text = """
            :on recipient *@sim.example reject
            S= 220
            C: EHLO client.example
            S= 250
            C: MAIL FROM:<a@b>
            S= 250
            C: RCPT TO:<"(default)"@sim.example>
            S= 250

            """
        #expect(
            runScript(text).failures.map(\.why)
                == [#"recipient "(default)"@sim.example: reject (handler 1)"#])
    }

    @Test("says what a check found instead")
    func failedChecks() {
        let text = """
            S= 220
            :expect state MAIL
            :expect closed
            :expect buffer 2
            :expect rule order.hello-first
            :expect messages 3
            :expect message 1 size 2
            :expect hook sender count 1
            :expect note tls.discarded
            :expect sender <a@b>
            """
        #expect(
            runScript(text).failures.map(\.message) == [
                "expected state MAIL, got state HELLO", "expected closed, got open, state HELLO",
                "expected buffer 2, got buffer empty",
                "expected rule order.hello-first, got rule connection.greeting",
                "expected messages 3, got messages 0", "expected message 1 size 2, got messages 0",
                "expected hook sender count 1, got hook sender count 0",
                "expected note tls.discarded, got no note",
                "expected sender <a@b>, got sender none",
            ])
    }

    @Test("gives no advice that would not help")
    func advice() {
        let files = MemoryFiles(["hello.smtp": "C: EHLO x.example\nS= 251\n"])
        let included = runScript("S= 220\n:include hello.smtp\n", files: files)
        #expect(included.failures.map(\.advice) == [nil])
        #expect(
            runScript("S= 220\n:undo 99\nS= 221\n").failures.map(\.advice) == [
                "smtpsim greylist.smtp --until 1",
                "smtpsim run --update greylist.smtp     smtpsim greylist.smtp --until 2",
            ])
    }

    @Test("names a rule without text by its id")
    func otherMachine() {
        let report = runScript(":profile mailhog\nS= 220\nC: XYZZY\nS= 250\n")
        #expect(report.failures.map(\.why) == ["rule machine.other (RFC 5321 §4.2)"])
    }

    @Test("never shows credentials in failures, unless asked")
    func secrets() {
        let text = """
            :set plaintext-authentication on
            S= 220
            C: EHLO x.example
            S= 250
            C: AUTH PLAIN AHRpbQBzZWNyZXQ=
            S= 235
            """
        let report = runScript(text)
        #expect(report.lines.contains("   5  C: AUTH PLAIN ****"))
        #expect(!report.lines.contains { $0.contains("AHRpbQ") })
        #expect(runScript(text) { $0.showsSecrets = true }.lines.contains { $0.contains("AHRpbQ") })
    }

    @Test("names the phase of a failure")
    func phase() {
        let report = runScript("## Greeting\nS= 220\n## Leaving\nC: QUIT\nS= 250\n")
        #expect(report.failures.map(\.phase) == ["Leaving"])
        #expect(report.lines.contains("  phase: Leaving"))
    }

    @Test(
        "tells no passwords of commands",
        arguments: [
            (":auth PLAIN tim tanstaaf", ":auth PLAIN tim ****"),
            (":user tim tanstaaf extra", ":user tim ****"),
            (":auth PLANE tim tanstaaf", ":auth PLANE tim ****"),
            (#":user "tim tanstaaf"#, ":user ****"), (":us tim a tanstaaf", ":us tim ****"),
            ("AUTH PLAIN tanstaaf", "AUTH PLAIN ****"),
            ("> AUTH tanstaaf", "> AUTH ****"),
        ])
    func passwords(_ line: String, _ shown: String) {
        let lines = runScript("S= 220\nC: EHLO x\nS= 250\n\(line)\nS= 250\n").lines
            .flatMap { $0.split(separator: "\n").map(String.init) }
        #expect(lines.contains { $0.hasSuffix("  " + shown) })
        #expect(!lines.contains { $0.contains("tanstaaf") })
    }

    @Test(
        "that does not expect its replies takes linear time",
        arguments: [
            "S= 220\n" + String(repeating: "C: NOOP\n", count: 8_000),
            "S= 220\nC+ \"NOOP\\r\\n\" *8000\n",
        ])
    func manyFailures(_ text: String) {
        let start = ContinuousClock.now
        let report = runScript(text)
        #expect(report.failureCount == 8_000)
        #expect(report.failures.count == ScriptLimits().errorCount)
        // Pictures of all of them would take minutes in a debug build.
        #expect(ContinuousClock.now - start < .seconds(15))
    }
}

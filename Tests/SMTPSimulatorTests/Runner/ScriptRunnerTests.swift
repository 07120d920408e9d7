import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPScript
@testable import SMTPSimulator

@Suite("Running a script")
struct ScriptRunnerTests {
    @Test("of the design is green")
    func green() {
        expectGreen(greylistScript)
        #expect(runScript(greylistScript).lines == ["PASS greylist.smtp   9 expectations"])
    }

    @Test("fails for an unexpected reply, before the next C line and at the end")
    func unexpected() {
        let report = runScript("S= 220\nC: EHLO x.example\nC: NOOP\nS= 250\n:flush\nC: NOOP\n")
        #expect(report.failures.map(\.line) == [3, 6])
        #expect(report.failures.first?.message == "unexpected reply: 250 2.0.0 OK")
        #expect(report.failureCount == 2)
    }

    @Test("without S lines only plays it")
    func played() {
        let report = runScript("C: EHLO x.example\nC: NOOP\n:expect state MAIL\n")
        #expect(report.outcome == .passed)
        #expect(report.simulator.phaseName == "MAIL")
    }

    @Test("allows a greeting that nobody checked, but not one after :connect")
    func greeting() {
        #expect(runScript("C: NOOP\nS= 250\n").outcome == .passed)
        #expect(runScript(":connect\nC: NOOP\nS= 250\n").outcome == .failed)
    }

    @Test("sends consecutive C lines in one write, which :flush splits")
    func writes() {
        let hello = "C: EHLO x.example\nS= 250\n"
        let pipelined = runScript(
            hello + "C: NOOP\nC: NOOP\nS= 250\nS= 250\n:expect note pipelining.not-last\n")
        #expect(pipelined.outcome == .passed)
        let flushed = runScript(
            hello + "C: NOOP\n:flush\nC: NOOP\nS= 250\nS= 250\n:expect note pipelining.not-last\n")
        #expect(flushed.outcome == .failed)
        #expect(flushed.simulator.steps.count == pipelined.simulator.steps.count + 1)
    }

    @Test("checks what replies do not show")
    func checks() {
        let text = """
            S= 220
            :expect state HELLO
            :expect sender none
            C: MAIL FROM:<a@b>
            S= 503
            :expect rule order.hello-first
            C: EHLO x.example
            S= 250
            C: MAIL FROM:<>
            S= 250
            :expect sender <>
            :expect recipients none
            C+ "NOO"
            :expect buffer 3
            C+ "P\\r\\n"
            S= 250
            C: STARTTLS
            S= 220
            S. tls
            C: junk
            :tls
            :expect note tls.discarded
            C: QUIT
            S= 221
            S. close
            :expect closed
            """
        #expect(runScript(text).lines == ["PASS greylist.smtp   17 expectations"])
    }

    @Test("expects silence, closes and TLS")
    func events() {
        expectGreen(
            """
            S= 220
            :on verb NOOP silence
            C: NOOP
            S. silence
            :on verb RSET disconnect
            C: RSET
            S. close
            """)
        #expect(
            runScript("S= 220\nC: NOOP\nS. silence\nC: NOOP\nS= 250\nS. close\nS. tls\n").failures
                .map(\.message) == [
                    "expected silence, got 250 2.0.0 OK",
                    "expected the connection closed, got nothing",
                    "expected the server ready for TLS, got nothing",
                ])
    }

    @Test("answers questions, and says when one waits")
    func answers() {
        expectGreen(
            "S= 220\n:ask hello\nC: EHLO x.example\nA: reject 550 5.7.1 \"No\"\nS: 550 No\n")
        let report = runScript("S= 220\n:ask hello\nC: EHLO x.example\nS= 250\nA: nonsense\n")
        #expect(
            report.failures.map(\.message) == [
                "expected 250, got the hello question, which waits for an A: line",
                "cannot answer: unknown action nonsense; expected accept, reject, tempfail, "
                    + "rewrite, close, disconnect, silence, delay, reply",
            ])
    }

    @Test("remembers captures")
    func captures() {
        expectGreen("S: 220 [[host:\\S+]] {{.*}}\nC: HELO x\nS: 250 [[host]] greets x\n")
    }

    @Test("compares as closely as requested")
    func compare() {
        let text = "S= 220\nC: NOOP\nS: 251 other text\n"
        #expect(runScript(text) { $0.compare = .class }.outcome == .passed)
        #expect(runScript(text) { $0.compare = .code }.outcome == .failed)
    }

    @Test("stops at a line, and leaves the simulator there")
    func until() {
        let report = runScript(greylistScript) { $0.until = 9 }
        #expect(report.simulator.steps.last?.title == "step 3: RCPT TO:<bob@sim.example>")
        #expect(report.simulator.envelope.recipients.isEmpty)
        #expect(report.outcome == .passed)
    }

    @Test(
        "lets a close be unsaid before another connection",
        arguments: [
            "C: QUIT\nS= 221\n", ":wait 5m\nS= 421\n", ":on verb NOOP disconnect\nC: NOOP\n",
        ])
    func unsaidClose(end: String) {
        let report = runScript("S= 220\n\(end):connect\nS= 220\nC: RSET\nS= 250\n")
        #expect(report.outcome == .passed, "\(report.lines)")
        #expect(report.update.isEmpty)
        // It is told where a reply was due instead.
        #expect(
            runScript("S= 220\nC: QUIT\nS= 221\nS= 250\n").failures.map(\.message)
                == ["expected 250, got the connection closed"])
    }

    @Test("lets a handshake be unsaid")
    func unsaidHandshake() {
        expectGreen(
            "S= 220\nC: EHLO x\nS= 250\nC: STARTTLS\nS= 220\n:tls\nC: EHLO x\nS= 250\n")
    }

    @Test("lets a reply be absent that consists of S? lines")
    func optionalReply() {
        expectGreen("S= 220\nC: NOOP\nS= 250\nS? 250 extra\nC: NOOP\nS? 251 x\nS= 250\n")
        expectGreen("S= 220\nC: NOOP\nS? 250 {{.*}}\n")
        #expect(runScript("S= 220\nC: NOOP\nS? 251 x\n").failures.map(\.line) == [2])
        #expect(
            runScript("S= 220\nC: NOOP\nS? 251 x\nS= 250\n") { $0.compare = .class }.outcome
                == .passed)
    }

    @Test("treats typed commands as content while the server waits for content")
    func typedCommands() {
        expectGreen(
            """
            S= 220
            C: EHLO x.example
            S= 250
            C: MAIL FROM:<a@b.example>
            S= 250
            C: RCPT TO:<c@d.example>
            S= 250
            C: DATA
            S= 354
            C: :undo
            C: :::x
            C: ::expect state DATA
            C: .
            S= 250
            :expect message 1 body text
            -- text --
            :undo\r
            ::x\r

            """)
    }

    @Test("goes back in time")
    func time() {
        expectGreen(
            """
            S= 220
            :checkpoint start
            C: EHLO x.example
            S= 250
            C: MAIL FROM:<a@b.example>
            S= 250
            :undo
            :expect state MAIL
            :redo
            :expect state RCPT
            :goto 1
            :expect state MAIL
            :restore start
            :expect state HELLO
            :wait 10m
            S= 421
            S. close
            """)
    }
}

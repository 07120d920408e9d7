import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPTranscript

@Suite("Running a script")
struct ScriptRunnerTests {
    private func run(
        _ text: String, files: any ScriptFiles = NoFiles(), name: String = "greylist.smtp",
        configure: (inout ScriptRunOptions) -> Void = { _ in }
    ) -> ScriptReport {
        var options = ScriptRunOptions()
        configure(&options)
        return ScriptRunner(files: files).run(Array(text.utf8), name: name, options: options)
    }

    private let greylist = """
        # Greylisting: the first attempt is put off, the second is taken.
        :profile strict
        :on recipient *@sim.example tempfail 451 4.7.1 "Greylisted" once
        S: 220 {{.*}}
        C: EHLO client.example
        S= 250
        C: MAIL FROM:<ann@client.example>
        S= 250 2.1.0
        C: RCPT TO:<bob@sim.example>
        S: 451 4.7.1 Greylisted
        C: RCPT TO:<bob@sim.example>
        S= 2xx
        :expect state RCPT
        :expect recipients bob@sim.example
        C: QUIT
        S= 221
        S. close

        """

    @Test("of the design is green")
    func green() {
        expectGreen(greylist)
        #expect(run(greylist).lines == ["PASS greylist.smtp   9 expectations"])
    }

    @Test("shows a failure as the design does")
    func failure() {
        let text = greylist.replacingRule(with: ":on recipient nobody@* reject")
        let report = run(text)
        #expect(
            report.lines == [
                "greylist.smtp:10: expected 451 4.7.1 Greylisted, got 250 2.1.5 Recipient OK",
                "   9  C: RCPT TO:<bob@sim.example>",
                "  10  S: 451 4.7.1 Greylisted",
                "         ^^^ code differs",
                "  why: recipient bob@sim.example: accept (default); no rule matched",
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

    @Test("tells which rule refused")
    func refusal() {
        let report = run("S= 220\nC: MAIL FROM:<a@b>\nS= 250\n")
        #expect(
            report.failures.first?.why
                == "rule order.hello-first (RFC 5321 §4.1.4): Send EHLO or HELO first")
    }

    @Test("fails for a reply that nobody expected, before the next C line and at the end")
    func unexpected() {
        let report = run("S= 220\nC: EHLO x.example\nC: NOOP\nS= 250\n:flush\nC: NOOP\n")
        #expect(report.failures.map(\.line) == [3, 6])
        #expect(report.failures.first?.message == "nobody expected 250 2.0.0 OK")
        #expect(report.failureCount == 2)
    }

    @Test("without S lines only plays it")
    func played() {
        let report = run("C: EHLO x.example\nC: NOOP\n:expect state MAIL\n")
        #expect(report.outcome == .passed)
        #expect(report.simulator.phaseName == "MAIL")
    }

    @Test("forgives a greeting that nobody looked at, but not one after :connect")
    func greeting() {
        #expect(run("C: NOOP\nS= 250\n").outcome == .passed)
        #expect(run(":connect\nC: NOOP\nS= 250\n").outcome == .failed)
    }

    @Test("sends consecutive C lines in one write, which :flush splits")
    func writes() {
        let hello = "C: EHLO x.example\nS= 250\n"
        let pipelined = run(
            hello + "C: NOOP\nC: NOOP\nS= 250\nS= 250\n:expect note pipelining.not-last\n")
        #expect(pipelined.outcome == .passed)
        let flushed = run(
            hello + "C: NOOP\n:flush\nC: NOOP\nS= 250\nS= 250\n:expect note pipelining.not-last\n")
        #expect(flushed.outcome == .failed)
        #expect(flushed.simulator.steps.count == pipelined.simulator.steps.count + 1)
    }

    @Test("knows files, sections and message text")
    func message() {
        let text = """
            S= 220
            C: EHLO x.example
            S= 250
            C: MAIL FROM:<a@b.example>
            C: RCPT TO:<c@d.example>
            C: DATA
            S= 250
            S= 250
            S= 354
            C< letter.eml stuff
            C| .dot
            C+ ".\\r\\n"
            S= 250 2.6.0
            :expect messages 1
            :expect message 1 body wanted
            :expect message 1 size 24
            :expect message 1 sender <a@b.example>
            :expect message 1 recipients <c@d.example>
            :expect message 1 \
            sha256 c46d4d1ea3d8a1bf2a4ee0fb9ce5ca2d8c80b5b0c1d6c5ee2c9ddbb7dd9b3b3a
            :expect hook recipient count 1
            :expect buffer empty
            -- letter.eml --
            Subject: x

            .y
            """
        let files = MemoryFiles(["wanted": "Subject: x\r\n\r\n.y\r\n.dot\r\n"])
        let report = run(text, files: files)
        // The digest is wrong on purpose.
        #expect(report.failures.map(\.line) == [19])
        #expect(report.failures.first?.message.contains("got message 1 sha256 ") == true)
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
        #expect(run(text).lines == ["PASS greylist.smtp   17 expectations"])
    }

    @Test("tells what a check found instead")
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
            run(text).failures.map(\.message) == [
                "expected state MAIL, got state HELLO", "expected closed, got open, state HELLO",
                "expected buffer 2, got buffer empty",
                "expected rule order.hello-first, got rule connection.greeting",
                "expected messages 3, got messages 0", "expected message 1 size 2, got messages 0",
                "expected hook sender count 1, got hook sender count 0",
                "expected note tls.discarded, got no note",
                "expected sender <a@b>, got sender none",
            ])
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
            run("S= 220\nC: NOOP\nS. silence\nC: NOOP\nS= 250\nS. close\nS. tls\n").failures
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
        let report = run("S= 220\n:ask hello\nC: EHLO x.example\nS= 250\nA: nonsense\n")
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

    @Test("compares as closely as it is told")
    func compare() {
        let text = "S= 220\nC: NOOP\nS: 251 other text\n"
        #expect(run(text) { $0.compare = .class }.outcome == .passed)
        #expect(run(text) { $0.compare = .code }.outcome == .failed)
    }

    @Test("stops at a line, and leaves the simulator there")
    func until() {
        let report = run(greylist) { $0.until = 9 }
        #expect(report.simulator.steps.last?.title == "step 3: RCPT TO:<bob@sim.example>")
        #expect(report.simulator.envelope.recipients.isEmpty)
        #expect(report.outcome == .passed)
    }

    @Test("skips what requires something that is not here")
    func require() {
        let text = ":require swaks\nC: NOOP\nS= 999\n"
        #expect(run(text).outcome == .skipped("requires swaks, which is not here"))
        #expect(run("S= 220\n:require STARTTLS\n").outcome == .passed)
        #expect(
            run(":set starttls off\n:require STARTTLS\nS= 999\n").outcome
                == .skipped("requires STARTTLS, which is not here"))
        let files = MemoryFiles([:], programs: ["swaks"])
        #expect(run(":require swaks\nS= 220\n", files: files).outcome == .passed)
    }

    @Test(
        "knows each extension that the server offers, and no other",
        arguments: Profile.allCases)
    func requireOffered(profile: Profile) throws {
        let clear = profile.machine == .session ? ":set plaintext-authentication on\n" : ""
        let settings = ":profile \(profile.rawValue)\n\(clear)"
        let reply = run("\(settings)C: EHLO x.example\n").simulator.lastReply?.reply
        let lines = try #require(reply).lines.dropFirst()
        #expect(!lines.isEmpty)
        for line in lines {
            let name = line.dropFirst(4).prefix { $0 != " " && $0 != "=" }
            #expect(run("\(settings):require \(name)\nS= 220\n").outcome == .passed, "\(name)")
        }
        #expect(
            run("\(settings):require XYZZY\nS= 220\n").outcome
                == .skipped("requires XYZZY, which is not here"))
    }

    @Test(
        "lets a close be unsaid before another connection",
        arguments: [
            "C: QUIT\nS= 221\n", ":wait 5m\nS= 421\n", ":on verb NOOP disconnect\nC: NOOP\n",
        ])
    func unsaidClose(end: String) {
        let report = run("S= 220\n\(end):connect\nS= 220\nC: RSET\nS= 250\n")
        #expect(report.outcome == .passed, "\(report.lines)")
        #expect(report.update.isEmpty)
        // It is told where a reply was due instead.
        #expect(
            run("S= 220\nC: QUIT\nS= 221\nS= 250\n").failures.map(\.message)
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
        #expect(run("S= 220\nC: NOOP\nS? 251 x\n").failures.map(\.line) == [2])
        #expect(
            run("S= 220\nC: NOOP\nS? 251 x\nS= 250\n") { $0.compare = .class }.outcome == .passed)
    }

    @Test("gives no advice that would not help")
    func advice() {
        let files = MemoryFiles(["hello.smtp": "C: EHLO x.example\nS= 251\n"])
        let included = run("S= 220\n:include hello.smtp\n", files: files)
        #expect(included.failures.map(\.advice) == [nil])
        #expect(
            run("S= 220\n:undo 99\nS= 221\n").failures.map(\.advice) == [
                "smtpsim greylist.smtp --until 1",
                "smtpsim run --update greylist.smtp     smtpsim greylist.smtp --until 2",
            ])
    }

    @Test("tells a rule without words by its name")
    func otherMachine() {
        let report = run(":profile mailhog\nS= 220\nC: XYZZY\nS= 250\n")
        #expect(report.failures.map(\.why) == ["rule machine.other (RFC 5321 §4.2)"])
    }

    @Test("bounds what :send repeats, as it bounds C+")
    func repetition() {
        for count in ["1000001", "999999999", "99999999999", "9999999999999999999999"] {
            for line in ["C+ \"x\" *\(count)", ":send \"x\" *\(count)"] {
                let report = run("S= 220\n\(line)\n")
                #expect(report.lines.joined().contains("at most 1000000"), "\(line)")
            }
        }
        let long = "\"" + String(repeating: "x", count: 200) + "\" *1000000\n"
        #expect(
            run("S= 220\n:send \(long):send \(long)").lines.joined()
                .contains("the `:send` lines send more than 268435456 bytes together"))
    }

    @Test("confines :file to the script's folder before anything is sent")
    func confined() {
        let report = run("S= 220\n:file /etc/hostname\n:file ../x raw\n")
        guard case .invalid(let diagnostics) = report.outcome else {
            Issue.record("not invalid")
            return
        }
        #expect(
            diagnostics.map { "\($0.line):\($0.column) \($0.message)" } == [
                "2:7 expected a path below the script's folder",
                "3:7 expected a path below the script's folder",
            ])
    }

    @Test("includes scripts, and names them in failures")
    func include() {
        let files = MemoryFiles(["hello.smtp": "C: EHLO x.example\nS= 251\n"])
        let report = run("S= 220\n:include hello.smtp\nC: NOOP\nS= 250\n", files: files)
        #expect(report.failures.map { "\($0.file):\($0.line)" } == ["hello.smtp:2"])
        #expect(report.expectations == 3)
    }

    @Test("refuses scripts that include themselves, and commands that are wrong, before it sends")
    func invalid() {
        let files = MemoryFiles(["a.smtp": ":include a.smtp\n"])
        let report = run(":include a.smtp\n  :undoo\n:save x\n:set hostnam x\n", files: files)
        guard case .invalid(let diagnostics) = report.outcome else {
            Issue.record("not invalid")
            return
        }
        #expect(
            diagnostics.map { "\($0.file):\($0.line):\($0.column) \($0.message)" } == [
                "a.smtp:1:2 scripts include each other more than 8 deep",
                "greylist.smtp:2:4 unknown command :undoo",
                "greylist.smtp:3:2 :save cannot stand in a script",
                "greylist.smtp:4:6 unknown setting hostnam",
            ])
        #expect(diagnostics[1].hint == "did you mean `:undo`?")
        #expect(report.simulator.steps.isEmpty)
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
        let report = run(text)
        #expect(report.lines.contains("   5  C: AUTH PLAIN ****"))
        #expect(!report.lines.contains { $0.contains("AHRpbQ") })
        #expect(run(text) { $0.showsSecrets = true }.lines.contains { $0.contains("AHRpbQ") })
    }

    @Test("takes typed commands for content where content is awaited")
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

    @Test("tells the phase of a failure")
    func phase() {
        let report = run("## Greeting\nS= 220\n## Leaving\nC: QUIT\nS= 250\n")
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
        let lines = run("S= 220\nC: EHLO x\nS= 250\n\(line)\nS= 250\n").lines
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
        let report = run(text)
        #expect(report.failureCount == 8_000)
        #expect(report.failures.count == ScriptLimits().errorCount)
        // Pictures of all of them would take minutes in a debug build.
        #expect(ContinuousClock.now - start < .seconds(15))
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

extension String {
    fileprivate func replacingRule(with rule: String) -> String {
        split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.hasPrefix(":on ") ? rule : String($0) }.joined(separator: "\n")
    }
}

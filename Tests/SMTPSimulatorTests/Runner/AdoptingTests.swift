import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPScript
@testable import SMTPSimulator

@Suite("A script that adopts a recorded server")
struct AdoptingTests {
    private static let recorded = """
        S: 220 mx.example ESMTP
        C: EHLO client.example
        S: 250-mx.example
        S: 250-SIZE 1000
        S: 250 XTOY
        C: MAIL FROM:<ann@client.example>
        S: 250 Ok
        C: RCPT TO:<nosuch@mx.example>
        S: 550 5.1.1 No such user
        C: RCPT TO:<bob@mx.example>
        S: 450 Greylisted
        C: QUIT
        S: 221 Bye
        S. close

        """

    private func verdicts(_ report: ScriptReport) -> [ReplayedReply.Verdict] {
        report.replay.map(\.verdict)
    }

    @Test("decides as that server did, and compares codes; texts that differ are said")
    func adopts() {
        let report = runScript(":adopt\n" + Self.recorded)
        #expect(report.outcome == .passed)
        #expect(verdicts(report) == [.text, .text, .text, .same, .text, .text])
        #expect(report.replay[3].isAdopted && report.replay[3].received == "550 5.1.1 No such user")
        #expect(report.replay[3].sent == "C: RCPT TO:<nosuch@mx.example>")
        #expect(report.divergence == nil)
        #expect(report.simulator.envelope.recipients.isEmpty)
    }

    @Test("by --adopt lists what that server listed, which a script with settings need not be told")
    func offers() {
        let report = runScript(Self.recorded) { $0.adopts = true }
        #expect(report.outcome == .passed)
        let hello = report.simulator.steps[1].replies.first?.lines
        #expect(hello?.dropFirst() == ["250-SIZE 1000", "250 XTOY"])
        #expect(runScript(Self.recorded).outcome == .failed)
        #expect(runScript(":adopt\n" + Self.recorded) { $0.adopts = false }.outcome == .failed)
        let exact = runScript(":adopt\n" + Self.recorded) { $0.compare = .exact }
        #expect(exact.outcome == .failed)
    }

    @Test("gives each command of a group its own verdict")
    func group() {
        let report = runScript(
            """
            :adopt
            S= 220
            C: EHLO a.example
            S= 250
            C: MAIL FROM:<a@client.example>
            C: RCPT TO:<b@mx.example>
            C: RCPT TO:<c@mx.example>
            C: DATA
            S: 250 Ok
            S: 550 no b
            S: 250 Ok
            S: 354 go
            C: .
            S: 554 5.7.1 Spam

            """)
        #expect(report.outcome == .passed)
        #expect(report.replay.map(\.isAdopted) == [false, false, false, true, false, false, true])
    }

    @Test("compares what the protocol refuses, says why, and goes on where the recorded server was")
    func detours() {
        let report = runScript(
            """
            :adopt
            S= 220
            # from log.txt:7
            C: EHLO a.example
            S= 250
            C: MAIL FROM: <a@client.example>
            S: 250 Ok
            C: RCPT TO:<b@mx.example>
            S: 501 Bad address
            C: RCPT TO:<c@mx.example>
            S: 250 Ok
            C: DATA
            S: 354 go
            C: .
            S: 250 queued

            """)
        #expect(report.outcome == .failed && report.failureCount == 2)
        #expect(verdicts(report) == [.same, .same, .code, .code, .text, .text, .text])
        let first = report.divergence
        #expect(first?.origin == "log.txt:7" && first?.received?.hasPrefix("501 5.5.4") == true)
        #expect(first?.why?.contains("syntax.mail-space-after-colon") == true)
        #expect(first?.detour == "with tolerate.syntax.mail-space-after-colon on")
        #expect(report.replay[3].detour == "as if this server had refused it too")
        #expect(report.simulator.mailbox.messages.count == 1)
    }

    @Test("stops where the recorded server waited for text and this one does not")
    func offPath() {
        let report = runScript(
            ":adopt\nS= 220\nC: EHLO a.example\nS= 250\nC: DATA\nS: 354 go\nC: QUIT\nC: .\nS: 250 Ok\n"
        )
        #expect(report.outcome == .failed)
        #expect(report.failures.last?.message.hasPrefix("the rest is not played") == true)
        #expect(report.simulator.phaseName == "MAIL")
    }

    @Test("lets a handler decide before the recording")
    func handlers() {
        let report = runScript(
            ":on recipient nosuch@* accept\n:adopt\n" + Self.recorded)
        #expect(report.outcome == .failed && report.replay[3].verdict == .code)
        #expect(report.simulator.world.policy.handlers.first?.hits == 1)
    }

    @Test("lets clients in whose passwords nobody has, and turns them away, as recorded")
    func authentication() {
        let head = """
            :adopt
            :set plaintext-authentication on
            S= 220
            C: EHLO a.example
            S= 250
            C: AUTH LOGIN
            S: 334 VXNlcjo=
            C: dGlt
            S: 334 UGFzczo=
            C: KioqKg==

            """
        let taken = runScript(head + "S: 235 2.7.0 in\nC: AUTH PLAIN\nS= 503\n")
        #expect(taken.outcome == .passed)
        let refused = runScript(head + "S: 535 5.7.8 out\nC: NOOP\nS= 250\n")
        #expect(refused.outcome == .passed && refused.replay[4].received == "535 5.7.8 out")
    }

    @Test("begins with a line of the client: its refusal is that line's, not the connection's")
    func fragment() {
        let report = runScript(
            """
            :adopt
            C: EHLO a.example
            S*
            C: MAIL FROM:<>
            S*
            C: RCPT TO:<bob@mx.example>
            S: 550 5.1.1 No such user

            """)
        #expect(report.outcome == .passed)
        let refused = runScript(
            ":adopt\nC: EHLO a.example\nS: 554 5.7.1 Not you\nC: NOOP\nS= 250\n")
        #expect(refused.outcome == .passed)
        #expect(refused.simulator.steps.first?.replies.first?.code == 220)
    }

    @Test("has no limit of failures that the recorded server did not have, and those that it had")
    func limits() {
        let head = ":adopt\n:set plaintext-authentication on\nS= 220\nC: EHLO a.example\nS= 250\n"
        let failure = "C: AUTH PLAIN AGJvYgAqKioq\nS: 535 5.7.8 no\n"
        let mistake = "C: MAIL\nS= 501\n"
        let recorded =
            head + String(repeating: failure, count: 5) + String(repeating: mistake, count: 30)
            + "C: QUIT\nS= 221\n"
        #expect(runScript(recorded).outcome == .passed)
        let limited = runScript(
            recorded.replacing(":adopt\n", with: ":adopt\n:set maximum-errors 3\n"))
        #expect(limited.outcome == .failed)
        let closing = runScript(
            head + String(repeating: failure, count: 2)
                + "C: AUTH PLAIN AGJvYgAqKioq\nS: 421 4.7.0 Too many failures\n")
        #expect(closing.outcome == .passed)
        #expect(closing.simulator.configuration.limits.errors > 0)
    }

    @Test("is saved as a script that runs by itself")
    func saved() {
        let report = runScript(":adopt\n" + Self.recorded)
        let script = report.simulator.script()
        #expect(
            script.contains(
                #":on recipient nosuch@mx.example reject 550 5.1.1 "No such user" once"#))
        #expect(script.contains("recipient nosuch@mx.example: reject (recorded)"))
        #expect(runScript(script).outcome == .passed)
    }

    @Test("closes and is silent as the recorded server was")
    func closes() {
        let head = ":adopt\nS= 220\nC: EHLO a.example\nS= 250\nC: MAIL FROM:<a@b.example>\n"
        #expect(runScript(head + "S: 550 go away\nS. close\n").outcome == .passed)
        #expect(runScript(head + "S. close\n").outcome == .passed)
        #expect(runScript(head + "S. silence\n").outcome == .passed)
        let open = runScript(head + "S: 421 later\nC: NOOP\nS= 250\n")
        #expect(open.outcome == .passed && open.simulator.phaseName == "MAIL")
    }
}

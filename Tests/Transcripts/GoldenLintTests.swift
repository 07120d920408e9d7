import SMTPLint
import SMTPSession
import SMTPSimulator
import Testing
import Workbench

@Suite("Lint of transcripts")
struct GoldenLintTests {
    /// What lint finds in the scripts of the folder `lint`: step, level and rule.
    private static let expected: [(String, [String])] = [
        ("after-421.smtp", ["4 error client.goes-on-after-421"]),
        ("dot-not-stuffed.smtp", ["5 error client.dot-not-stuffed"]),
        ("good-client.smtp", []),
        ("names.smtp", ["1 hint client.helo-without-ehlo", "1 hint client.local-name"]),
        (
            "out-of-step.smtp",
            [
                "5 error command.text-after-refused-data", "8 error order.nested-mail",
                "9 warning connection.no-quit",
            ]
        ),
        (
            "part-of-reply.smtp",
            ["2 error pipelining.unauthorized", "2 hint client.part-of-reply"]
        ),
        ("password-in-clear.smtp", ["3 error client.password-in-clear"]),
        (
            "recipients-over-limit.smtp",
            ["5 warning client.recipients-over-limit", "6 hint limit.recipients"]
        ),
        (
            "retry-after-refusal.smtp",
            ["4 warning client.retry-after-refusal", "7 warning client.retry-after-refusal"]
        ),
        ("size-overstated.smtp", ["5 hint client.size-overstated"]),
    ]

    @Test("the findings in the scripts of lint are those that they are for", arguments: expected)
    func findings(_ name: String, _ expected: [String]) throws {
        let path = "Scripts/lint/\(name)"
        let transcript = try #require(GoldenTranscript.all.first { $0.name.hasSuffix(path) })
        let findings = SessionLint.findings(of: transcript.run().simulator)
        #expect(findings.map { "\($0.line) \($0.level.rawValue) \($0.rule.id)" } == expected)
    }

    @Test("no finding in any transcript shows a secret or an octet that is not in its line")
    func all() {
        for transcript in GoldenTranscript.all {
            let report = transcript.run()
            for finding in SessionLint.findings(of: report) {
                #expect(finding.line <= 100_000 && finding.count > 0, "\(transcript.name)")
                if let offset = finding.offset { #expect(offset <= finding.octets.count + 2) }
                let shown = String(decoding: finding.octets, as: UTF8.self)
                #expect(!shown.contains("c2VjcmV0") && !shown.contains("AGFubgBzZWNyZXQ"))
            }
        }
    }
}

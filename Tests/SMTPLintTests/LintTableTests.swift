import SMTPGrammar
import SMTPLint
import SMTPSession
import Testing

@Suite("The rules of lint")
struct LintTableTests {
    @Test("each is declared once, says what is wrong, and how to mend it")
    func declarations() {
        #expect(Set(LintRule.all.map(\.rule)).count == LintRule.all.count)
        for known in LintRule.all {
            #expect(!known.message.isEmpty && !known.message.hasSuffix("."), "\(known.rule.id)")
            #expect(known.mend.hasSuffix("."), "\(known.rule.id)")
            #expect(known.mend.first?.isUppercase == true, "\(known.rule.id)")
            #expect(LintRule.of(known.rule) == known)
        }
    }

    @Test("a departure that a server can tolerate is a finding")
    func tolerable() {
        let missing = Rule.allCases.filter { $0.isTolerable && LintRule.of($0) == nil }
        #expect(missing == [])
    }

    @Test("a refusal that is the client's fault is a finding, one that is the policy's is none")
    func refusals() {
        let policies: [Rule] = [
            .connectionRefused, .helloRefused, .senderRefused, .recipientRefused, .dataRefused,
            .messageRefused, .credentialsInvalid, .tlsRefused, .verifyRefused, .greeting,
            .senderAccepted, .shutdown, .listedButOff,
        ]
        #expect(policies.allSatisfy { LintRule.of($0) == nil })
        let topics = ["order.", "syntax.", "pipelining.", "content.", "client."]
        let known = Rule.allCases.filter { rule in topics.contains { rule.id.hasPrefix($0) } }
        #expect(known.filter { LintRule.of($0) == nil }.map(\.id) == [])
    }

    @Test("levels are ordered, the worst first")
    func levels() {
        #expect(LintLevel.allCases.sorted() == [.error, .warning, .hint])
    }
}

import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("The catalogue of rules")
struct CatalogueTests {
    @Test("has one entry a rule, at its place, with an id of its own")
    func entries() {
        #expect(RuleEntry.catalogue.map(\.rule) == Rule.allCases)
        #expect(Set(Rule.allCases.map(\.id)).count == Rule.allCases.count)
    }

    @Test("has well-formed entries", arguments: Rule.allCases)
    func entry(rule: Rule) {
        #expect(rule.id.wholeMatch(of: /[a-z0-9-]+\.[a-z0-9-]+/) != nil)
        #expect((200...599).contains(rule.code))
        #expect(rule.clause.wholeMatch(of: /RFC \d+ §\d+(\.\d+)*(, §\d+(\.\d+)*)?/) != nil)
        #expect(rule.explanation.count > 20)
        #expect(rule.explanation.hasSuffix("."))
        if let enhanced = rule.enhanced { #expect(UInt16(enhanced.class) == rule.code / 100) }
        #expect(Rule(id: rule.id) == rule)
    }

    @Test("gives no enhanced code to the greeting, to HELO and EHLO, and to 3yz (RFC 2034 §4)")
    func withoutEnhancedCodes() {
        let without: Set<Rule> = [
            .greeting, .connectionRefused, .connectionDeferred, .earlyTalk, .helloAccepted,
            .helloRefused,
            .helloDeferred, .dataStarted, .authenticationChallenge, .tlsStarted, .rawReply,
            .otherMachine, .recipientRepliesFollow, .proxyTaken, .proxyMalformed,
            .transactionResumed,
        ]
        #expect(Set(Rule.allCases.filter { $0.enhanced == nil }) == without)
    }

    @Test("sets of rules hold what was put in")
    func sets() {
        for rule in Rule.allCases {
            var set: RuleSet = []
            set.insert(rule)
            #expect(set.rules == [rule])
            set.remove(rule)
            #expect(set == [])
        }
    }
}

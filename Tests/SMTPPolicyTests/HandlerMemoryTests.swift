import Foundation
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("A handler that counts apart")
struct HandlerMemoryTests {
    private static func decide(
        _ policy: inout Policy, _ recipient: String, client: String = "192.0.2.1",
        sender: String = "ann@client.example", at minutes: UInt64 = 0
    ) throws -> Bool {
        var context = DecisionContext()
        context.now = Instant(milliseconds: minutes * 60_000)
        context.clientAddress = client
        context.sender = Array(sender.utf8)
        return policy.decide(try PolicyTests.recipient(recipient), context: context).source
            == .handler(1)
    }

    @Test("once per recipient: each recipient the first time, in any case of letters")
    func oncePerRecipient() throws {
        var policy = try PolicyTests.policy("recipient reject once per recipient")
        #expect(try Self.decide(&policy, "a@b"))
        #expect(try !Self.decide(&policy, "A@B"))
        #expect(try Self.decide(&policy, "c@d"))
        #expect(try !Self.decide(&policy, "c@d"))
        #expect(policy.handlers[0].memory?.count == 2)
    }

    @Test("greylisting is one line: the triplet waits for five minutes from its first attempt")
    func greylisting() throws {
        var policy = try PolicyTests.policy(
            #"recipient tempfail 451 4.7.1 "Greylisted" for 5m per client sender recipient"#)
        #expect(try Self.decide(&policy, "a@b", at: 0))
        #expect(try Self.decide(&policy, "a@b", at: 4))
        #expect(try Self.decide(&policy, "a@b", client: "192.0.2.2", at: 4))
        #expect(try !Self.decide(&policy, "a@b", at: 5))
        #expect(try Self.decide(&policy, "a@b", sender: "eve@x", at: 5))
        #expect(try !Self.decide(&policy, "a@b", client: "192.0.2.2", at: 9))
    }

    @Test("for 5m without a key counts from the first match of all")
    func duration() throws {
        var policy = try PolicyTests.policy("recipient reject for 5m")
        #expect(try Self.decide(&policy, "a@b", at: 3))
        #expect(try Self.decide(&policy, "c@d", at: 7))
        #expect(try !Self.decide(&policy, "e@f", at: 8))
    }

    @Test("after, every and a time hold together")
    func together() throws {
        var policy = try PolicyTests.policy("recipient reject after 1 per sender for 5m")
        #expect(try !Self.decide(&policy, "a@b"))
        #expect(try Self.decide(&policy, "a@b", at: 1))
        #expect(try !Self.decide(&policy, "a@b", sender: "eve@x", at: 1))
        #expect(try !Self.decide(&policy, "a@b", at: 6))
    }

    @Test("its memory is bounded, and what was forgotten is new again")
    func bounds() throws {
        var policy = try PolicyTests.policy("recipient reject once per recipient")
        for number in 0..<20_000 { #expect(try Self.decide(&policy, "a\(number)@b")) }
        #expect(policy.handlers[0].memory?.count == 1_024)
        #expect(try Self.decide(&policy, "a0@b"))
        #expect(try !Self.decide(&policy, "a19999@b"))
    }

    @Test("its memory is part of the value: equal pasts are equal, and it is stored")
    func value() throws {
        var policy = try PolicyTests.policy("recipient reject once per recipient for 5m")
        let before = policy
        _ = try Self.decide(&policy, "a@b")
        var again = before
        #expect(again != policy)
        _ = try Self.decide(&again, "a@b")
        #expect(again == policy)
        let coded = try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(policy))
        #expect(coded.handlers == policy.handlers)
        again = coded
        #expect(try !Self.decide(&again, "a@b"))
    }

    @Test("a qualifier that an older version stored is read")
    func older() throws {
        let stored = Data(#"[{"times":{"_0":3}},{"always":{}}]"#.utf8)
        #expect(try JSONDecoder().decode([Qualifier].self, from: stored) == [.times(3), .always])
    }
}

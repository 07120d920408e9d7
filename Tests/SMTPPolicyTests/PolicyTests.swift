import Foundation
import SASL
import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("A policy")
struct PolicyTests {
    static func recipient(_ address: String) throws -> Question {
        .recipient(Recipient(try Path(parsing: address.utf8)))
    }

    static func policy(_ rules: String...) throws -> Policy {
        var policy = Policy()
        policy.handlers = HandlerList(try rules.map { try Handler(parsing: $0) })
        return policy
    }

    @Test("uses the default of a hook if it has nothing to say")
    func defaults() throws {
        var policy = Policy()
        #expect(
            policy.decide(try Self.recipient("a@b")) == Decision(.accept(), by: .default))
        #expect(
            policy.decide(.unknown(CommandText(verb: "XFOO", argument: [])))
                == Decision(.reject(), by: .default))
    }

    @Test("has its rules in order, however many, and counts in the one that decides")
    func manyRules() throws {
        var policy = Policy()
        for number in 1...100 {
            policy.handlers.append(try Handler(parsing: "recipient a\(number)@b reject"))
        }
        policy.handlers.remove(at: 0)
        let before = policy
        let decision = policy.decide(try Self.recipient("a70@b"))
        #expect(decision.source == .handler(69))
        #expect(policy.handlers.count == 99)
        #expect(policy.handlers.map(\.hits).firstIndex(of: 1) == 68)
        #expect(before.handlers.allSatisfy { $0.hits == 0 })
        let coded = try JSONDecoder().decode(Policy.self, from: JSONEncoder().encode(policy))
        #expect(coded.handlers == policy.handlers)
    }

    @Test("lets the first rule that matches decide, and counts")
    func firstMatch() throws {
        var policy = try Self.policy(
            "sender reject", "recipient nosuch@* reject 550", "recipient tempfail")
        #expect(policy.decide(try Self.recipient("nosuch@x")).source == .handler(2))
        #expect(
            policy.decide(try Self.recipient("ann@x")) == Decision(.tempfail(), by: .handler(3)))
        #expect(policy.handlers.map(\.hits) == [0, 1, 1])
        #expect(policy.handlers.map(\.seen) == [0, 1, 1])
    }

    @Test(
        "passes over a rule whose qualifier is not due",
        arguments: [
            ("once", "R....."), ("times 2", "RR...."), ("after 2", "..RRRR"), ("every 3", "..R..R"),
            ("0%", "......"), ("100%", "RRRRRR"),
        ])
    func qualifiers(_ qualifier: String, _ expected: String) throws {
        var policy = try Self.policy("recipient reject \(qualifier)", "recipient accept")
        let question = try Self.recipient("a@b")
        let sources = (0..<6).map { _ in policy.decide(question).source }
        #expect(sources.map { $0 == .handler(1) ? "R" : "." }.joined() == expected)
        #expect(policy.handlers[0].seen == 6)
        #expect(policy.handlers[0].hits == UInt64(expected.filter { $0 == "R" }.count))
    }

    @Test("does by chance what its seed says, about as often as it should")
    func chance() throws {
        func run(_ seed: UInt64) throws -> [Bool] {
            var policy = Policy(seed: seed)
            policy.handlers = [try Handler(parsing: "recipient reject 25%")]
            let question = try Self.recipient("a@b")
            return (0..<1_000).map { _ in policy.decide(question).source == .handler(1) }
        }
        #expect(try run(1) == run(1))
        #expect(try run(1) != run(2))
        #expect((200...300).contains(try run(3).count { $0 }))
    }

    @Test("uses a one-shot action once, before all else, and not for the verb")
    func next() throws {
        var policy = try Self.policy("recipient reject")
        policy.asks = HookSet(.recipient)
        policy.next = try NextAction(parsing: #"tempfail 451 "Later""#)
        let verb = Question.verb(CommandText(verb: "RCPT", argument: []))
        #expect(policy.decide(verb).source == .default)
        #expect(policy.decide(try Self.recipient("a@b")).source == .next)
        #expect(policy.decide(try Self.recipient("a@b")).source == .ask)
        #expect(policy.next == nil)
        #expect(policy.handlers[0].seen == 0)
    }

    @Test("keeps a one-shot action until a question that it suits")
    func nextWaits() throws {
        var policy = Policy()
        policy.next = try NextAction(parsing: "discard")
        #expect(policy.decide(.connect(Peer())).source == .default)
        #expect(policy.decide(try Self.recipient("a@b")) == Decision(.discard, by: .next))
        policy.next = try NextAction(parsing: "verb reject")
        #expect(policy.decide(try Self.recipient("a@b")).source == .default)
        #expect(policy.decide(.verb(CommandText(verb: "NOOP", argument: []))).source == .next)
    }

    @Test(
        "reads one-shot actions with and without a hook",
        arguments: [
            "reject", #"recipient tempfail 451 "Later""#, #"capabilities "SIZE""#, "ask",
            #"capabilities capabilities "SIZE""#, "capabilities disconnect", "auth authenticated a",
        ])
    func nextText(_ text: String) throws {
        #expect(try NextAction(parsing: text).description == text)
    }

    @Test("asks the person for hooks that are to be asked, before its rules, and by a rule")
    func asks() throws {
        var policy = try Self.policy("recipient reject", "sender ask")
        policy.asks = HookSet(.recipient)
        #expect(policy.decide(try Self.recipient("a@b")) == Decision(nil, by: .ask))
        #expect(policy.decide(.sender(.null, MailParameters())) == Decision(nil, by: .ask))
        #expect(
            policy.decide(try Self.recipient("a@b"), as: .discard)
                == Decision(.discard, by: .operator))
    }

    @Test(
        "compares each hook's subject",
        arguments: [
            (Question.connect(Peer(address: "192.0.2.1")), "192.0.2.1"),
            (.hello(Hello(name: "client.example", isExtended: true)), "client.example"),
            (.verb(CommandText(verb: "MAIL", argument: [0x20])), "MAIL"),
            (.sender(.null, MailParameters()), ""),
            (.verify("ann"), "ann"), (.expand("list"), "list"), (.startTLS, ""),
            (.unknown(CommandText(verb: "XFOO", argument: [])), "XFOO"),
        ])
    func subjects(_ question: Question, _ subject: String) {
        #expect(String(decoding: question.subject, as: UTF8.self) == subject)
    }

    @Test("compares a recipient without its source route")
    func sourceRoute() throws {
        var policy = try Self.policy("recipient bob@sim.example reject")
        let question = Question.recipient("<@a,@b:bob@sim.example>")
        #expect(policy.decide(question).source == .handler(1))
    }

    @Test("names the message that is accepted, unless the rule has its own words")
    func messageNames() throws {
        let envelope = Envelope(sender: .null, recipients: ["a@b"])
        let question = Question.message(envelope, octets: 1)
        let context = DecisionContext(messageIdentifier: "m1")
        var policy = Policy()
        #expect(
            policy.decide(question, context: context).answer
                == .accept(CustomReply(nil, nil, "Message accepted as m1")))
        policy.handlers = [try Handler(parsing: #"message accept "Thanks""#)]
        #expect(
            policy.decide(question, context: context).answer
                == .accept(CustomReply(nil, nil, "Thanks")))
        var dropped = envelope
        dropped.isDiscarded = true
        policy.handlers = []
        #expect(
            policy.decide(.message(dropped, octets: 1), context: context).answer == .accept())
    }

    @Test("needs only the questions that it can decide")
    func hooksOfInterest() throws {
        var policy = try Self.policy("recipient reject")
        #expect(
            policy.hooksOfInterest() == HookSet([Hook.recipient, .auth, .message]))
        #expect(policy.hooksOfInterest(namesMessages: false) == HookSet([Hook.recipient, .auth]))
        #expect(policy.hooksOfInterest(tracesAll: true) == .all)
        policy.asks = HookSet(.verify)
        #expect(policy.hooksOfInterest().contains(.verify))
        policy.next = try NextAction(parsing: "reject")
        let passedOver = HookSet([Hook.verb, .capabilities])
        #expect(policy.hooksOfInterest() == HookSet.all.subtracting(passedOver))
    }

    @Test("is a value: a copy decides on, the original as before")
    func copies() throws {
        var policy = try Self.policy("recipient reject once")
        let before = policy
        _ = policy.decide(try Self.recipient("a@b"))
        #expect(policy != before)
        policy = before
        #expect(policy.decide(try Self.recipient("a@b")).source == .handler(1))
    }

    @Test("is stored with its counts and without its secrets")
    func codable() throws {
        var policy = try Self.policy(
            #"verify /a\/b/ tempfail 451 4.7.1 "e\n" every 2"#, "auth ask")
        policy.next = try NextAction(parsing: "sender discard")
        policy.asks = HookSet([Hook.data, .expand])
        policy.credentials[user: "ann"] = Secret("tanstaaf")
        _ = policy.decide(.verify("x a/b"))
        let data = try JSONEncoder().encode(policy)
        #expect(!String(decoding: data, as: UTF8.self).contains("tanstaaf"))
        #expect(!"\(policy)".contains("tanstaaf"))
        let decoded = try JSONDecoder().decode(Policy.self, from: data)
        #expect(decoded.handlers == policy.handlers)
        #expect(decoded.handlers[0].seen == 1)
        #expect(decoded.credentials.users == ["ann"])
        #expect((decoded.next, decoded.asks) == (policy.next, policy.asks))
    }
}

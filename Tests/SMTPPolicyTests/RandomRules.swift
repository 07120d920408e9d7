import SMTPGrammar
import SMTPPolicy
import SMTPSession

/// Makes rules of every kind, of text that tries what quoting must stand.
struct RandomRules {
    private var random: SeededRandom

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func rule() -> Handler {
        let hook = pick(Hook.allCases)
        let hasPattern = hook != .capabilities && hook != .tls
        return Handler(on: hook, hasPattern ? pattern() : .anything, action(hook), qualifier(hook))
    }

    mutating func answer(_ hook: Hook) -> Answer {
        let answer = plainAnswer(hook)
        guard pick([true, false, false]) else { return answer }
        var link = LinkConditions()
        link.pieces = pick([nil, 1, 65_535])
        link.pause = pick([nil, 0, 20, 600_000])
        link.rate = pick([nil, 1, LinkConditions.highestRate])
        link.cut = pick([nil, 0, LinkConditions.longestCut])
        link.isHalfClosed = pick([true, false])
        link.handshake = pick([nil, .fails, .stalls])
        return .linked(answer, link)
    }

    private mutating func plainAnswer(_ hook: Hook) -> Answer {
        switch pick(hook.answers) {
        case .accept where hook == .verb: return .accept()
        case .accept: return .accept(reply(hook == .data ? 354 : 250, 2))
        case .reject: return .reject(reply(550, 5))
        case .tempfail: return .tempfail(reply(451, 4))
        case .close: return .close(reply(421, 4))
        case .discard: return .discard
        case .rewrite: return .rewrite(Array("bob@sim.example".utf8))
        case .disconnect: return .disconnect
        case .silence: return .silence
        case .delay: return .delay(UInt64.random(in: 0...600_000, using: &random))
        case .reply: return .raw(octets())
        case .capabilities: return .capabilities((0..<pick([0, 1, 3])).map { "X\($0) \"a\\" })
        case .challenge: return .challenge(octets())
        case .authenticated:
            let data = pick([true, false]) ? octets() : nil
            return .authenticated(pick(["ann", "ann b", "once", "\"", "é", "5%"]), data: data)
        case .refused: return .refused(octets())
        case .malformed: return .malformed(pick([.message, .initialResponse]))
        case .content: return .content(octets())
        }
    }

    private mutating func action(_ hook: Hook) -> PolicyAction {
        pick([true, false, false, false]) ? .ask : .answer(answer(hook))
    }

    private mutating func pattern() -> Pattern {
        let texts = [
            "*", "**", "", "a b", "\"", "/x", "accept", "REJECT", "a\\", "\\*", "é", "\u{A0}", "\n",
            "\u{202E}", "*@sim.example", "5%", "once", "/\u{301}",
            "<a@b>", "'x'", "\u{201C}x\u{201D}", "550", "per", "for",
        ]
        let sources = ["", "a/b", #"a\\b"#, "^x y$", "\"", "é", #"\d+"#, "/"]
        guard pick([true, false]), let regex = try? RegexPattern(pick(sources)) else {
            return .glob(Glob(pick(texts)))
        }
        return .regex(regex)
    }

    private mutating func reply(_ code: UInt16, _ class: UInt8) -> CustomReply? {
        let reply = CustomReply(
            pick([nil, code]), pick([nil, EnhancedStatusCode(`class`, 1, 10)]),
            pick([nil, "", "No", "two\nlines", "\"q\" \\", "tab\t", "~", "5.1.1", "once"]))
        let isEmpty = reply.code == nil && reply.enhanced == nil && reply.text == nil
        // 354 is of class 3, which has no enhanced status codes.
        return isEmpty || code == 354 ? nil : reply
    }

    private mutating func qualifier(_ hook: Hook) -> Qualifier {
        let counts: [Qualifier.Count] = [
            .always, .times(1), .times(7), .after(2), .every(3), .chance(0), .chance(100),
        ]
        let all: [HandlerKeys] = [
            .client, .sender, .recipient, [.client, .recipient], [.client, .sender, .recipient],
        ]
        let keys = hook == .recipient ? pick([[]] + all) : pick([[], .client])
        return Qualifier(pick(counts), per: keys, for: pick([nil, nil, 1, 300_000, 604_800_000]))
    }

    private mutating func octets() -> [UInt8] {
        (0..<Int.random(in: 0..<8, using: &random)).map { _ in
            UInt8.random(in: .min ... .max, using: &random)
        }
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &random)]
    }
}

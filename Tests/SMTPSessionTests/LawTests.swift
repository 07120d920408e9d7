import Foundation
import SMTPGrammar
import Testing

@testable import SMTPSession

/// Conversations from a seed: commands in and out of order, garbage, message text.
struct Conversation {
    var random: SplitMix

    static let lines =
        [
            "EHLO client.example", "HELO client.example", "EHLO -",
            "MAIL FROM:<ann@client.example>",
            "MAIL FROM:<> SIZE=10 BODY=8BITMIME", "MAIL FROM: <a@b>", "RCPT TO:<bob@sim.example>",
            "RCPT TO:<Postmaster>", "RCPT TO:<nobody>", "DATA", ".", "..", "text", "\u{E9}", "a\rb",
            "a\nb", "RSET",
            "NOOP", "NOOP x", "QUIT x", "VRFY ann", "EXPN l", "HELP", "AUTH CRAM-MD5",
            "AUTH PLAIN AGEAYg==",
            "dGlt", "*", "STARTTLS", "TURN", "XYZ", "", "\u{0}", " ", "RSET ",
            "MAIL FROM:<\u{1B}[2J@x>", "220 mx.sim.example", "BDAT 4 LAST", "GET / HTTP/1.0",
            "PROXY TCP4 192.0.2.1 192.0.2.2 1 25", "\u{16}\u{3}\u{1}", "EHLO 192.0.2.1",
            "EHLO [192.0.2.1] printer", "EHLO [a:b]", "RCPT TO:<@r.example:\"b\"@sim.example>",
            "RCPT TO:<a@b> NOTIFY=NEVER", "c2VjcmV0cw==",
            "BDAT 5", "BDAT 12", "BDAT 30 LAST", "BDAT 0 LAST", "BDAT 0",
            "BDAT 3 LAST X", "BDAT 1000", "LHLO client.example", "MAIL FROM:<a@b.example> PRDR",
            "ETRN a.b",
            "XCLIENT ADDR=192.0.2.1", "XFORWARD NAME=a", "MAIL FROM:<a@b.example> BODY=BINARYMIME",
            "Received: x", "MT-Priority: 4", "Subject: \u{E9}", "From: ann@client.example", "",
            "VRFY \u{E9} SMTPUTF8", "MAIL FROM:<\u{E9}@x> SMTPUTF8", "RCPT TO:<\u{E9}@x>",
        ] + parameters

    /// A line for each parameter that an extension declares.
    private static let parameters = SMTPExtension.known.flatMap(\.parameters).map {
        "\($0.verb.declaration.syntax) \($0.exampleText)"
    }

    mutating func octets(_ count: Int) -> [UInt8] {
        var octets: [UInt8] = []
        for _ in 0..<count {
            let line = Conversation.lines[Int(random.next() % UInt64(Conversation.lines.count))]
            octets += Array(line.utf8)
            switch random.next() % 20 {
            case 0: octets += [10]
            case 1:
                octets += (0..<(random.next() % 30)).map { _ in
                    UInt8(truncatingIfNeeded: random.next())
                }
            default: octets += [13, 10]
            }
        }
        return octets
    }
}

struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Drives a session to rest: questions are answered from the seed, handshakes are done.
private struct Driver {
    var session: Session
    var journal: [Input] = []
    var outputs: [Output] = []
    private let answersByDefault: Bool

    init(_ configuration: Configuration, answersByDefault: Bool = false) {
        self.answersByDefault = answersByDefault
        session = Session(configuration)
        give(.connected(Peer()))
    }

    mutating func give(_ input: Input) {
        var pending = [input]
        while let next = pending.popLast() {
            var produced: [Output] = []
            do { produced = try session.receive(next) } catch { continue }
            journal.append(next)
            outputs += produced
            for output in produced {
                if case .ask(let question) = output {
                    let usual = question.hook.defaultAnswer
                    pending.append(.answer(answersByDefault ? usual : Driver.answer(question)))
                }
                if case .startTLS = output { pending.append(.secured(TLSInfo())) }
            }
        }
    }

    /// An answer that depends on the question alone, so that cutting changes nothing.
    private static func answer(_ question: Question) -> Answer {
        switch question {
        case .authenticate(let exchange):
            exchange.responses.count < 2 ? .challenge(Array("go".utf8)) : .authenticated("tim")
        case .recipient(let path): path.domain.isEmpty ? .reject() : .accept()
        case .connect, .hello, .capabilities, .verb, .sender, .data, .message, .startTLS, .verify,
            .expand, .unknown, .delivery, .queue, .fetch, .reversal, .turned:
            question.hook.defaultAnswer
        }
    }

    /// Everything that came out but timing: content joined, and without the notes that tell how the
    /// octets were grouped.
    var story: [String] {
        var story: [String] = []
        var text: [UInt8] = []
        for output in outputs {
            if case .content(let piece) = output {
                text += piece
                continue
            }
            if case .note(let note) = output,
                [.notLastInGroup, .unauthorizedPipelining, .earlyTalk].contains(note.rule)
            {
                continue
            }
            if case .startTLS = output { continue }
            if case .note(let note) = output, note.rule == .tlsDiscarded { continue }
            if !text.isEmpty {
                story.append("content \(text)")
                text = []
            }
            if case .reply(let reply) = output {
                story += reply.lines
            } else {
                story.append("\(output)")
            }
        }
        return story + ["content \(text)"]
    }
}

extension Session {
    /// Every field as text, so that a difference is shown and not a whole session.
    fileprivate var fields: [String] {
        Mirror(reflecting: self).children.filter { $0.label != "input" }.map { child in
            "\(child.label ?? "") \(child.value)"
        } + ["\(bufferedOctets)"]
    }
}

@Suite("Laws of the machine")
struct LawTests {
    /// STARTTLS drops what came with it, so it is left out where the cuts are compared.
    private func configuration(_ seed: UInt64, withTLS: Bool = false) -> Configuration {
        var configuration = Configuration()
        configuration.limits.errors = 0
        configuration.allowsPlaintextAuthentication = true
        if seed % 2 == 0 { configuration.extensions = .all }
        configuration.isLMTP = seed % 7 == 0
        if seed % 5 == 0 { configuration.limits.messageSize = 20 }
        if !withTLS { configuration.extensions.remove(.startTLS) }
        if seed % 3 == 0 { configuration.tolerated = RuleSet(Rule.allCases.filter(\.isTolerable)) }
        return configuration
    }

    @Test("splitting the octets anywhere changes nothing", arguments: 0..<300)
    func splitting(seed: Int) {
        let seed = UInt64(seed)
        var conversation = Conversation(random: SplitMix(state: seed))
        let octets = conversation.octets(40)
        var whole = Driver(configuration(seed))
        whole.give(.bytes(octets))
        var octetwise = Driver(configuration(seed))
        for octet in octets { octetwise.give(.bytes([octet])) }
        var cut = Driver(configuration(seed))
        var rest = octets[...]
        while !rest.isEmpty {
            let count = min(rest.count, Int(conversation.random.next() % 50) + 1)
            cut.give(.bytes(Array(rest.prefix(count))))
            rest = rest.dropFirst(count)
        }
        #expect(whole.story == octetwise.story)
        #expect(whole.story == cut.story)
        #expect(whole.session.fields == octetwise.session.fields)
        #expect(whole.session.fields == cut.session.fields)
        #expect(whole.session == octetwise.session)
    }

    @Test("replaying a journal gives an equal session, through JSON too", arguments: 0..<60)
    func replay(seed: Int) throws {
        var conversation = Conversation(random: SplitMix(state: UInt64(seed)))
        var driver = Driver(configuration(UInt64(seed), withTLS: true))
        for _ in 0..<10 { driver.give(.bytes(conversation.octets(6))) }
        let journal = try JSONDecoder().decode(
            [Input].self, from: JSONEncoder().encode(driver.journal))
        var again = Session(configuration(UInt64(seed), withTLS: true))
        var outputs: [Output] = []
        for input in journal { try again.receive(input, into: &outputs) }
        #expect(again == driver.session)
        #expect(outputs == driver.outputs)
        let stored = try Self.coded(again)
        // What the client has sent of an exchange under way is masked.
        if case .response(let exchange) = again.control {
            again.control = .response(try Self.coded(exchange))
        }
        #expect(stored == again)
        #expect(stored.hashValue == again.hashValue)
    }

    private static func coded<Value: Codable>(_ value: Value) throws -> Value {
        try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
    }

    @Test("replies that are sent as they are, are those among the outputs", arguments: 0..<150)
    func sending(seed: Int) throws {
        var configuration = configuration(UInt64(seed), withTLS: true)
        if seed % 4 > 0 { configuration.questions = [] }
        if seed % 11 == 0 { configuration.reportsReadings = true }
        if seed % 13 == 0 {
            configuration.presentation.wordings[.resetDone] = CustomReply(nil, nil, "Gone")
        }
        if seed % 17 == 0 { configuration.hostname = String(repeating: "\u{E9}", count: 600) }
        var conversation = Conversation(random: SplitMix(state: UInt64(seed) &+ 3_000))
        var driver = Driver(configuration)
        for _ in 0..<10 { driver.give(.bytes(conversation.octets(6))) }
        var replies = ReplyBuffer()
        var others: [Output] = []
        var session = Session(configuration)
        for input in driver.journal {
            try session.receive(input, sending: &replies, others: &others)
        }
        var written: [UInt8] = []
        var rest: [Output] = []
        for output in driver.outputs {
            guard case .reply(let reply) = output else {
                rest.append(output)
                continue
            }
            reply.write(into: &written)
        }
        #expect(
            String(decoding: replies.octets, as: UTF8.self)
                == String(decoding: written, as: UTF8.self))
        #expect(others == rest)
        #expect(session == driver.session)
        #expect(session.fields == driver.session.fields)
        replies.removeAll()
        #expect(replies.isEmpty)
    }

    @Test(
        "where nobody is asked, all goes as if everybody gave the default answer",
        arguments: 0..<100)
    func unasked(seed: Int) {
        var configuration = configuration(UInt64(seed), withTLS: true)
        if seed % 4 == 1 { configuration.limits.recipientDomains = 2 }
        if seed % 8 == 2 { configuration.limits.recipients = 1 }
        if seed % 8 == 3 {
            configuration.presentation.wordings[.senderAccepted] = CustomReply(nil, nil, "{path}")
        }
        var asked = Driver(configuration, answersByDefault: true)
        configuration.questions = []
        var unasked = Driver(configuration, answersByDefault: true)
        var conversation = Conversation(random: SplitMix(state: UInt64(seed) &+ 5_000))
        for _ in 0..<20 {
            let octets = conversation.octets(4)
            asked.give(.bytes(octets))
            unasked.give(.bytes(octets))
        }
        #expect(unasked.outputs == asked.outputs.filter { !$0.isQuestion })
        unasked.session.configuration = asked.session.configuration
        #expect(unasked.session == asked.session)
    }

    @Test("a driver that keeps no messages misses them, and nothing else", arguments: 0..<60)
    func withoutMessages(seed: Int) throws {
        var configuration = configuration(UInt64(seed), withTLS: true)
        var conversation = Conversation(random: SplitMix(state: UInt64(seed) &+ 4_000))
        var driver = Driver(configuration)
        for _ in 0..<12 { driver.give(.bytes(conversation.octets(6))) }
        let usual = configuration
        configuration.handsMessagesOver = false
        var session = Session(configuration)
        var outputs: [Output] = []
        for input in driver.journal { try session.receive(input, into: &outputs) }
        #expect(outputs == driver.outputs.filter { !$0.isOfMessage })
        session.configuration = usual
        driver.session.configuration = usual
        #expect(session == driver.session)
    }

    @Test(
        "every reply is well formed, and no octet of the client reaches one unescaped",
        arguments: 0..<200)
    func replies(seed: Int) {
        var conversation = Conversation(random: SplitMix(state: UInt64(seed) &+ 1_000))
        var driver = Driver(configuration(UInt64(seed), withTLS: true))
        for _ in 0..<20 { driver.give(.bytes(conversation.octets(5))) }
        for output in driver.outputs {
            guard case .reply(let reply) = output else { continue }
            let lines = reply.lines
            #expect(!lines.isEmpty)
            for (number, line) in lines.enumerated() {
                let isLast = number == lines.count - 1
                #expect(line.hasPrefix("\(reply.code)\(isLast ? " " : "-")"))
                #expect(line.utf8.allSatisfy { (32...126).contains($0) })
                #expect(line.utf8.count <= 510)
            }
            #expect((200...599).contains(reply.code))
            if let enhanced = reply.enhanced { #expect(UInt16(enhanced.class) == reply.code / 100) }
        }
    }

    @Test("after any reset the envelope is empty, and memory stays small", arguments: 0..<100)
    func resets(seed: Int) {
        var conversation = Conversation(random: SplitMix(state: UInt64(seed) &+ 2_000))
        var driver = Driver(configuration(UInt64(seed), withTLS: true))
        for _ in 0..<60 {
            driver.outputs = []
            driver.give(.bytes(conversation.octets(1)))
            if case .reply(let reply)? = driver.outputs.last,
                [.resetDone, .helloAccepted, .messageAccepted, .messageRefused].contains(reply.rule)
            {
                #expect(driver.session.envelope == Envelope())
            }
            let isTransaction = driver.session.control.isOfTransaction
            #expect(isTransaction == (driver.session.envelope.sender != nil))
            #expect(driver.session.bufferedOctets.count < 13_000)
        }
    }

    @Test("a million octets one by one take no memory")
    func octetwise() throws {
        var configuration = Configuration()
        configuration.questions = []
        var session = Session(configuration)
        var outputs: [Output] = []
        try session.receive(.connected(Peer()), into: &outputs)
        for number in 0..<1_000_000 {
            try session.receive(.bytes([number % 7 == 0 ? 13 : 120]), into: &outputs)
            guard session.phase != .closed else { break }
        }
        #expect(session.bufferedOctets.count < 13_000)
        #expect(outputs.count < 10)
    }
}

extension Output {
    fileprivate var isQuestion: Bool { if case .ask = self { true } else { false } }

    /// Whether it hands message text over, or says what became of it.
    fileprivate var isOfMessage: Bool {
        switch self {
        case .content, .message: true
        case .reply, .ask, .startTLS, .close, .note, .reading, .transition, .link: false
        }
    }
}

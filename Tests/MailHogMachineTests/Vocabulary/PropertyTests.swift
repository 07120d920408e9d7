import MailHogMachine
import SMTPGrammar
import SMTPSession
import Testing

struct PropertyTests {
    @Test(
        "no input crashes, and every reply is well formed but for line feeds it echoes",
        arguments: 0..<200)
    func wellFormed(seed: UInt64) throws {
        var random = SeededRandom(seed)
        var play = RandomPlay(handlers: MailHogHandlers(rawValue: UInt8(seed & 0x7F)))
        for octets in random.conversation() {
            try play.receive(octets, &random)
        }
        for reply in play.replies {
            #expect(reply.isWellFormed, "\(String(decoding: reply, as: UTF8.self))")
        }
    }

    @Test("splitting the octets anywhere changes nothing", arguments: 0..<100)
    func splitting(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let octets = Array(random.conversation().joined())
        var whole = RandomPlay(handlers: .hooks)
        var pieces = RandomPlay(handlers: .hooks)
        var answers = SeededRandom(seed)
        try whole.receive(octets, &answers)
        answers = SeededRandom(seed)
        var rest = octets[...]
        while !rest.isEmpty {
            let piece = rest.prefix(Int.random(in: 1...9, using: &random))
            rest = rest.dropFirst(piece.count)
            try pieces.receive(Array(piece), &answers)
        }
        #expect(pieces.replies == whole.replies)
        #expect(pieces.content == whole.content)
        #expect(pieces.machine == whole.machine)
    }

    @Test("replies that are sent as they are, are those among the outputs", arguments: 0..<200)
    func sending(seed: UInt64) throws {
        var configuration = MailHogConfiguration()
        configuration.handlers = MailHogHandlers(rawValue: UInt8(seed & 0xFF))
        configuration.maximumRecipients = seed % 5 == 0 ? 1 : -1
        configuration.maximumLineLength = seed % 7 == 0 ? 12 : -1
        configuration.reportsReadings = seed % 11 == 0
        if seed % 3 == 0 { configuration.questions = [] }
        var usual = MailHogMachine(configuration)
        var sending = usual
        var replies = ReplyBuffer()
        var others: [Output] = []
        var outputs: [Output] = []
        var random = SeededRandom(seed)
        var inputs = random.conversation().map(Input.bytes)
        if seed % 2 == 0 { inputs.insert(.connected(Peer()), at: 0) }
        while !inputs.isEmpty {
            let input = inputs.removeFirst()
            let mistake = mistake { try usual.receive(input, endingInto: &outputs) }
            #expect(
                self.mistake {
                    try sending.receive(input, sending: &replies, others: &others)
                } == mistake)
            guard let question = usual.openQuestion else { continue }
            inputs.insert(.answer(random.answer(question.hook)), at: 0)
        }
        var written: [UInt8] = []
        for case .reply(let reply) in outputs { reply.write(into: &written) }
        #expect(
            String(decoding: replies.octets, as: UTF8.self)
                == String(decoding: written, as: UTF8.self))
        #expect(others == outputs.filter { if case .reply = $0 { false } else { true } })
        #expect(sending == usual)
    }

    private func mistake(_ action: () throws -> Void) -> Misuse? {
        do {
            try action()
            return nil
        } catch { return error as? Misuse }
    }

    @Test("both fronts say the same", arguments: 0..<200)
    func fronts(seed: UInt64) throws {
        var random = SeededRandom(seed)
        let octets = Array(random.conversation().joined())
        let server = MailHogServer()
        server.messageReceived = { _ in "1" }
        var expected: [[UInt8]] = []
        var rest = octets[...]
        while case let (next, reply) = server.parse(rest), next.count < rest.count {
            rest = next
            if let reply { expected.append(Array(reply.lines.joined())) }
        }
        var play = RandomPlay(handlers: [])
        play.machine.configuration.handlers = [.message]
        play.acceptsAll = true
        try play.receive(octets, &random)
        #expect(play.replies.map(\.withoutMessageNumber) == expected.map(\.withoutMessageNumber))
        #expect(play.machine.state == server.state)
        #expect(play.machine.message == server.message)
        #expect(play.machine.bufferedOctets == rest)
    }
}

/// Plays octets and answers questions at random.
struct RandomPlay {
    var machine: MailHogMachine
    var replies: [[UInt8]] = []
    var content: [UInt8] = []
    var acceptsAll = false

    init(handlers: MailHogHandlers) {
        var configuration = MailHogConfiguration()
        configuration.handlers = handlers
        machine = MailHogMachine(configuration)
    }

    mutating func receive(_ octets: [UInt8], _ random: inout SeededRandom) throws {
        var outputs = try machine.receive(.bytes(octets))
        while true {
            for output in outputs { note(output) }
            guard let question = machine.openQuestion else { break }
            let answer = acceptsAll ? .accept() : random.answer(question.hook)
            outputs = try machine.receive(.answer(answer))
        }
    }

    private mutating func note(_ output: Output) {
        switch output {
        case .reply(let reply):
            var wire: [UInt8] = []
            reply.write(into: &wire)
            replies.append(wire)
        case .content(let octets): content += octets
        case .startTLS: machine.completeTLS(true)
        case .ask, .message, .close, .note, .reading, .transition, .link: break
        }
    }
}

/// A generator whose numbers follow from its seed.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed &+ 0x9E37_79B9_7F4A_7C15 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SeededRandom {
    private static let words = [
        "HELO", "EHLO", "MAIL", "RCPT", "DATA", "RSET", "NOOP", "QUIT", "AUTH", "STARTTLS", "VRFY",
        "FROM:", "TO:", "<a@x>", "<>", "<<b>", "PLAIN", "LOGIN", "CRAM-MD5", "EXTERNAL", "=",
        "AHVzZXIAcGFzcw==", "*", ".", "..", "", " ", "\t", "x", "ſ", "\n", "\r", "\0", "é",
    ]
    private static let lines = [
        "HELO x", "EHLO x", "MAIL FROM:<a@x>", "RCPT TO:<b@y>", "DATA", ".", "..", "text", "RSET",
        "AUTH LOGIN", "AUTH PLAIN", "AUTH CRAM-MD5", "STARTTLS", "", "\n.", "HELO a\nb",
    ]

    mutating func conversation() -> [[UInt8]] {
        (0..<Int.random(in: 1...60, using: &self)).map { _ in line() }
    }

    private mutating func line() -> [UInt8] {
        let end = Int.random(in: 0..<20, using: &self) == 0 ? "\n" : "\r\n"
        if Bool.random(using: &self) {
            return Array((pick(SeededRandom.lines) + end).utf8)
        }
        let words = (0..<Int.random(in: 0...4, using: &self)).map { _ in pick(SeededRandom.words) }
        let noise = UInt8.random(in: 0...255, using: &self)
        let separator = Bool.random(using: &self) ? " " : ""
        return Array(words.joined(separator: separator).utf8)
            + (Int.random(in: 0..<8, using: &self) == 0 ? [noise] : []) + Array(end.utf8)
    }

    private mutating func pick(_ texts: [String]) -> String {
        texts[Int.random(in: texts.indices, using: &self)]
    }

    mutating func answer(_ hook: Hook) -> Answer {
        switch Int.random(in: 0..<8, using: &self) {
        case 0: .reject()
        case 1: .tempfail()
        case 2: .silence
        case 3 where hook == .sender || hook == .recipient || hook == .message: .discard
        case 4 where hook == .auth: .authenticated("x")
        default: .accept()
        }
    }
}

extension [UInt8] {
    /// Whether each line has three digits, a hyphen or, the last, a space, and CR LF.
    ///
    /// Line feeds within a line are what the client wrote and MailHog echoes: HELO's name, a sender, a
    /// recipient. Only those may be there, and only after a text that echoes.
    var isWellFormed: Bool {
        var lines = String(decoding: self, as: UTF8.self)
            .replacing("\r\n", with: "\u{1}")
            .split(separator: "\u{1}", omittingEmptySubsequences: false)
        guard lines.popLast() == "", let code = lines.first?.prefix(3), code.allSatisfy(\.isNumber)
        else { return false }
        return lines.enumerated().allSatisfy { index, line in
            let separator: Substring = index == lines.count - 1 ? " " : "-"
            let isEcho = ["Hello ", "Sender ", "Recipient ", "Invalid "]
                .contains { line.dropFirst(4).hasPrefix($0) }
            return line.hasPrefix(code + separator) && (isEcho || !line.utf8.contains(10))
        }
    }

    /// The reply without the number that the machine gives a message.
    var withoutMessageNumber: [UInt8] {
        let queued = Array("250 Ok: queued as ".utf8)
        return starts(with: queued) ? queued : self
    }
}

import SMTPGrammar
import Testing

@testable import SMTPSession

/// A session that reports readings, asks nobody, and does its handshakes.
private struct ReadSession {
    var session: Session
    var outputs: [Output] = []

    init(_ configure: (inout Configuration) -> Void = { _ in }) {
        var configuration = Configuration()
        configuration.questions = []
        configuration.reportsReadings = true
        configuration.allowsPlaintextAuthentication = true
        configure(&configuration)
        session = Session(configuration)
        outputs = (try? session.receive(.connected(Peer()))) ?? []
    }

    mutating func give(_ octets: [UInt8]) {
        guard !session.isClosed else { return }
        do {
            try session.receive(.bytes(octets), into: &outputs)
            if session.phase == .handshake {
                try session.receive(.secured(TLSInfo()), into: &outputs)
            }
            while let question = session.openQuestion {
                try session.receive(.answer(question.hook.defaultAnswer), into: &outputs)
            }
        } catch {
            Issue.record(error)
        }
    }

    mutating func give(_ lines: String...) {
        give(lines.flatMap { Array($0.utf8) + [13, 10] })
    }

    var readings: [Reading] {
        outputs.compactMap { if case .reading(let reading) = $0 { reading } else { nil } }
    }

    /// The readings as a person would see them: the kind, and the octets with what is secret as stars.
    var shown: [String] {
        readings.map { reading in
            var octets = Array(reading.line)
            for index in reading.secret?.range ?? 0..<0 { octets[index] = UInt8(ascii: "*") }
            return "\(reading.kind.word) \(String(decoding: octets, as: UTF8.self))"
        }
    }

    /// What happened, a word an output.
    var story: [String] {
        outputs.compactMap { output in
            switch output {
            case .reading(let reading): "[\(reading.kind.word)]"
            case .reply(let reply): String(reply.code)
            case .transition(let from, let to): "\(from)→\(to)"
            case .close: "close"
            case .note(let note): note.rule.id
            case .ask, .content, .message, .startTLS, .link: nil
            }
        }
    }
}

extension Reading.Kind {
    fileprivate var word: String {
        switch self {
        case .command(let verb): verb ?? "?"
        case .response(let mechanism, let index): "\(mechanism):\(index)"
        case .text: "text"
        case .chunk: "chunk"
        case .dropped: "dropped"
        }
    }
}

@Suite("Readings")
struct ReadingTests {
    /// What STARTTLS drops depends on the cuts.
    private func law(_ configuration: inout Configuration) {
        configuration.limits.errors = 0
        configuration.extensions = .all.subtracting(.startTLS)
    }

    @Test(
        "readings joined are the client's octets, and say the same however those are cut",
        arguments: 0..<300)
    func law(seed: Int) {
        var conversation = Conversation(random: SplitMix(state: UInt64(seed) &+ 9_000))
        let octets = conversation.octets(60)
        var whole = ReadSession(law)
        whole.give(octets)
        var octetwise = ReadSession(law)
        var given: [UInt8] = []
        for octet in octets where !octetwise.session.isClosed {
            octetwise.give([octet])
            given.append(octet)
        }
        for (session, octets) in [(whole, octets), (octetwise, given)] {
            let read = session.readings.flatMap(\.octets)
            #expect(read + session.session.bufferedOctets == octets)
        }
        #expect(merged(whole.readings).starts(with: merged(octetwise.readings)))
        let transitions = { (session: ReadSession) in session.story.filter { $0.contains("→") } }
        #expect(transitions(whole) == transitions(octetwise))
    }

    /// Readings that go on joined, and without what was dropped, which depends on the cuts.
    private func merged(_ readings: [Reading]) -> [String] {
        var merged: [(kind: Reading.Kind, octets: [UInt8])] = []
        var isOpen = false
        for reading in readings where reading.kind != .dropped {
            if isOpen, let last = merged.indices.last, merged[last].kind == reading.kind {
                merged[last].octets += reading.octets
            } else {
                merged.append((reading.kind, reading.octets))
            }
            isOpen = reading.isPartial
        }
        if isOpen { merged.removeLast() }
        return merged.map { "\($0.kind.word) \($0.octets)" }
    }

    @Test("each reply follows the reading that it answers, and a transition follows the reply")
    func order() {
        var session = ReadSession()
        session.outputs = []
        session.give("EHLO client.example", "AUTH CRAM-MD5", "*", "FOO", "QUIT", "NOOP")
        #expect(
            session.story.filter { !$0.contains(".") } == [
                "[EHLO]", "250", "HELLO→MAIL", "[AUTH]", "535", "[?]", "500", "[?]", "500",
                "[QUIT]", "221", "MAIL→CLOSED", "close", "[dropped]",
            ])
    }

    @Test("what proves who the client is is secret, whatever it is taken for")
    func secrets() {
        var session = ReadSession { $0.questions = [] }
        session.give("EHLO client.example", "AUTH PLAIN AHRpbQBwdw==", "AHRpbQBwdw==", "NOOP")
        session.give(
            "AUTHPLAIN AHRpbQBwdw==", "RSET", "auth AHRpbQBwdw==", "NOOP", "AUHT PLAIN AHRpbQ==")
        session.give("MAIL FROM:<>", "RCPT TO:<bob@sim.example>", "DATA")
        session.give("AUTH is explained", "in RFC 4954.", ".", "NOOP in time")
        #expect(
            session.shown == [
                "EHLO EHLO client.example", "AUTH AUTH PLAIN ************", "? ************",
                "NOOP NOOP", "? AUTH******************", "RSET RSET", "AUTH auth ************",
                "NOOP NOOP", "? AUHT PLAIN ********", "MAIL MAIL FROM:<>",
                "RCPT RCPT TO:<bob@sim.example>", "DATA DATA",
                "text AUTH is explained\r\nin RFC 4954.\r\n.", "NOOP NOOP in time",
            ])
    }

    @Test(
        "after an exchange that ends without success the next line is secret unless it is a command"
    )
    func afterCancelling() throws {
        var configuration = Configuration()
        configuration.reportsReadings = true
        configuration.questions = HookSet(.auth)
        configuration.allowsPlaintextAuthentication = true
        configuration.limits.authenticationFailures = 0
        var session = Session(configuration)
        var outputs: [Output] = []
        try session.receive(.connected(Peer()), into: &outputs)
        let lines = [
            "EHLO c", "AUTH LOGIN", "NOOP", "dGlt", "c2VjcmV0", "AUTH LOGIN", "*", "secret", ".",
        ]
        for line in lines {
            try session.receive(.bytes(Array((line + "\r\n").utf8)), into: &outputs)
            guard case .authenticate(let exchange) = session.openQuestion else { continue }
            let answer = exchange.responses.count < 2 ? Answer.challenge([]) : .reject()
            try session.receive(.answer(answer), into: &outputs)
        }
        let readings = outputs.compactMap {
            if case .reading(let reading) = $0 { reading } else { nil }
        }
        #expect(
            readings.map { $0.secret.map { $0.range.count } ?? 0 } == [0, 0, 4, 4, 8, 0, 0, 6, 0])
        #expect(readings[2].kind == .response(mechanism: "LOGIN", index: 0))
        #expect(readings[3].kind == .response(mechanism: "LOGIN", index: 1))
    }

    @Test("what waits is explained")
    func unread() {
        var session = ReadSession()
        session.give(Array("EHLO client.example\nNOO".utf8))
        #expect(session.session.unread.notices.map(\.rule) == [.bareLineFeed])
        #expect(session.session.unread.notices.first?.offset == 19)
        #expect(session.session.unread.reading?.kind == .command(verb: "EHLO"))
        var handshake = ReadSession()
        handshake.give([0x16, 3, 1, 2])
        #expect(handshake.session.unread.notices.map(\.rule) == [.otherProtocol])
        var text = ReadSession()
        text.give("EHLO c", "MAIL FROM:<>", "RCPT TO:<bob@sim.example>", "DATA", "a")
        text.give(Array("b\n.\n".utf8))
        #expect(text.session.unread.notices.map(\.rule) == [.contentLineFeedEnd])
        #expect(text.session.unread.notices.first?.place == TextPlace(line: 3, octet: 1))
        var secret = ReadSession()
        secret.give("EHLO c")
        secret.give(Array("AUTH PLAIN AHRp".utf8))
        #expect(secret.session.unread.reading?.secret?.range == 11..<15)
    }

    @Test("octets that wait for an answer are read ahead")
    func forecast() throws {
        var configuration = Configuration()
        configuration.reportsReadings = true
        var session = Session(configuration)
        _ = try session.receive(.connected(Peer()))
        _ = try session.receive(.answer(.accept()))
        let lines = "EHLO c\r\nAUTH CRAM-MD5\r\nsecret\r\nNOOP\r\nMAI"
        _ = try session.receive(.bytes(Array(lines.utf8)))
        let kinds = session.forecast().map(\.kind.word)
        #expect(kinds == ["AUTH", "?", "NOOP", "?"])
        #expect(session.forecast().flatMap(\.octets) == Array(lines.utf8.dropFirst(8)))
    }

    @Test("findings in message text have their place")
    func places() {
        var session = ReadSession { $0.limits.textLine = 1_000 }
        session.give("EHLO c", "MAIL FROM:<>", "RCPT TO:<bob@sim.example>", "DATA", "Subject: x")
        for portion in ["\r\nab\ncd", "\r", "e\r\nx\u{0}y\u{E9}\u{E9}\r\n", "\n.\nz"] {
            session.give(Array(portion.utf8))
        }
        session.give(
            "", ".." + String(repeating: "l", count: 998), String(repeating: "l", count: 1_200), "."
        )
        let places = session.outputs.compactMap { output -> String? in
            guard case .note(let note) = output, let place = note.place else { return nil }
            return "\(note.rule.id) \(place.line):\(place.octet) ×\(place.count)"
        }
        #expect(
            places == [
                "content.bare-cr 4:3 ×1", "content.bare-lf 3:3 ×3",
                "content.end-with-bare-lf 7:1 ×1", "content.nul 5:2 ×1", "content.eight-bit 5:4 ×4",
                "content.line-too-long 9:1002 ×2",
            ])
    }

    @Test("places are there for whatever the scanner finds", arguments: 0..<200)
    func placesLaw(seed: Int) {
        var random = SplitMix(state: UInt64(seed) &+ 77)
        let alphabet: [UInt8] = [13, 10, 46, 97, 0, 200, 13, 10]
        var text = (0..<400).map { _ in alphabet[Int(random.next() % 8)] }
        if seed % 3 == 0 { text += [UInt8](repeating: 98, count: 1_001) }
        text += [13, 10, 46, 13, 10]
        var session = ReadSession { $0.limits.errors = 0 }
        session.give("EHLO c", "MAIL FROM:<>", "RCPT TO:<bob@sim.example>", "DATA")
        session.outputs = []
        session.give(text)
        let notes = session.outputs.compactMap { output -> Note? in
            if case .note(let note) = output, note.rule.id.hasPrefix("content.") {
                note
            } else {
                nil
            }
        }
        for note in notes { #expect(note.place != nil, "\(note.rule.id)") }
    }

    @Test("over-long lines are read in parts, and their secrets are secret")
    func longLines() {
        var session = ReadSession()
        session.give("EHLO c")
        session.give(Array("AUTH PLAIN ".utf8) + [UInt8](repeating: 65, count: 9_000))
        session.give([UInt8](repeating: 66, count: 9_000))
        session.give("", "NOOP")
        let auth = session.readings.dropFirst().dropLast()
        #expect(auth.flatMap(\.octets).count == 11 + 18_000 + 2)
        #expect(auth.map { $0.secret?.range.count ?? 0 }.reduce(0, +) == 18_000)
        #expect(session.readings.last?.secret == nil)
    }
}

@Suite("Shutting down")
struct ShutdownTests {
    @Test("a server that stops says 421 whatever was under way, and a close after that is harmless")
    func shutdown() throws {
        var dialogue = Dialogue.greeted()
        dialogue.send("MAIL FROM:<ann@client.example>")
        dialogue.give(.shutdown)
        #expect(
            dialogue.replies == [
                "421 4.3.2 mx.sim.example Service shutting down, closing connection"
            ])
        #expect(dialogue.outputs.last == .close)
        #expect(dialogue.session.isClosed)
        #expect(dialogue.session.envelope == Envelope())
        dialogue.give(.closed)
        dialogue.give(.shutdown)
        #expect(dialogue.outputs.isEmpty)
        #expect(dialogue.session.expectation == .nothing)
    }

    @Test("a client that is active is not timed out when the time comes with what it sends")
    func activity() throws {
        var session = Session(Configuration())
        var outputs: [Output] = []
        session.configuration.questions = []
        try session.receive(.connected(Peer()), at: Instant(milliseconds: 1_000), into: &outputs)
        for minute in 1...20 {
            let now = Instant(milliseconds: UInt64(minute) * 60_000)
            try session.receive(.bytes(Array("NOOP\r\n".utf8)), at: now, into: &outputs)
        }
        #expect(!session.isClosed)
        #expect(session.deadline == Instant(milliseconds: 1_500_000))
        let late = Instant(milliseconds: 1_600_000)
        #expect(throws: Misuse.notConnected) {
            try session.receive(.bytes(Array("NOOP\r\n".utf8)), at: late, into: &outputs)
        }
        #expect(session.isClosed)
    }
}

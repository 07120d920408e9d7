import SMTPGrammar
import SMTPSession
import Testing

// Attacks that depend on how octets are cut into portions, with every cut. The dialogues themselves are the
// golden transcripts under security/.

@Suite("Attacks, however the octets are cut")
struct SecurityCaseTests {
    private static let envelope =
        "EHLO client.example\r\nMAIL FROM:<ann@client.example>\r\nRCPT TO:<bob@sim.example>\r\nDATA\r\n"
    private static let smuggled =
        "MAIL FROM:<evil@client.example>\r\nRCPT TO:<victim@sim.example>\r\nDATA\r\nhi\r\n.\r\n"

    /// What comes of octets in two portions, for each place where they can be cut, and in single octets.
    private func everyCut(
        _ text: String, from start: Int = 0, after session: Session = Dialogue().session
    ) -> [[Output]] {
        let octets = Array(text.utf8)
        var results: [[Output]] = []
        for cut in start...octets.count {
            results.append(outputs(of: [Array(octets[..<cut]), Array(octets[cut...])], session))
        }
        return results + [outputs(of: octets.map { [$0] }, session)]
    }

    private func outputs(of portions: [[UInt8]], _ session: Session) -> [Output] {
        var session = session
        return portions.flatMap { (try? session.receive(.bytes($0))) ?? [] }
    }

    private func codes(_ outputs: [Output]) -> [Int] {
        outputs.compactMap { if case .reply(let reply) = $0 { Int(reply.code) } else { nil } }
    }

    private func messages(_ outputs: [Output]) -> [MessageOutcome] {
        outputs.compactMap { if case .message(let outcome) = $0 { outcome } else { nil } }
    }

    @Test(
        "A message ends at CR LF, dot, CR LF only (CVE-2023-51764, -51765, -51766)",
        arguments: [
            "\n.\n", "\n.\r", "\r.\n", "\r.\r", "\n.\r\n", "\r.\r\n", "\r\n\0.\r\n", "\r\n.\r",
            "\r\n.\n", "\r\n.\r\r\n", "\r\n\0\r\n.\0\r\n",
        ])
    func smuggling(_ end: String) {
        for outputs in everyCut(Self.envelope + "text" + end + Self.smuggled, from: 90) {
            #expect(codes(outputs) == [250, 250, 250, 354, 250])
            let outcomes = messages(outputs)
            #expect(outcomes.map(\.envelope.recipients.count) == [1])
            let content = outputs.flatMap { output -> [UInt8] in
                if case .content(let piece) = output { Array(piece) } else { [] }
            }
            #expect(String(decoding: content, as: UTF8.self).contains("victim@sim.example"))
        }
    }

    @Test("What comes before the handshake is never answered inside TLS (CVE-2011-0411)")
    func injection() throws {
        let session = Dialogue.greeted().session
        for rest in ["NOOP x\r\n", "NOO", "MAIL FROM:<evil@e.example>\r\n", "MAIL FROM:<evil@e> "] {
            let octets = Array("STARTTLS\r\n\(rest)".utf8)
            for cut in 0...octets.count {
                var machine = session
                let before =
                    try machine.receive(.bytes(Array(octets[..<cut])))
                    + machine.receive(.bytes(Array(octets[cut...])))
                #expect(codes(before) == [220])
                #expect(codes(try machine.receive(.secured(TLSInfo()))) == [])
                #expect(codes(try machine.receive(.bytes(Array("P\r\n".utf8)))) == [500])
                let hello = try machine.receive(.bytes(Array("EHLO b\r\nMAIL FROM:<a@b>\r\n".utf8)))
                #expect(codes(hello) == [250, 250])
                #expect(machine.envelope.sender?.octets == Array("a@b".utf8))
            }
        }
    }

    @Test("TLS forgets who the client was, and asks for EHLO again")
    func fixation() throws {
        var dialogue = Dialogue.greeted(asking: [.auth]) { $0.mechanisms = ["CRAM-MD5"] }
        dialogue.send("AUTH CRAM-MD5")
        dialogue.give(.answer(.authenticated("ann")))
        #expect(dialogue.session.authenticatedUser == "ann")
        dialogue.send("STARTTLS")
        dialogue.give(.secured(TLSInfo()))
        #expect(dialogue.session.authenticatedUser == nil)
        #expect(dialogue.session.hello == nil)
        dialogue.step("MAIL FROM:<ann@client.example>", "503 5.5.1 Send EHLO again after STARTTLS")
    }

    @Test("A SASL response is never a command, whatever it says")
    func continuation() {
        var dialogue = Dialogue.greeted(asking: [.auth])
        dialogue.send("AUTH CRAM-MD5")
        dialogue.give(.answer(.challenge([])))
        for text in ["MAIL FROM:<a@b>", "EHLO x", "RSET ", "=", "a===", "AA==AA==", "*"] {
            for outputs in everyCut("\(text)\r\nNOOP\r\n", after: dialogue.session) {
                #expect(codes(outputs) == [501, 250], "\(text)")
            }
        }
        // These are base64: the policy is asked about them, and NOOP waits.
        for text in ["QUIT", "RSET", "NOOP", "DATA", "STARTTLS"] {
            for outputs in everyCut("\(text)\r\nNOOP\r\n", after: dialogue.session) {
                #expect(codes(outputs) == [], "\(text)")
            }
        }
    }

    @Test("A message above the maximum is read to its end, and no line of it is a command")
    func oversize() {
        let session = Dialogue { $0.limits.messageSize = 100 }.session
        let text =
            Self.envelope + String(repeating: "0123456789012345678\r\n", count: 6)
            + "MAIL FROM:<evil@client.example>\r\nRCPT TO:<victim@sim.example>\r\nDATA\r\n.\r\nNOOP\r\n"
        for outputs in everyCut(text, from: 80, after: session) {
            #expect(codes(outputs) == [250, 250, 250, 354, 552, 250])
            #expect(messages(outputs).allSatisfy { $0.disposition == .refused })
        }
    }

    @Test(
        "NUL, 8-bit, bare CR and bare LF in a command are refused, and the next command is understood"
    )
    func octets() {
        let lines = [
            ("NO\0OP", 501), ("NOOP \u{E9}", 500), ("NOOP \rx", 501), ("NOOP x\ny", 500),
            ("\0", 501), ("NOOP \u{7F}", 501),
        ]
        for (line, code) in lines {
            for outputs in everyCut("\(line)\r\nNOOP\r\n") {
                #expect(codes(outputs) == [code, 250], "\(line)")
            }
        }
    }

    @Test(
        "Whatever ends a transaction leaves nothing of it: a million random commands beside a model",
        arguments: 0..<20)
    func resets(seed: UInt64) {
        var random = SplitMix(state: seed)
        var dialogue = Dialogue { $0.limits.errors = 0 }
        var model = Model()
        for _ in 0..<50_000 {
            let step = Model.Step.allCases.randomElement(using: &random) ?? .noop
            dialogue.send(step.rawValue)
            if step == .startTLS, dialogue.session.phase == .handshake {
                dialogue.give(.secured(TLSInfo()))
            }
            model.take(step)
            let envelope = dialogue.session.envelope
            #expect(envelope.recipients.count == model.recipients, "\(step)")
            #expect((envelope.sender != nil) == model.hasSender, "\(step)")
            #expect((dialogue.session.hello != nil) == model.hasHello, "\(step)")
            guard dialogue.session.phase == .closed || model.hasTLS else { continue }
            // TLS cannot begin twice, and after the close nothing is heard.
            dialogue = Dialogue { $0.limits.errors = 0 }
            model = Model()
        }
    }

    /// What RFC 5321 §4.1.4 says of a transaction, and no more.
    private struct Model {
        var hasHello = false
        var hasSender = false
        var recipients = 0
        var hasTLS = false
        private var isText = false

        enum Step: String, CaseIterable {
            case ehlo = "EHLO client.example"
            case helo = "HELO client.example"
            case badHello = "EHLO -bad-"
            case mail = "MAIL FROM:<ann@client.example>"
            case badMail = "MAIL FROM:<ann@"
            case rcpt = "RCPT TO:<bob@sim.example>"
            case badRcpt = "RCPT TO:<bob"
            case data = "DATA"
            case end = "."
            case rset = "RSET"
            case noop = "NOOP"
            case startTLS = "STARTTLS"
        }

        mutating func take(_ step: Step) {
            guard !isText else {
                if step == .end { (isText, hasSender, recipients) = (false, false, 0) }
                return
            }
            switch step {
            case .ehlo, .helo: (hasHello, hasSender, recipients) = (true, false, 0)
            case .mail: hasSender = hasHello
            case .rcpt: recipients += hasSender ? 1 : 0
            case .data: isText = recipients > 0
            case .rset: (hasSender, recipients) = (false, 0)
            case .startTLS where hasHello:
                self = Model()
                hasTLS = true
            case .badHello, .badMail, .badRcpt, .end, .noop, .startTLS: break
            }
        }
    }
}

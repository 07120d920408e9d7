import SMTPImport
import SMTPLint
import Testing

@Suite("Lint of anything")
struct RandomLintTests {
    /// Numbers that look random and are the same each time.
    private struct Numbers: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let pieces = [
        "EHLO client.example\r\n", "HELO x\r\n", "LHLO x\r\n", "MAIL FROM:<a@b.example>\r\n",
        "MAIL FROM:<> SIZE=1 BODY=8BITMIME\r\n", "RCPT TO:<b@sim.example>\r\n", "DATA\r\n",
        "BDAT 5 LAST\r\n12345", "BDAT 70000\r\n", "AUTH LOGIN\r\n", "AUTH PLAIN AAAA\r\n",
        "AUTH "
            + "X\r\n",
        "STARTTLS\r\n", "RSET\r\n", "QUIT\r\n", ".\r\n", "..x\r\n", ".x\r\n", "\r\n", "\n", "\r",
        "\0",
        "\u{16}\u{3}", "GET / HTTP/1.1\r\n", "VRFY a\r\n", "XCLIENT A=b\r\n", "ATRN\r\n", "NOOP",
    ]
    private static let replies = [
        "220 mx", "250 OK", "250-mx", "250 SIZE 10", "354 go", "334 ", "334 YWJj", "235 ok",
        "535 "
            + "no",
        "421 bye", "450 no", "550 no", "500 ?", "503 order", "221 bye", "xyz", "", "25", "999 x",
    ]

    private static func conversation(_ numbers: inout Numbers) -> RecordedConversation {
        var conversation = RecordedConversation()
        for line in 1...Int.random(in: 1...60, using: &numbers) {
            let octets = Array((pieces.randomElement(using: &numbers) ?? "").utf8)
            let reply = Array((replies.randomElement(using: &numbers) ?? "").utf8)
            let kinds: [RecordedEvent] = [
                .sent(RecordedWrite(.line, octets)), .sent(RecordedWrite(.line, octets)),
                .sent(RecordedWrite(.text, octets, isExact: true)),
                .sent(RecordedWrite(.unstuffedText, octets)),
                .sent(RecordedWrite(.leftOutText(lines: nil, octets: 10), [])),
                .sent(RecordedWrite(.leftOutChunk(octets: 10), [])),
                .sent(RecordedWrite(.response, octets, isRedacted: true)),
                .reply(RecordedReply([reply])), .reply(RecordedReply([reply])),
                .reply(RecordedReply([Array("250-a".utf8), reply])), .reply(RecordedReply([])),
                .secured(version: nil), .closed(.client), .closed(nil), .closed(.server),
                .connected(address: nil), .remark("x"),
            ]
            let event = kinds.randomElement(using: &numbers) ?? .remark("")
            conversation.turns.append(RecordedTurn(event, line: line))
        }
        return conversation
    }

    @Test(
        "no conversation crashes it, and findings are bounded and safe to show",
        arguments: 0..<20)
    func random(_ seed: UInt64) {
        var numbers = Numbers(state: seed)
        var player = RecordingPlayer()
        for _ in 0..<100 {
            let findings = player.lint(Self.conversation(&numbers))
            #expect(findings.count < 200)
            for finding in findings {
                #expect(finding.octets.count <= 4_200)
                #expect(finding.count >= 1)
                #expect(finding.detail.utf8.allSatisfy { (0x20..<0x7F).contains($0) })
            }
        }
    }

    @Test("what was played before changes nothing", arguments: 0..<10)
    func reused(_ seed: UInt64) {
        var numbers = Numbers(state: seed)
        var player = RecordingPlayer()
        for _ in 0..<100 {
            let conversation = Self.conversation(&numbers)
            var other = RecordingPlayer()
            #expect(player.lint(conversation) == other.lint(conversation))
        }
    }

    @Test("many lines that go wrong alike are few findings")
    func bounded() {
        var conversation = recorded(greeted)
        let write = RecordedWrite(.line, Array("RCPT TO:<>\r\n".utf8))
        let reply = RecordedReply([Array("503 no".utf8)])
        for line in 10..<20_000 {
            conversation.turns.append(RecordedTurn(.sent(write), line: line))
            conversation.turns.append(RecordedTurn(.reply(reply), line: line))
        }
        var player = RecordingPlayer()
        let findings = player.lint(conversation)
        #expect(findings.count < 30)
        #expect(findings.reduce(0) { $0 + $1.count } > 19_000)
    }
}

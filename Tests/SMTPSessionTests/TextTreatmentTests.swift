import Testing

@testable import SMTPSession

@Suite("What a server changes in message text")
struct TextTreatmentTests {
    private static let text = Array("a\nb\r\nc\u{0}\r\n\r\n.\r\n".utf8)

    /// What is handed on of a message that comes in portions of a size.
    private func content(
        _ treatment: TextTreatment, _ text: [UInt8], portions: Int, body: String = ""
    ) -> [UInt8] {
        var dialogue = Dialogue.greeted { $0.textTreatment = treatment }
        dialogue.send("MAIL FROM:<ann@client.example>" + body)
        dialogue.send("RCPT TO:<bob@s.example>")
        dialogue.send("DATA")
        var content: [UInt8] = []
        for start in stride(from: 0, to: text.count, by: portions) {
            dialogue.give(.bytes(Array(text[start..<min(start + portions, text.count)])))
            content += dialogue.content
        }
        #expect(dialogue.rules == [.messageAccepted])
        return content
    }

    @Test("a bare LF becomes CR LF, in portions of any size", arguments: 1...8)
    func normalize(portions: Int) {
        let text = Array("\na\nb\r\n.\n\r\r\n..\n.\r\nc\n.\n\r\n.\r\n".utf8)
        let plain = content([], text, portions: portions)
        var expected: [UInt8] = []
        for octet in plain {
            if octet == 10, expected.last != 13 { expected.append(13) }
            expected.append(octet)
        }
        #expect(content(.normalizesLineFeeds, text, portions: portions) == expected)
    }

    @Test("NUL is left out", arguments: 1...4)
    func nul(portions: Int) {
        let content = content(.dropsNul, Self.text, portions: portions)
        #expect(content == Array("a\nb\r\nc\r\n\r\n".utf8))
    }

    @Test("the high bit is stripped, unless BODY=8BITMIME announced it")
    func highBit() {
        let text: [UInt8] = [0xE9, 0x0D, 0x0A, 0x2E, 0x0D, 0x0A]
        #expect(content(.stripsHighBit, text, portions: 6) == [0x69, 0x0D, 0x0A])
        #expect(
            content(.stripsHighBit, text, portions: 6, body: " BODY=8BITMIME")
                == [0xE9, 0x0D, 0x0A])
    }
}

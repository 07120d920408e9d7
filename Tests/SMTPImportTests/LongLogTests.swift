import Testing

@testable import SMTPImport

@Suite("A long log")
struct LongLogTests {
    private static let ends = ["\n", "\r\n", "\r\r\n"]
    private static let texts = [
        "A line of a message, with as many words as such lines usually have, and some more.",
        "Subject: short", "", ".", "..", "..stuffed", ".not stuffed", "11 lines sent", "11 lines",
        "\"250 quoted\"", "\"quoted\"", "250 looks like a reply", "QUIT", "é in UTF-8", "-> ",
        "<- 250 no",
        "=== Connected to somewhere.",
    ]
    /// What can stand between the lines of message text.
    private static let others = [
        "a line without a mark, which may be the rest of the one before it", "",
        "<-  250 too early",
        "*** a hint", "->", "--> ", "=== Connection closed with remote host.",
    ]

    /// Conversations with message text, in which anything may stand, as a program shows them.
    private static func log(
        client: String, server: String, _ random: inout SeededRandom
    ) -> [UInt8] {
        var log = ""
        while log.utf8.count < 150_000 {
            let end = ends.randomElement(using: &random) ?? ""
            log += "\(server)220 mx.example ESMTP\(end)\(client)EHLO client.example\(end)"
            log += "\(server)250 mx.example\(end)\(client)DATA\(end)\(server)354 Go on\(end)"
            for _ in 0..<Int.random(in: 0...60, using: &random) {
                if Int.random(in: 0..<40, using: &random) == 0 {
                    log += (others.randomElement(using: &random) ?? "") + end
                }
                log += client + (texts.randomElement(using: &random) ?? "") + end
            }
            log +=
                "\(client).\(end)\(server)250 Taken\(end)\(client)QUIT\(end)\(server)221 Bye\(end)"
        }
        return Array(log.utf8)
    }

    private static func read(
        _ octets: [UInt8], from format: String, inPortionsOf size: Int
    ) -> ([RecordedConversation], [RecordingWarning]) {
        var reader = TranscriptReader(from: format)
        var conversations: [RecordedConversation] = []
        for start in stride(from: 0, to: octets.count, by: size) {
            reader.feed(octets[start..<min(start + size, octets.count)])
            conversations += reader.takeConversations()
        }
        reader.finish()
        return (conversations + reader.takeConversations(), reader.warnings)
    }

    // In portions of one octet, no line of text is read but by itself.
    @Test(
        "has the same message text whether its lines are read at once or one by one",
        arguments: [
            ("swaks", " -> ", "<-  "), ("swaks", " ~> ", "<~  "), ("msmtp", "--> ", "<-- "),
        ])
    func text(_ format: String, _ client: String, _ server: String) {
        var random = SeededRandom(seed: 7)
        let octets = Self.log(client: client, server: server, &random)
        let single = Self.read(octets, from: format, inPortionsOf: 1)
        #expect(single.0.count > 50)
        for size in [100, 4_096, 65_536, octets.count] {
            let found = Self.read(octets, from: format, inPortionsOf: size)
            #expect(found.0 == single.0, "\(size)")
            #expect(found.1 == single.1, "\(size)")
        }
    }

    @Test("of many processes has the conversation of each", arguments: [2, 16, 17, 60])
    func processes(_ count: Int) {
        let lines = [
            "> c[192.0.2.1]: 220 mx", "< c[192.0.2.1]: EHLO c#", "extract_addr: input: x",
            "> c[192.0.2.1]: 250-mx #", "> c[192.0.2.1]: 250 SIZE", "< c[192.0.2.1]: QUIT",
            "> c[192.0.2.1]: 221 Bye", "disconnect from c[192.0.2.1]",
        ]
        var log = ""
        // Each begins and ends a line later than the one before.
        for time in 0..<2 * (lines.count + count) {
            for process in 0..<count where lines.indices.contains(time - process) {
                let line = lines[time - process].replacing("#", with: "\(process)")
                log += "Nov 22 07:55:33 mx postfix/smtpd[\(process + 100)]: \(line)\n"
            }
        }
        let octets = Array(log.utf8)
        let (conversations, _) = Self.read(octets, from: "postfix-debug", inPortionsOf: 1_000)
        #expect(conversations.map(\.label) == (0..<count).map { "\($0 + 100)" })
        for (process, conversation) in conversations.enumerated() {
            let sent = conversation.turns.compactMap {
                if case .sent(let write) = $0.event {
                    String(decoding: write.octets, as: UTF8.self)
                } else {
                    nil
                }
            }
            #expect(sent == ["EHLO c\(process)\r\n", "QUIT\r\n"])
            let replies = conversation.turns.compactMap {
                if case .reply(let reply) = $0.event {
                    reply.lines.map { String(decoding: $0, as: UTF8.self) }
                } else {
                    nil
                }
            }
            #expect(replies == [["220 mx"], ["250-mx \(process)", "250 SIZE"], ["221 Bye"]])
        }
    }

    @Test("of a server that says much has each line as it was said")
    func knownLines() {
        var known = KnownLines()
        var random = SeededRandom(seed: 3)
        let lines = (0..<3_000).map { number in
            Array(String(repeating: "x", count: number % 150).utf8) + Array("\(number / 150)".utf8)
        }
        for _ in 0..<20_000 {
            let line = lines.randomElement(using: &random) ?? []
            #expect(known.line(line.span) == line)
            #expect(known.reply(line.span) == [line])
        }
        let nothing: [UInt8] = []
        #expect(known.line(nothing.span) == [])
        #expect(known.reply(nothing.span) == [[]])
    }
}

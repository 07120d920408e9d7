import SMTPImport
import Testing

@Suite("Replies as they are expected of a server")
struct ReplyLinesTests {
    /// The `S` lines of a reply to NOOP.
    private func expectation(_ lines: [String]) -> String {
        var conversation = RecordedConversation()
        let reply = RecordedReply(lines.map { Array($0.utf8) })
        let write = RecordedWrite(.line, Array("NOOP\r\n".utf8))
        conversation.turns = [
            RecordedTurn(.reply(RecordedReply([Array("220 mx.example".utf8)])), line: 1),
            RecordedTurn(.sent(write), line: 2), RecordedTurn(.reply(reply), line: 3),
        ]
        let text = conversation.script(ImportOptions(source: "log")).text
        return text.split(separator: "\n").drop { $0 != "C: NOOP" }.dropFirst()
            .prefix { $0.hasPrefix("S") }.joined(separator: "\n")
    }

    @Test(
        "what is of the moment is a hole, and the rest stays",
        arguments: [
            ("250 Ok", "S: 250 Ok"),
            ("250", "S: 250"),
            ("250 ", "S: 250 "),
            ("250 Ok: queued as 4XyzAB1234", #"S: 250 Ok: queued as {{\S+}}"#),
            ("250 Queued AS x Message ID y.", #"S: 250 Queued AS {{\S+}} Message ID {{\S+}}"#),
            ("250 OK id=1x9YzA-0003Xy-2B", #"S: 250 OK id={{\S+}}"#),
            ("250 id= is empty", "S: 250 id= is empty"),
            ("250 Hello [192.0.2.1] and []", #"S: 250 Hello {{\[\S+\]}} and []"#),
            ("250 <a@b.example> and <CR>", "S: 250 {{<.*>}} and <CR>"),
            ("250 A1B2C3D4 8BITMIME ABCDEFGH1", #"S: 250 {{\S+}} 8BITMIME ABCDEFGH1"#),
            (
                "250 at Sun, 22 Nov 2026 07:49:08 +0000 (UTC) done",
                #"S: 250 at {{\w\w\w, .*\d\d:\d\d:\d\d( [-+]\d{4})?( \(\w+\))?}} done"#
            ),
            ("250 Sun, not a date at all", "S: 250 Sun, not a date at all"),
            ("250 Sun, 22 Nov 2026", "S: 250 Sun, 22 Nov 2026"),
            ("250 a {{b}} [[c as x", #"S: 250 a {{\{\{}}b}} {{\[\[}}c as {{\S+}}"#),
            ("250 bell \u{7} as x", #"S: 250 bell {{\u{7}}} as {{\S+}}"#),
            ("250 Grüße id=7", #"S: 250 Grüße id={{\S+}}"#),
        ])
    func holes(_ reply: String, _ expected: String) {
        #expect(expectation([reply]) == expected)
    }

    @Test("the code is never in a hole")
    func code() {
        #expect(
            expectation(["250-QUEUED12AB", "250 as 4Xyz"])
                == #"""
                S: 250-{{\S+}}
                S: 250 as {{\S+}}
                """#)
    }

    @Test("a blank too many is no name")
    func blanks() {
        #expect(expectation(["250 queued as  4Xyz"]) == "S: 250 queued as  4Xyz")
        #expect(expectation(["250 queued as "]) == "S: 250 queued as ")
    }

    @Test("refusals keep their words")
    func refusal() {
        #expect(expectation(["550 queued as 4XyzAB1234"]) == "S: 550 queued as 4XyzAB1234")
    }
}

@Suite("Conversations of one source")
struct SharedLinesTests {
    private func conversation(_ client: String, _ server: String) -> RecordedConversation {
        let events: [RecordedEvent] = [
            .reply(RecordedReply([Array("220 \(server) ESMTP".utf8)])),
            .sent(RecordedWrite(.line, Array("EHLO \(client)\r\n".utf8))),
            .reply(
                RecordedReply(
                    ["250-\(server) Hello \(client)", "250-PIPELINING", "250 SIZE 1000"]
                        .map { Array($0.utf8) })),
            .sent(RecordedWrite(.line, Array("NOOP\r\n".utf8))),
            .reply(RecordedReply([Array("250 \(server)".utf8)])), .closed(.client),
        ]
        var conversation = RecordedConversation()
        conversation.turns = events.enumerated().map { RecordedTurn($1, line: $0 + 1) }
        return conversation
    }

    @Test("are each written as if it were alone, whoever the clients and servers are")
    func alone() {
        let conversations = (0..<60).map { number in
            conversation("client\(number % 7).example", "mx\(number % 20).example")
        }
        let options = ImportOptions(source: "log")
        var joined = JoinedScript(options)
        var octets: [UInt8] = []
        for conversation in conversations { joined.append(conversation, to: &octets) }
        let alone = conversations.map { conversation -> [UInt8] in
            var script = JoinedScript(options)
            var octets: [UInt8] = []
            script.append(conversation, to: &octets)
            return octets
        }
        let parts = String(decoding: octets, as: UTF8.self).split(separator: "## Conversation ")
        #expect(parts.count == conversations.count)
        for (part, script) in zip(parts, alone) {
            let expected = String(decoding: script, as: UTF8.self).split(separator: "\n")
                .dropFirst()
            let found = part.split(separator: "\n").dropFirst().filter { $0 != ":connect" }
            #expect(found == Array(expected.filter { $0 != ":connect" }))
        }
    }

    @Test("have the server say the name of each client")
    func clientName() {
        let script = conversation("client.example", "mx.example").script(ImportOptions(source: "x"))
        #expect(script.text.contains(#":set text.hello.accepted "{hostname} Hello {client}""#))
        let own = conversation("mx.example", "mx.example").script(ImportOptions(source: "x"))
        #expect(own.text.contains(#":set text.hello.accepted "{hostname} Hello {client}""#))
    }
}

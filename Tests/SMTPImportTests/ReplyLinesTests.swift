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

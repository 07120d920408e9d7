import SMTPGrammar
import SMTPSession
import Testing

@Suite("Replies of one's own")
struct CustomReplyTests {
    @Test("are checked where they are made")
    func checked() throws {
        let reply = try CustomReply(checked: 550, "5.1.1", "No such user\nnor list")
        #expect(reply == CustomReply(550, EnhancedStatusCode(5, 1, 1), "No such user\nnor list"))
        #expect(try CustomReply(checked: nil, "4.7.0").enhanced?.class == 4)
    }

    @Test(
        "say what is wrong with them",
        arguments: [
            (199, nil, nil, .code(199)), (560, nil, nil, .code(560)), (260, nil, nil, .code(260)),
            (550, "5.1", nil, .enhancedCode("5.1")),
            (550, "4.1.1", nil, .classes(EnhancedStatusCode(4, 1, 1), replyClass: 5)),
            (354, "2.0.0", nil, .classes(EnhancedStatusCode(2, 0, 0), replyClass: 3)),
            (550, nil, "a\rb", .character("\r")), (550, nil, "\u{E9}", .character("\u{E9}")),
        ] as [(UInt16, String?, String?, CustomReply.Fault)])
    func wrong(_ code: UInt16, _ enhanced: String?, _ text: String?, _ fault: CustomReply.Fault) {
        #expect(throws: fault) { try CustomReply(checked: code, enhanced, text) }
        #expect(fault.description.hasSuffix("."))
    }

    @Test("do not take an enhanced code of another class than the answer")
    func classes() {
        let enhanced = EnhancedStatusCode(4, 1, 1)
        for reply in [CustomReply(550, enhanced), CustomReply(nil, enhanced)] {
            var dialogue = Dialogue.greeted(asking: [.sender])
            dialogue.send("MAIL FROM:<a@b>")
            let before = dialogue.session
            let misuse = #expect(throws: Misuse.self) {
                try dialogue.session.receive(.answer(.reject(reply)))
            }
            #expect(misuse?.description.contains("4.1.1") == true)
            #expect(dialogue.session == before)
        }
    }

    @Test("are folded, at blanks if there are any, so that no line has more than 512 octets")
    func folded() {
        let words = Array(repeating: "lorem", count: 300).joined(separator: " ")
        for text in [words, String(repeating: "x", count: 2_000), "short\n" + words] {
            var dialogue = Dialogue.greeted(asking: [.sender])
            dialogue.send("MAIL FROM:<a@b>")
            let reply = CustomReply(550, EnhancedStatusCode(5, 123, 456), text)
            dialogue.give(.answer(.reject(reply)))
            #expect(dialogue.replies.count > 2)
            for line in dialogue.replies {
                #expect(line.hasPrefix("550-5.123.456 ") || line.hasPrefix("550 5.123.456 "))
                #expect(line.utf8.count <= 510)
            }
            let sent = dialogue.replies.map { $0.dropFirst(14) }
            #expect(
                sent.joined().filter { $0 != " " } == text.filter { $0 != " " && $0 != "\n" })
            #expect(text != words || sent.allSatisfy { $0.hasPrefix("lorem") })
        }
    }

    @Test("close the connection if they are 421")
    func closing() {
        var dialogue = Dialogue.greeted(asking: [.sender])
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.give(.answer(.tempfail(CustomReply(421, nil, "Not now"))))
        #expect(dialogue.replies == ["421 4.0.0 Not now"] || dialogue.replies.count == 1)
        #expect(dialogue.session.phase == .closed)
    }
}

import MailHogMachine
import Testing

struct ReplyTests {
    @Test("every constructor has the original's status and text")
    func constructors() {
        let replies: [(MailHogReply, String)] = [
            (.ident(hostname: "h", ident: "i"), "220 h i"),
            (.readyToStartTLS(), "220 Ready to start TLS"),
            (.bye(), "221 Bye"),
            (.authenticationOk(), "235 Authentication successful"),
            (.ok(), "250 Ok"),
            (.ok("Hello x"), "250 Hello x"),
            (.senderOk(octets("a@x")), "250 Sender a@x ok"),
            (.recipientOk(octets("b@y")), "250 Recipient b@y ok"),
            (.authenticationResponse("VXNlcm5hbWU6"), "334 VXNlcm5hbWU6"),
            (.authenticationResponse(""), "334 "),
            (.dataResponse(), "354 End data with <CR><LF>.<CR><LF>"),
            (.storageFailed("No storage backend"), "452 No storage backend"),
            (.unrecognisedCommand(), "500 Unrecognised command"),
            (.lineTooLong(), "500 Line too long"),
            (.syntaxError(), "501 Syntax error"),
            (.syntaxError("no parameters allowed"), "501 Syntax error (no parameters allowed)"),
            (.unsupportedAuthentication(), "504 Unsupported authentication mechanism"),
            (.mustIssueSTARTTLSFirst(), "530 Must issue a STARTTLS command first"),
            (.invalidAuthentication(), "535 Authentication credentials invalid"),
            (.error("Badly formed parameter"), "550 Badly formed parameter"),
            (.tooManyRecipients(), "552 Too many recipients"),
        ]
        for (reply, expected) in replies {
            #expect(text(reply) == expected)
            #expect(reply.lines == [octets(expected + "\r\n")])
            #expect(reply.status == Int(expected.prefix(3)))
        }
    }

    @Test("a reply of several lines has a hyphen on all but the last")
    func severalLines() {
        let lines = MailHogReply.ok("one", "two", "three").lines
        #expect(lines == ["250-one\r\n", "250-two\r\n", "250 three\r\n"].map(octets))
    }

    @Test("a reply without lines is its status and a bare line feed")
    func noLines() {
        #expect(MailHogReply(200, []).lines == [octets("200\n")])
    }

    @Test("a reply of one's own keeps its status, its texts and its callback")
    func own() {
        var isDone = false
        let reply = MailHogReply(299, ["a", ""], done: { isDone = true })
        #expect(reply.lines == ["299-a\r\n", "299 \r\n"].map(octets))
        reply.done?()
        #expect(isDone)
    }
}

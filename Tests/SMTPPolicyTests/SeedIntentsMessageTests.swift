import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: DATA")
struct SeedIntentsMessageTests {
    /// A server that waits for message text.
    static func receiving(_ record: Record) -> SMTPServer {
        var server = SeedIntents.greeted(record)
        _ = server.codes("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA")
        return server
    }

    static func texts(_ record: Record) -> [String] {
        record.messages.map { SMTPServerTests.text($0.content?.octets ?? []) }
    }

    @Test("DATA without recipients is 503, and 554 when all were refused")
    func needsRecipients() {
        var server = SeedIntents.greeted { $0.validateRecipient = { _ in false } }
        #expect(
            server.codes("MAIL FROM:<>", "DATA", "RCPT TO:<a@b>", "DATA") == [250, 503, 550, 554])
        #expect(server.session.phaseName == "RCPT")
    }

    @Test("every line after 354 is text, RSET and QUIT too, and has no reply")
    func everyLineIsText() {
        let record = Record()
        var server = Self.receiving(record)
        #expect(server.codes("RSET", "QUIT", "", "NOOP", ".") == [0, 0, 0, 0, 250])
        #expect(Self.texts(record) == ["RSET\r\nQUIT\r\n\r\nNOOP\r\n"])
        #expect(!server.isClosed)
    }

    @Test("an empty message can be sent, and the dot after it is a command")
    func empty() {
        let record = Record()
        var server = Self.receiving(record)
        #expect(server.codes(".", ".", "still no data") == [250, 500, 500])
        #expect(Self.texts(record) == [""])
        #expect(record.messages.first?.octets == 0)
    }

    @Test(
        "each line loses its stuffed dot, the first line too; the last CR LF belongs to the text",
        arguments: [
            ("..first\r\n.\r\n", ".first\r\n"), ("...x\r\n.\r\n", "..x\r\n"),
            ("..\r\n..\r\n.\r\n", ".\r\n.\r\n"), ("a\r\n..b\r\n.\r\n", "a\r\n.b\r\n"),
            ("a\r\n.fourth\r\n.\r\n", "a\r\nfourth\r\n"), ("a..b\r\n.\r\n", "a..b\r\n"),
            ("\r\n.\r\n", "\r\n"),
        ])
    func unstuffed(_ sent: String, _ expected: String) {
        let byOctets = Record()
        var first = Self.receiving(byOctets)
        #expect(SMTPServerTests.text(first.receive(Array(sent.utf8))).hasPrefix("250 "))
        let byLine = Record()
        var second = Self.receiving(byLine)
        var rest = sent[...]
        while !rest.isEmpty { rest = second.parse(rest).rest }
        #expect(Self.texts(byOctets) == [expected])
        #expect(Self.texts(byLine) == [expected])
    }

    @Test(
        "no dot but one between two CR LF ends the message",
        arguments: [
            "a\n.\n", "a\n.\r\n", "a\r\n.\n", "a\r.\r", "a\r.\r\n", "a\r\n.\r", "a\r\n.\r\r\n",
        ])
    func noSmuggling(_ sent: String) {
        let record = Record()
        var server = Self.receiving(record)
        let command = Array("MAIL FROM:<evil@e>\r\n".utf8)
        #expect(server.receive(Array(sent.utf8) + command).isEmpty)
        #expect(record.messages.isEmpty)
        #expect(server.codes(".") == [250])
        #expect(Self.texts(record).first?.hasSuffix("MAIL FROM:<evil@e>\r\n") == true)
        #expect(record.messages.count == 1)
    }

    @Test("processData takes lines, several at once too, until the dot alone")
    func processDataEnds() {
        let record = Record()
        var server = Self.receiving(record)
        #expect(server.processData("Test\r\n.\r\n")?.code == 250)
        _ = server.codes("MAIL FROM:<>", "RCPT TO:<c@d>", "DATA")
        #expect(server.processData("Hello\r\nWorld") == nil)
        #expect(server.processData("\r\n.")?.code == 250)
        _ = server.codes("MAIL FROM:<>", "RCPT TO:<c@d>", "DATA")
        #expect(server.processData(".")?.code == 250)
        #expect(Self.texts(record) == ["Test\r\n", "Hello\r\nWorld\r\n\r\n", ""])
    }

    @Test("messageReceived gets all there is, and names the message in the reply")
    func stored() {
        let record = Record()
        var server = Self.receiving(record)
        server.messageReceived = { message in
            record.messages.append(message)
            return "id-7"
        }
        server.processCommand("Hi.")
        #expect(server.processCommand(".")?.lines == ["250 2.6.0 Message accepted as id-7"])
        let message = record.messages.first
        #expect(message?.envelope.senderText == "a@b")
        #expect(message?.envelope.recipients.count == 1)
        #expect(message?.origin.clientName == "c.example")
        #expect(message?.octets == 5)
        #expect(Self.texts(record) == ["Hi.\r\n"])
    }

    @Test("the client's name stays for the next message; sender, recipients and text do not")
    func next() {
        let record = Record()
        var server = Self.receiving(record)
        _ = server.codes("one", ".", "MAIL FROM:<x@y>", "RCPT TO:<z@y>", "DATA", "two", ".")
        #expect(Self.texts(record) == ["one\r\n", "two\r\n"])
        #expect(record.messages.map(\.origin.clientName) == ["c.example", "c.example"])
        #expect(record.messages.map(\.envelope.recipients.count) == [1, 1])
        #expect(server.session.envelope.isEmpty)
    }

    @Test("a message that cannot be stored is 451, without a hook 452, and a Refusal has its words")
    func notStored() {
        let hooks: [(((ReceivedMessage) throws -> String)?, [String])] = [
            ({ _ in throw Broken() }, ["451 4.3.0 Local error in processing"]),
            (nil, ["452 4.3.0 No message storage"]),
            ({ _ in throw Refusal(554, "5.6.0", "No spam") }, ["554 5.6.0 No spam"]),
        ]
        for (hook, lines) in hooks {
            var server = Self.receiving(Record())
            server.messageReceived = hook
            #expect(server.processCommand("text") == nil)
            #expect(server.processCommand(".")?.lines == lines)
            #expect(server.session.envelope.isEmpty)
            #expect(server.session.phaseName == "MAIL")
            let record = Record()
            server.messageReceived = { message in
                record.messages.append(message)
                return "x"
            }
            #expect(
                server.codes("MAIL FROM:<>", "RCPT TO:<c@d>", "DATA", ".") == [250, 250, 354, 250])
            #expect(Self.texts(record) == [""])
        }
    }
}

import MailHogMachine
import Testing

struct DataTests {
    /// A dialogue in DATA with a handler that keeps messages.
    private func dialogue() -> (Dialogue, Notebook<MailHogMessage>) {
        let stored = Notebook<MailHogMessage>()
        let dialogue = Dialogue.inText { server in
            server.messageReceived = { message in
                stored.entries.append(message)
                return "id\(stored.entries.count)"
            }
        }
        return (dialogue, stored)
    }

    @Test(
        "DATA is taken without a recipient, and with an argument", arguments: ["DATA", "DATA now"])
    func withoutRecipient(line: String) {
        let dialogue = Dialogue.inTransaction()
        #expect(dialogue.say(line) == "354 End data with <CR><LF>.<CR><LF>")
        #expect(dialogue.state == .data)
    }

    @Test("a message without recipients is stored, after all were refused too")
    func storedWithoutRecipient() {
        let (dialogue, stored) = dialogue()
        dialogue.server.validateRecipient = { _ in false }
        for line in ["x", ".", "MAIL FROM:<a@x>", "RCPT TO:<b@y>", "DATA", "y", "."] {
            dialogue.say(line)
        }
        #expect(stored.entries.map(\.recipients) == [[octets("b@y")], []])
    }

    @Test("in DATA every line is text", arguments: ["RSET", "QUIT", "NOOP", "HELO x", "STARTTLS"])
    func allIsText(line: String) {
        let (dialogue, stored) = dialogue()
        #expect(dialogue.say(line) == nil)
        #expect(dialogue.say(".") == "250 Ok: queued as id1")
        #expect(stored.entries.map(\.data) == [octets(line)])
    }

    @Test(
        "text is stored as the original does",
        arguments: [
            (["Subject: t", "", "Hi"], "Subject: t\r\n\r\nHi"),
            (
                ["..first", "..second", "...third", ".fourth", "", ""],
                "..first\r\n.second\r\n..third\r\n.fourth\r\n\r\n"
            ),
            ([".", "still data"], ".\r\nstill data"),
            (["."], "."),
            (["", ".."], "\r\n."),
            ([".."], ".."),
            (
                ["a\n.\nMAIL FROM:<evil>", "b\n.", "c\r."],
                "a\n.\nMAIL FROM:<evil>\r\nb\n.\r\nc\r."
            ),
            ([". ", " ."], ". \r\n ."),
            ([""], ""),
        ])
    func text(lines: [String], data: String) {
        let (dialogue, stored) = dialogue()
        for line in lines { #expect(dialogue.say(line) == nil) }
        #expect(dialogue.say(".") == "250 Ok: queued as id1")
        #expect(stored.entries.map(\.data) == [octets(data)])
    }

    @Test("a dot on the first line is text, so that the empty message cannot be sent")
    func emptyMessage() {
        let (dialogue, stored) = dialogue()
        #expect(dialogue.say(".") == nil)
        #expect(dialogue.state == .data)
        #expect(stored.entries.isEmpty)
    }

    @Test("while it arrives, the message can be looked at, with stuffing and line ends")
    func underWay() {
        let (dialogue, _) = dialogue()
        dialogue.say("a")
        dialogue.say("..b")
        #expect(dialogue.server.message.data == octets("a\r\n..b\r\n"))
    }

    @Test("text can be handed over line by line, and a line that holds the end ends it")
    func processData() {
        let (dialogue, stored) = dialogue()
        #expect(dialogue.server.processData(octets("Test\r\n.\r\n")) == nil)
        #expect(dialogue.state == .data)
        #expect(dialogue.server.processData(octets("\r\n.")).map(MailHogMachineTests.text) != nil)
        #expect(dialogue.state == .mail)
        #expect(stored.entries.map(\.data) == [octets("Test\r\n.\r\n\r\n")])
    }

    @Test("the end alone, handed over as one line, ends the empty message")
    func processDataEnd() {
        let (dialogue, stored) = dialogue()
        #expect(dialogue.server.processData(octets("\r\n.")) != nil)
        #expect(stored.entries.map(\.data) == [[]])
    }

    @Test("the handler runs in MAIL, with the whole message, which is forgotten afterwards")
    func handler() {
        let (dialogue, _) = dialogue()
        let seen = Notebook<MailHogState>()
        let server = dialogue.server
        server.messageReceived = { [unowned server] message in
            seen.entries.append(server.state)
            #expect(server.message == message)
            #expect(message.helo == octets("x"))
            return "7"
        }
        dialogue.say("hi")
        #expect(dialogue.say(".") == "250 Ok: queued as 7")
        #expect(seen.entries == [.mail])
        #expect(server.message == MailHogMessage())
        #expect(dialogue.state == .mail)
    }

    @Test("the second message of a connection does not know the client's name")
    func secondMessage() {
        let (dialogue, stored) = dialogue()
        for line in ["1", ".", "MAIL FROM:<a@x>", "RCPT TO:<b@y>", "DATA", "2", "."] {
            dialogue.say(line)
        }
        #expect(stored.entries.map(\.helo) == [octets("x"), []])
        #expect(stored.entries.map(\.data) == [octets("1"), octets("2")])
    }

    @Test("without a handler a message is put off, and forgotten")
    func noHandler() {
        let dialogue = Dialogue.inText()
        dialogue.say("x")
        #expect(dialogue.say(".") == "452 No storage backend")
        #expect(dialogue.state == .mail)
        #expect(dialogue.server.message == MailHogMessage())
    }

    @Test("a handler that throws puts the message off, and it is forgotten")
    func handlerThrows() {
        let dialogue = Dialogue.inText { $0.messageReceived = { _ in throw StorageFailure() } }
        dialogue.say("x")
        #expect(dialogue.say(".") == "452 Unable to store message")
        #expect(dialogue.state == .mail)
        #expect(dialogue.server.message == MailHogMessage())
        #expect(dialogue.say("NOOP") == "250 Ok")
    }

    @Test("errors are not counted: the session continues however many there are")
    func noErrorLimit() {
        let dialogue = Dialogue()
        for _ in 0..<1000 { #expect(dialogue.say("oink") == unrecognised) }
        #expect(dialogue.say("HELO x") == "250 Hello x")
    }
}

import MailHogMachine
import Testing

struct LineTests {
    @Test("without CR LF the text comes back untouched, and nothing happens")
    func incomplete() {
        let dialogue = Dialogue()
        for incomplete in ["", "HELO x", "HELO x\n", "HELO x\r", "\n\r"] {
            let (rest, reply) = dialogue.server.parse(octets(incomplete)[...])
            #expect(Array(rest) == octets(incomplete))
            #expect(reply == nil)
            #expect(dialogue.state == .establish)
        }
    }

    @Test("one call works one line off and returns the rest")
    func oneLine() {
        let dialogue = Dialogue()
        var (rest, reply) = dialogue.server.parse(octets("HELO x\r\nNOOP\r\nQU")[...])
        #expect(reply.map(text) == "250 Hello x")
        #expect(Array(rest) == octets("NOOP\r\nQU"))
        (rest, reply) = dialogue.server.parse(rest)
        #expect(reply.map(text) == "250 Ok")
        #expect(Array(rest) == octets("QU"))
        (rest, reply) = dialogue.server.parse(rest)
        #expect(reply == nil)
        #expect(Array(rest) == octets("QU"))
    }

    @Test("a line may arrive in any pieces, even between CR and LF")
    func pieces() {
        let dialogue = Dialogue()
        var buffer: ArraySlice<UInt8> = []
        for piece in ["HE", "LO x\r"] {
            buffer += octets(piece)
            let (rest, reply) = dialogue.server.parse(buffer)
            #expect(rest == buffer)
            #expect(reply == nil)
        }
        let (rest, reply) = dialogue.server.parse(buffer + octets("\n"))
        #expect(rest.isEmpty)
        #expect(reply.map(text) == "250 Hello x")
    }

    @Test("bare line feeds stay in the line and are echoed")
    func bareLineFeed() {
        let dialogue = Dialogue()
        #expect(
            dialogue.say("HELO x\nMAIL FROM:<a@x>\nNOOP") == "250 Hello x\nMAIL FROM:<a@x>\nNOOP")
        #expect(dialogue.helo == "x\nMAIL FROM:<a@x>\nNOOP")
        #expect(dialogue.state == .mail)
    }

    @Test(
        "CR and LF at either end of a command are ignored",
        arguments: ["\nNOOP", "\r\rNOOP", "NOOP\n", "NOOP\r"])
    func trimmed(line: String) {
        #expect(Dialogue().say(line) == "250 Ok")
    }

    @Test("a command that was cut by hand is not trimmed")
    func untrimmed() {
        let server = MailHogServer()
        #expect(server.command(MailHogCommand(parsing: octets("NOOP\r"))).map(text) == unrecognised)
        #expect(server.command(MailHogCommand(parsing: octets("NOOP"))).map(text) == "250 Ok")
    }

    @Test("only the space separates; what follows the first one is not touched")
    func cut() {
        let command = MailHogCommand(parsing: octets("helo  Two words"))
        #expect(command.verb == "HELO")
        #expect(command.arguments == octets(" Two words"))
        #expect(command.line == octets("helo  Two words"))
        #expect(MailHogCommand(parsing: octets("a\tb c")).verb == "A\tB")
        #expect(MailHogCommand(parsing: []).verb == "")
        #expect(Dialogue().say("helo  two") == "250 Hello  two")
        #expect(Dialogue().say("HELO\tx") == unrecognised)
    }

    @Test("verbs count in any case, even in letters that only have an ASCII capital")
    func capitals() {
        #expect(Dialogue().say("nOoP") == "250 Ok")
        #expect(MailHogCommand(parsing: octets("rſet")).verb == "RSET")
        #expect(MailHogCommand(parsing: octets("ß")).verb == "ß")
        #expect(
            MailHogCommand(parsing: [0x61, 0xFF, 0xE2, 0x82, 0x62]).verb
                == "A\u{FFFD}\u{FFFD}\u{FFFD}B")
    }

    @Test("a leading space and an empty line are unknown commands", arguments: [" NOOP", "", " "])
    func emptyVerb(line: String) {
        #expect(Dialogue(after: "HELO x").say(line) == unrecognised)
    }

    @Test("the line limit counts octets without CR LF, and a line above it is dropped")
    func limit() {
        let dialogue = Dialogue(after: "HELO x") { $0.maximumLineLength = 12 }
        #expect(dialogue.say("NOOP 3456789") == "250 Ok")
        #expect(dialogue.say("NOOP 34567890") == "500 Line too long")
        #expect(dialogue.say("MAIL FROM:<a@x>") == "500 Line too long")
        #expect(dialogue.state == .mail)
        #expect(dialogue.say("NOOP") == "250 Ok")
    }

    @Test("the line limit holds in message text too: the line is lost, the message is not")
    func limitInText() {
        let stored = Notebook<MailHogMessage>()
        let dialogue = Dialogue.inText { server in
            server.maximumLineLength = 16
            server.messageReceived = { message in
                stored.entries.append(message)
                return "1"
            }
        }
        #expect(dialogue.say("0123456789ABCDEF") == nil)
        #expect(dialogue.say("0123456789ABCDEF0") == "500 Line too long")
        #expect(dialogue.state == .data)
        dialogue.say("end")
        #expect(dialogue.say(".") == "250 Ok: queued as 1")
        #expect(stored.entries.map(\.data) == [octets("0123456789ABCDEF\r\nend")])
    }

    @Test("the line limit comes before the verb filter")
    func limitBeforeFilter() {
        let seen = Notebook<String>()
        let dialogue = Dialogue { server in
            server.maximumLineLength = 4
            server.verbFilter = { verb, _ in
                seen.entries.append(verb)
                return nil
            }
        }
        dialogue.say("NOOP x")
        #expect(seen.entries.isEmpty)
    }

    @Test("a limit of 0 lets only empty lines pass")
    func limitZero() {
        let dialogue = Dialogue { $0.maximumLineLength = 0 }
        #expect(dialogue.say("N") == "500 Line too long")
        #expect(dialogue.say("") == unrecognised)
    }

    @Test("a command handed over by itself knows no line limit")
    func limitInParseOnly() {
        let dialogue = Dialogue { $0.maximumLineLength = 4 }
        #expect(dialogue.server.processCommand(octets("NOOP x")).map(text) == "250 Ok")
    }

    @Test("NUL and octets above 127 pass through and are echoed")
    func anyOctet() {
        let server = Dialogue().server
        let name: [UInt8] = [0x61, 0x00, 0xFF]
        let reply = server.processCommand(octets("HELO ") + name)
        #expect(reply?.lines == [octets("250 Hello ") + name + octets("\r\n")])
        #expect(server.message.helo == name)
    }
}

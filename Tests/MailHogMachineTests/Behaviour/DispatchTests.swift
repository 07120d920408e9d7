import MailHogMachine
import Testing

struct DispatchTests {
    @Test(
        "RSET leads from every state to MAIL, and forgets even the client's name",
        arguments: MailHogState.allCases)
    func reset(state: MailHogState) {
        guard state != .data else { return }
        let dialogue = Dialogue.inTransaction()
        dialogue.server.state = state
        #expect(dialogue.say("RSET") == "250 Ok")
        #expect(dialogue.state == .mail)
        #expect(dialogue.server.message == MailHogMessage())
    }

    @Test("RSET before HELO opens MAIL")
    func resetBeforeHello() {
        let dialogue = Dialogue(after: "RSET")
        #expect(dialogue.say("MAIL FROM:<a@x>") == "250 Sender a@x ok")
    }

    @Test("RSET revives a session that has said goodbye")
    func resetAfterQuit() {
        let dialogue = Dialogue(after: "HELO x", "QUIT", "RSET")
        #expect(dialogue.say("MAIL FROM:<a@x>") == "250 Sender a@x ok")
    }

    @Test("QUIT ends the session, and the machine keeps answering")
    func quit() {
        let dialogue = Dialogue()
        #expect(dialogue.say("QUIT") == "221 Bye")
        #expect(dialogue.state == .done)
        #expect(dialogue.say("HELO x") == unrecognised)
        #expect(dialogue.say("NOOP") == "250 Ok")
        #expect(dialogue.say("QUIT") == "221 Bye")
        #expect(dialogue.state == .done)
    }

    @Test("QUIT keeps the message under way")
    func quitKeepsMessage() {
        let dialogue = Dialogue.inTransaction()
        dialogue.say("QUIT")
        #expect(dialogue.sender == "a@x")
    }

    @Test("NOOP, RSET and QUIT take any argument", arguments: ["NOOP x", "RSET x", "QUIT x"])
    func arguments(line: String) {
        #expect(Dialogue().say(line)?.hasPrefix("2") == true)
    }

    @Test("NOOP changes nothing", arguments: MailHogState.allCases)
    func noop(state: MailHogState) {
        guard state != .data else { return }
        let dialogue = Dialogue.inTransaction()
        dialogue.server.state = state
        let message = dialogue.server.message
        #expect(dialogue.say("NOOP") == "250 Ok")
        #expect(dialogue.state == state)
        #expect(dialogue.server.message == message)
    }

    @Test(
        "before HELO nothing else is known",
        arguments: ["MAIL FROM:<a@x>", "RCPT TO:<a@x>", "DATA", "AUTH PLAIN", "STARTTLS", "OINK"])
    func establish(line: String) {
        let dialogue = Dialogue()
        #expect(dialogue.say(line) == unrecognised)
        #expect(dialogue.state == .establish)
    }

    @Test(
        "other verbs of RFC 5321 are unknown everywhere",
        arguments: ["VRFY a", "EXPN a", "HELP", "TURN", "BDAT 5 LAST", "FOO"])
    func unknown(line: String) {
        for dialogue in [Dialogue(), Dialogue(after: "EHLO x"), Dialogue.inTransaction()] {
            let state = dialogue.state
            #expect(dialogue.say(line) == unrecognised)
            #expect(dialogue.state == state)
        }
    }

    @Test("RCPT and DATA are unknown in MAIL", arguments: ["RCPT TO:<a@x>", "DATA"])
    func outOfOrder(line: String) {
        #expect(Dialogue(after: "HELO x").say(line) == unrecognised)
    }

    @Test("a command in DATA state that is handed over as a command is unknown")
    func commandInData() {
        let dialogue = Dialogue.inText()
        #expect(dialogue.server.processCommand(octets("OINK")).map(text) == unrecognised)
        #expect(dialogue.state == .data)
    }

    @Test("the filter sees each verb in capitals, without arguments, before everything else")
    func filter() {
        let seen = Notebook<String>()
        let dialogue = Dialogue { server in
            server.verbFilter = { verb, arguments in
                seen.entries.append(verb + "\(arguments.count)")
                return verb == "MAIL" ? .error("not now") : nil
            }
        }
        #expect(dialogue.say("helo x") == "250 Hello x")
        #expect(dialogue.say("mail FROM:<a@x>") == "550 not now")
        #expect(dialogue.state == .mail)
        dialogue.say("AUTH LOGIN")
        dialogue.say("dXNlcg== x")
        dialogue.say("pw")
        dialogue.say("")
        #expect(seen.entries == ["HELO0", "MAIL0", "AUTH0", "DXNLCG==0", "PW0", "0"])
    }

    @Test("the filter is not asked about message text")
    func filterInText() {
        let seen = Notebook<String>()
        let dialogue = Dialogue.inText()
        dialogue.server.verbFilter = { verb, _ in
            seen.entries.append(verb)
            return nil
        }
        dialogue.say("RSET")
        #expect(seen.entries.isEmpty)
    }

    @Test("the filter is asked even while a handshake is pending")
    func filterWhilePending() {
        let dialogue = Dialogue { $0.tlsHandler = { _ in .proceed(afterReply: nil) } }
        dialogue.say("STARTTLS")
        dialogue.server.verbFilter = { _, _ in .error("filtered") }
        #expect(dialogue.say("NOOP") == "550 filtered")
    }

    @Test("a line that the filter refused is the line before all the same")
    func filteredLineCounts() {
        let claims = Notebook<[[UInt8]]>()
        let dialogue = Dialogue(after: "EHLO x", "AUTH LOGIN", "dXNlcg==")
        dialogue.server.validateAuthentication = { _, arguments in
            claims.entries.append(arguments)
            return .accept
        }
        dialogue.server.verbFilter = { verb, _ in verb == "OINK" ? .error("no") : nil }
        #expect(dialogue.say("oink") == "550 no")
        dialogue.say("cGFzcw==")
        #expect(claims.entries == [[octets("oink"), octets("cGFzcw==")]])
    }
}

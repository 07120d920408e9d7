import SMTPGrammar
import SMTPSession
import Testing

@Suite("The order of commands")
struct OrderTests {
    @Test("before EHLO only NOOP, HELP, VRFY, EXPN, RSET and QUIT work (RFC 5321 §4.1.4)")
    func beforeHello() {
        var dialogue = Dialogue()
        #expect(dialogue.replies == ["220 mx.sim.example ESMTP smtpsim"])
        for line in ["MAIL FROM:<a@b>", "RCPT TO:<a@b>", "DATA", "AUTH PLAIN", "STARTTLS"] {
            dialogue.step(line, "503 5.5.1 Send EHLO or HELO first")
            #expect(dialogue.session.phase == .hello)
        }
        dialogue.step("NOOP anything at all", "250 2.0.0 OK")
        dialogue.step("RSET", "250 2.0.0 Reset")
        dialogue.step(
            "VRFY ann", "252 2.5.0 Cannot verify the user, but will take mail for delivery")
        dialogue.step(
            "EXPN all", "252 2.5.0 Cannot expand the list, but will take mail for delivery")
        dialogue.step(
            "HELP", "214 2.0.0 Commands in order now: HELO EHLO RSET NOOP QUIT VRFY EXPN HELP")
        dialogue.step("QUIT", "221 2.0.0 mx.sim.example Closing connection")
        #expect(dialogue.outputs.last == .close)
    }

    @Test("a whole transaction goes through its states")
    func transaction() {
        var dialogue = Dialogue()
        dialogue.send("EHLO client.example")
        #expect(
            dialogue.replies == [
                "250-mx.sim.example greets client.example", "250-PIPELINING", "250-SIZE 35882577",
                "250-8BITMIME", "250-ENHANCEDSTATUSCODES", "250-EXPN", "250-HELP",
                "250-AUTH CRAM-MD5",
                "250 STARTTLS",
            ])
        #expect(dialogue.session.phase == .mail)
        dialogue.step("MAIL FROM:<ann@client.example>", "250 2.1.0 Sender OK")
        dialogue.step("RCPT TO:<bob@sim.example>", "250 2.1.5 Recipient OK")
        dialogue.step("RCPT TO:<bob@sim.example>", "250 2.1.5 Recipient OK")
        #expect(dialogue.session.envelope.recipients.count == 2)
        dialogue.step("DATA", "354 End the message with a dot alone on a line")
        dialogue.send("Subject: x\r\n\r\n..dot")
        #expect(dialogue.content == Array("Subject: x\r\n\r\n.dot\r\n".utf8))
        dialogue.step(".", "250 2.6.0 Message accepted")
        #expect(dialogue.outcomes.map(\.disposition) == [.accepted])
        #expect(dialogue.outcomes.map(\.octets) == [20])
        #expect(dialogue.session.phase == .mail)
        #expect(dialogue.session.envelope == Envelope())
    }

    @Test("MAIL is not nested, RCPT and DATA need what comes before them")
    func needs() {
        var dialogue = Dialogue.greeted()
        dialogue.step("RCPT TO:<a@b>", "503 5.5.1 Send MAIL first")
        dialogue.step("DATA", "503 5.5.1 Send MAIL first")
        dialogue.step("MAIL FROM:<>", "250 2.1.0 Sender OK")
        dialogue.step("MAIL FROM:<>", "503 5.5.1 A mail transaction is already under way")
        dialogue.step("DATA", "503 5.5.1 Send RCPT first")
        dialogue.step("RCPT TO:<nobody>", "501 5.1.3 The address needs a domain")
        dialogue.step("DATA", "554 5.5.1 No valid recipients")
        dialogue.step("AUTH CRAM-MD5", "503 5.5.1 AUTH is not allowed during a mail transaction")
        dialogue.step("RSET", "250 2.0.0 Reset")
        dialogue.step("DATA", "503 5.5.1 Send MAIL first")
    }

    @Test("EHLO and HELO drop the transaction when they succeed, and only then (§4.1.4)")
    func helloDrops() {
        for verb in ["EHLO", "HELO"] {
            var dialogue = Dialogue.greeted()
            dialogue.send("MAIL FROM:<a@b>")
            dialogue.send("RCPT TO:<c@d>")
            let before = dialogue.session.envelope
            dialogue.step("\(verb) -bad-", "501 Give a domain or an address literal")
            #expect(dialogue.session.envelope == before)
            dialogue.send("\(verb) other.example")
            #expect(dialogue.session.envelope == Envelope())
            #expect(
                dialogue.session.hello == Hello(name: "other.example", isExtended: verb == "EHLO"))
        }
    }

    @Test("after a 554 greeting only QUIT is answered otherwise than 503 (§3.1)")
    func refused() {
        var dialogue = Dialogue(asking: [.connect])
        #expect(dialogue.questions == [.connect(Peer())])
        dialogue.give(.answer(.reject()))
        #expect(dialogue.replies == ["554 No SMTP service here"])
        dialogue.step("EHLO a", "503 Connection was refused, send QUIT")
        dialogue.step("NOOP", "503 5.5.1 Connection was refused, send QUIT")
        dialogue.step("QUIT", "221 2.0.0 mx.sim.example Closing connection")
    }

    @Test(
        "TURN, SEND, SOML and SAML are known and refused (appendix F)",
        arguments: ["TURN", "SEND", "SOML", "SAML"])
    func obsolete(verb: String) {
        var dialogue = Dialogue.greeted()
        dialogue.step("\(verb) FROM:<a@b>", "502 5.5.1 Command not implemented")
    }

    @Test("with TLS required, all but NOOP, EHLO, STARTTLS and QUIT is 530 (RFC 3207 §4)")
    func tlsRequired() {
        var dialogue = Dialogue { $0.requiresTLS = true }
        dialogue.step("HELO a", "530 Must issue a STARTTLS command first")
        for line in ["MAIL FROM:<a@b>", "RSET", "VRFY a", "HELP", "DATA", "TURN", "FOO"] {
            dialogue.step(line, "530 5.7.0 Must issue a STARTTLS command first")
        }
        dialogue.step("NOOP", "250 2.0.0 OK")
        dialogue.send("EHLO a")
        dialogue.step("STARTTLS", "220 2.0.0 Ready to start TLS")
        dialogue.give(.secured(TLSInfo()))
        dialogue.send("EHLO a")
        dialogue.step("MAIL FROM:<a@b>", "250 2.1.0 Sender OK")
    }

    @Test("with authentication required, mail is 530 before it (RFC 4954 §6)")
    func authenticationRequired() {
        var dialogue = Dialogue.greeted { $0.requiresAuthentication = true }
        dialogue.step("MAIL FROM:<a@b>", "530 5.7.0 Authentication required")
        dialogue.step("VRFY a", "530 5.7.0 Authentication required")
        dialogue.step("RSET", "250 2.0.0 Reset")
    }

    @Test("the table of admission is as it was agreed on")
    func admissionTable() {
        var rows: [String] = []
        var dialogue = Dialogue()
        func note(_ name: String) {
            let marks = Verb.allCases.map { verb in
                dialogue.session.admission(of: verb).map { "\(verb.name):\($0.code)" } ?? verb.name
            }
            rows.append("\(name) " + marks.joined(separator: " "))
        }
        note("HELLO")
        dialogue.send("EHLO a")
        note("MAIL")
        dialogue.send("MAIL FROM:<a@b>")
        note("RCPT")
        dialogue.send("RCPT TO:<a@b>")
        note("RCPT+")
        #expect(
            rows == [
                "HELLO HELO EHLO MAIL:503 RCPT:503 DATA:503 RSET NOOP QUIT VRFY EXPN HELP AUTH:503 STARTTLS:503 BDAT:502 LHLO:500 BURL:502 ETRN:502 XCLIENT:502 ATRN:502 XFORWARD:502 TURN:502 SEND:502 SOML:502 SAML:502",
                "MAIL HELO EHLO MAIL RCPT:503 DATA:503 RSET NOOP QUIT VRFY EXPN HELP AUTH STARTTLS BDAT:502 LHLO:500 BURL:502 ETRN:502 XCLIENT:502 ATRN:502 XFORWARD:502 TURN:502 SEND:502 SOML:502 SAML:502",
                "RCPT HELO EHLO MAIL:503 RCPT DATA:503 RSET NOOP QUIT VRFY EXPN HELP AUTH:503 STARTTLS BDAT:502 LHLO:500 BURL:502 ETRN:502 XCLIENT:502 ATRN:502 XFORWARD:502 TURN:502 SEND:502 SOML:502 SAML:502",
                "RCPT+ HELO EHLO MAIL:503 RCPT DATA RSET NOOP QUIT VRFY EXPN HELP AUTH:503 STARTTLS BDAT:502 LHLO:500 BURL:502 ETRN:502 XCLIENT:502 ATRN:502 XFORWARD:502 TURN:502 SEND:502 SOML:502 SAML:502",
            ])
    }
}

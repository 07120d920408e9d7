import SASLCryptography
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: order")
struct SeedIntentsOrderTests {
    @Test("each state has a name, of what the server waits for")
    func states() {
        let server = SMTPServer()
        server.tlsHandler = { true }
        server.validateAuthentication = { _, _ in true }
        server.mechanisms += .cryptographic
        var names = [server.session.phaseName]
        let lines = [
            "NOOP", "EHLO c.example", "AUTH CRAM-MD5", "*", "MAIL FROM:<>", "RCPT TO:<a@b>", "DATA",
            ".", "STARTTLS",
        ]
        for line in lines {
            server.processCommand(line)
            names.append(server.session.phaseName)
        }
        server.disconnected()
        names.append(server.session.phaseName)
        #expect(
            names == [
                "START", "HELLO", "MAIL", "AUTH", "MAIL", "RCPT", "RCPT", "DATA", "MAIL", "TLS",
                "CLOSED",
            ])
    }

    @Test("defaults: strict about syntax, TLS not required, the limits of RFC 5321 or more")
    func defaults() {
        let server = SMTPServer()
        #expect(server.hostname == "mx.sim.example")
        #expect(server.ident == "ESMTP smtpsim")
        #expect(server.rejectBrokenMAILSyntax)
        #expect(server.rejectBrokenRCPTSyntax)
        #expect(!server.requireTLS)
        #expect(server.maximumLineLength == 512)
        #expect(server.maximumRecipients >= 100)
        #expect(!server.isClosed)
    }

    @Test("the greeting is 220, the name and the ident; a server not started starts by itself")
    func greeting() {
        let server = SMTPServer()
        server.hostname = "h.example"
        server.ident = "ready"
        #expect(server.processCommand("RSET")?.code == 250)
        #expect(server.session.phaseName == "HELLO")
        #expect(server.start().lines == ["220 h.example ready"])
    }

    @Test("a second start begins again: no client, no transaction, no TLS")
    func restart() {
        let server = SMTPServer()
        server.start(Peer(tls: TLSInfo()))
        _ = server.codes("EHLO c.example", "MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", "text")
        server.start()
        #expect(server.session.tls == nil)
        #expect(server.session.envelope.isEmpty)
        #expect(server.codes("MAIL FROM:<>") == [503])
    }

    @Test("a command out of order is 503, one not known is 500")
    func outOfOrder() {
        let server = SMTPServer()
        #expect(
            server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA", "NOPE") == [503, 503, 503, 500])
        #expect(server.codes("HELO c.example", "RCPT TO:<a@b>", "DATA") == [250, 503, 503])
    }

    @Test("RSET drops the transaction and nothing else; before EHLO it opens nothing")
    func reset() {
        let server = SMTPServer()
        #expect(server.codes("RSET", "MAIL FROM:<>") == [250, 503])
        #expect(
            server.codes("EHLO c.example", "MAIL FROM:<a@b>", "RCPT TO:<c@d>") == [250, 250, 250])
        #expect(server.codes("RSET") == [250])
        #expect(server.session.envelope.isEmpty)
        #expect(server.session.hello?.name == "c.example")
        #expect(server.codes("RCPT TO:<c@d>", "MAIL FROM:<>") == [503, 250])
    }

    @Test("QUIT is 221 in every state, and the end: nothing after it is answered, not even RSET")
    func quit() {
        for lines in [[], ["EHLO c.example"], ["EHLO c.example", "MAIL FROM:<>"]] {
            let server = SMTPServer()
            for line in lines { server.processCommand(line) }
            #expect(server.codes("QUIT", "NOOP", "QUIT", "RSET") == [221, 0, 0, 0])
            #expect(server.isClosed)
            #expect(server.parse("NOOP\r\n").reply == nil)
        }
    }

    @Test("NOOP takes any argument; RSET, QUIT, DATA and STARTTLS with one are 501")
    func arguments() {
        let server = SeedIntents.greeted { $0.tlsHandler = { true } }
        server.processCommand("MAIL FROM:<>")
        server.processCommand("RCPT TO:<a@b>")
        #expect(
            server.codes("NOOP x y", "RSET x", "QUIT now", "DATA now", "STARTTLS x")
                == [250, 501, 501, 501, 501])
        #expect(server.session.envelope.recipients.count == 1)
        #expect(server.codes("STARTTLS ") == [220])
    }

    @Test("VRFY and EXPN are 252, HELP is 214, TURN is 502, BDAT is 502")
    func otherVerbs() {
        let server = SeedIntents.greeted()
        #expect(
            server.codes("VRFY ann", "EXPN list", "HELP", "TURN", "BDAT 5 LAST")
                == [252, 252, 214, 502, 502])
    }

    @Test("HELO offers nothing; EHLO lists, and both can be said again")
    func hello() {
        let server = SMTPServer()
        #expect(
            server.processCommand("HELO c.example")?.lines
                == ["250 mx.sim.example greets c.example"])
        let lines = server.processCommand("EHLO c.example")?.lines ?? []
        #expect(lines.first == "250-mx.sim.example greets c.example")
        #expect(lines.contains { $0.dropFirst(4) == "PIPELINING" })
        #expect(server.codes("EHLO d.example", "HELO e.example") == [250, 250])
    }

    @Test("HELO and EHLO need a domain or an address literal", arguments: ["HELO", "EHLO"])
    func needsName(_ verb: String) {
        let server = SMTPServer()
        #expect(server.codes(verb, "\(verb) ", "\(verb) a b", "\(verb) -") == [501, 501, 501, 501])
        #expect(server.session.phaseName == "HELLO")
        #expect(server.codes("\(verb) [192.0.2.1]") == [250])
    }

    @Test(
        "EHLO and HELO drop sender and recipients: nothing leaks into the next message",
        arguments: ["EHLO d.example", "HELO d.example", "RSET"])
    func noLeak(_ line: String) {
        let record = Record()
        let server = SeedIntents.greeted(record)
        #expect(server.codes("MAIL FROM:<old@b>", "RCPT TO:<old@d>", line) == [250, 250, 250])
        #expect(server.codes("MAIL FROM:<new@b>", "RCPT TO:<new@d>", "DATA") == [250, 250, 354])
        #expect(server.codes(".") == [250])
        let envelope = record.messages.first?.envelope
        #expect(envelope?.senderText == "new@b")
        #expect(
            envelope?.recipientTexts == ["new@d"])
    }

    @Test("errors are counted: the one at the limit is 421, and the connection closes")
    func tooManyErrors() {
        let server = SeedIntents.greeted { $0.configuration.limits.errors = 3 }
        #expect(server.codes("NOPE", "NOOP", "NOPE", "NOPE", "NOOP") == [500, 250, 500, 421, 0])
        #expect(server.isClosed)
    }
}

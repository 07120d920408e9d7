import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: STARTTLS")
struct SeedIntentsTLSTests {
    static func lists(_ reply: Reply?) -> Bool {
        reply?.lines.contains { $0.dropFirst(4) == "STARTTLS" } == true
    }

    @Test("STARTTLS is listed with a handler and before TLS, and nowhere else")
    func listed() {
        var server = SMTPServer()
        #expect(!Self.lists(server.processCommand("EHLO c.example")))
        server.tlsHandler = { true }
        #expect(Self.lists(server.processCommand("EHLO c.example")))
        server.processCommand("STARTTLS")
        server.secured()
        #expect(!Self.lists(server.processCommand("EHLO c.example")))
        #expect(server.codes("STARTTLS") == [503])
    }

    @Test("without a handler STARTTLS is 502, before EHLO 503, with an argument 501")
    func refused() {
        var server = SMTPServer()
        #expect(server.codes("EHLO c.example", "STARTTLS") == [250, 502])
        server.tlsHandler = { true }
        #expect(server.codes("STARTTLS now") == [501])
        server.start()
        #expect(server.codes("STARTTLS") == [503])
    }

    @Test("a handler that refuses gives 454, one that throws 451 or its own words; all continues")
    func handlerRefuses() {
        let handlers: [(() throws -> Bool, [String])] = [
            ({ false }, ["454 4.7.0 TLS not available for now"]),
            ({ throw Broken() }, ["451 4.3.0 Local error in processing"]),
            ({ throw Refusal(550, "5.7.0", "TLS not available") }, ["550 5.7.0 TLS not available"]),
        ]
        for (handler, lines) in handlers {
            var server = SeedIntents.greeted { $0.tlsHandler = handler }
            _ = server.codes("MAIL FROM:<a@b>", "RCPT TO:<c@d>")
            #expect(server.processCommand("STARTTLS")?.lines == lines)
            #expect(!server.isAwaitingHandshake)
            #expect(server.session.envelope.recipients.count == 1)
            #expect(server.codes("DATA", ".") == [354, 250])
        }
    }

    @Test("after 220 nothing in clear is answered or kept, in whatever way it comes")
    func pending() {
        let record = Record()
        var server = SeedIntents.greeted(record) { $0.tlsHandler = { true } }
        #expect(server.codes("STARTTLS", "NOOP", "QUIT", "EHLO evil.example") == [220, 0, 0, 0])
        let (rest, reply) = server.parse("MAIL FROM:<evil@e>\r\nMAI")
        #expect(rest == "MAI")
        #expect(reply == nil)
        #expect(server.processData("evil") == nil)
        #expect(server.receive(Array("RSET\r\nMAIL FROM:<evi".utf8)).isEmpty)
        #expect(server.isAwaitingHandshake)
        server.secured()
        #expect(record.log.contains { $0.hasPrefix("note \(Rule.tlsDiscarded.id) ") })
        #expect(server.codes("NOOP", "MAIL FROM:<>", "EHLO c.example") == [250, 503, 250])
    }

    @Test("the handshake forgets client, transaction and authentication")
    func anew() {
        var server = SeedIntents.greeted {
            $0.tlsHandler = { true }
            $0.validateAuthentication = { _, _ in true }
            $0.configuration.allowsPlaintextAuthentication = true
        }
        let plain = "AUTH PLAIN " + SeedIntents.base64("\0tim\0secret")
        #expect(server.codes(plain, "MAIL FROM:<a@b>", "RCPT TO:<c@d>") == [235, 250, 250])
        #expect(server.codes("STARTTLS") == [220])
        #expect(server.session.envelope.isEmpty)
        server.secured(TLSInfo(version: "TLSv1.2"))
        #expect(server.session.tls?.version == "TLSv1.2")
        #expect(server.session.hello == nil)
        #expect(server.session.authenticatedUser == nil)
        #expect(server.codes("MAIL FROM:<a@b>", "EHLO c.example", plain) == [503, 250, 235])
    }

    @Test("a handshake that fails is the end of the connection")
    func failed() {
        var server = SeedIntents.greeted { $0.tlsHandler = { true } }
        server.processCommand("STARTTLS")
        server.disconnected()
        #expect(server.isClosed)
        #expect(server.codes("NOOP") == [0])
        #expect(server.start().code == 220)
        #expect(server.codes("EHLO c.example", "NOOP") == [250, 250])
    }

    @Test("secured out of turn changes nothing")
    func outOfTurn() {
        var server = SeedIntents.greeted { $0.tlsHandler = { true } }
        server.processCommand("MAIL FROM:<a@b>")
        let before = server.session
        server.secured()
        #expect(server.session == before)
    }

    @Test("requireTLS gives 530 before TLS to all but NOOP, EHLO, STARTTLS and QUIT")
    func requireTLS() {
        var server = SMTPServer()
        server.requireTLS = true
        server.tlsHandler = { true }
        server.validateAuthentication = { _, _ in true }
        for _ in 1...2 {
            #expect(
                server.codes("HELO c.example", "RSET", "HELP", "VRFY a") == [530, 530, 530, 530])
            #expect(server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA") == [530, 530, 530])
            #expect(server.codes("AUTH CRAM-MD5", "NOPE", "NOOP") == [530, 530, 250])
            #expect(server.codes("EHLO c.example", "EHLO d.example") == [250, 250])
        }
        #expect(server.codes("QUIT") == [221])
    }

    @Test(
        "requireTLS gives no 530 inside TLS, whether STARTTLS led there or the connection began so")
    func requireTLSAfter() {
        for isImplicit in [false, true] {
            let record = Record()
            var server = SMTPServerTests.storing(record)
            server.requireTLS = true
            server.tlsHandler = { true }
            server.start(Peer(tls: isImplicit ? TLSInfo() : nil))
            if !isImplicit {
                #expect(
                    server.codes("EHLO c.example", "MAIL FROM:<>", "STARTTLS") == [250, 530, 220])
                server.secured()
            }
            #expect(server.codes("RSET", "HELO c.example", "MAIL FROM:<>") == [250, 250, 250])
            #expect(server.codes("RCPT TO:<a@b>", "DATA", ".") == [250, 354, 250])
            #expect(record.messages.count == 1)
        }
    }
}

import MailHogMachine
import Testing

struct StateTests {
    @Test("states have the original's numbers and names")
    func numbers() {
        let shown = MailHogState.allCases.map { "\($0.rawValue) \($0.name)" }
        #expect(
            shown == [
                "-1 INVALID", "1 ESTABLISH", "2 AUTHPLAIN", "3 AUTHLOGIN", "4 AUTHLOGIN2",
                "5 AUTHCRAMMD5", "6 MAIL", "7 RCPT", "8 DATA", "9 DONE",
            ])
    }

    @Test("a new server has the original's defaults")
    func defaults() {
        let server = MailHogServer()
        #expect(server.hostname == "mailhog.example")
        #expect(server.ident == "ESMTP MailHog")
        #expect(server.state == .invalid)
        #expect(server.message == MailHogMessage())
        #expect(server.maximumLineLength == -1)
        #expect(server.maximumRecipients == -1)
        #expect(!server.requireTLS)
        #expect(!server.rejectBrokenMAILSyntax)
        #expect(!server.rejectBrokenRCPTSyntax)
        #expect(!server.isTLSPending)
        #expect(!server.isTLSUpgraded)
    }

    @Test("the start greets and waits for HELO")
    func start() {
        let server = MailHogServer()
        #expect(text(server.start()) == "220 mailhog.example ESMTP MailHog")
        #expect(server.state == .establish)
    }

    @Test("hostname and ident go into the greeting, an empty ident leaves a space")
    func greeting() {
        let server = MailHogServer()
        server.hostname = "h"
        server.ident = ""
        #expect(text(server.start()) == "220 h ")
    }

    @Test("the start clears neither message nor TLS")
    func restart() {
        let dialogue = Dialogue.inTransaction { $0.tlsHandler = { _ in .proceed(afterReply: nil) } }
        dialogue.say("STARTTLS")
        _ = dialogue.server.start()
        #expect(dialogue.sender == "a@x")
        #expect(dialogue.server.isTLSPending)
    }

    @Test("before the start only NOOP, QUIT and RSET are answered, and RSET opens MAIL")
    func beforeStart() {
        let server = MailHogServer()
        for verb in ["HELO x", "EHLO x", "MAIL FROM:<a@x>", "RCPT TO:<a@x>", "DATA", "AUTH PLAIN"] {
            #expect(server.processCommand(octets(verb)).map(text) == unrecognised)
            #expect(server.state == .invalid)
        }
        #expect(server.processCommand(octets("NOOP")).map(text) == "250 Ok")
        #expect(server.state == .invalid)
        #expect(server.processCommand(octets("QUIT")).map(text) == "221 Bye")
        #expect(server.state == .done)
        #expect(server.processCommand(octets("RSET")).map(text) == "250 Ok")
        #expect(server.state == .mail)
    }
}

import MailHogMachine
import Testing

struct TLSTests {
    static let ready = "220 Ready to start TLS"
    static let required = "530 Must issue a STARTTLS command first"

    private func upgrading(_ server: MailHogServer) {
        server.tlsHandler = { done in .proceed(afterReply: { done(true) }) }
    }

    @Test("without a handler STARTTLS is unknown, with an argument too")
    func noHandler() {
        let dialogue = Dialogue(after: "EHLO x")
        #expect(dialogue.say("STARTTLS") == unrecognised)
        #expect(dialogue.say("STARTTLS x") == unrecognised)
    }

    @Test("STARTTLS takes no argument, but allows a space after it")
    func arguments() {
        let dialogue = Dialogue(after: "EHLO x", setup: upgrading)
        #expect(dialogue.say("STARTTLS x") == "501 Syntax error (no parameters allowed)")
        #expect(!dialogue.server.isTLSPending)
        #expect(dialogue.say("STARTTLS ") == TLSTests.ready)
        #expect(dialogue.server.isTLSPending)
    }

    @Test("the reply carries the handler's callback, and only this reply")
    func callback() {
        let dialogue = Dialogue(after: "EHLO x", setup: upgrading)
        let reply = dialogue.server.processCommand(octets("STARTTLS"))
        #expect(reply?.done != nil)
        #expect(!dialogue.server.isTLSUpgraded)
        reply?.done?()
        #expect(dialogue.server.isTLSUpgraded)
        #expect(dialogue.server.processCommand(octets("NOOP"))?.done == nil)
    }

    @Test("a successful handshake forgets the message and waits for HELO again")
    func success() {
        let dialogue = Dialogue.inTransaction(upgrading)
        dialogue.server.startTLS([])?.done?()
        #expect(dialogue.state == .establish)
        #expect(dialogue.server.message == MailHogMessage())
        #expect(dialogue.server.isTLSPending)
        #expect(dialogue.server.isTLSUpgraded)
        #expect(dialogue.say("MAIL FROM:<a@x>") == unrecognised)
        #expect(dialogue.say("EHLO y") == "250-Hello y|250 PIPELINING")
        #expect(dialogue.say("STARTTLS") == unrecognised)
    }

    @Test("a handshake that fails leaves everything as it was, in clear")
    func failure() {
        let dialogue = Dialogue.inTransaction { server in
            server.tlsHandler = { done in .proceed(afterReply: { done(false) }) }
        }
        dialogue.server.startTLS([])?.done?()
        #expect(dialogue.state == .recipient)
        #expect(dialogue.sender == "a@x")
        #expect(!dialogue.server.isTLSPending)
        #expect(dialogue.say("RCPT TO:<b@y>") == "250 Recipient b@y ok")
    }

    @Test("a failure reported while the handler runs is overwritten, and every command gets 221")
    func failureTooEarly() {
        let dialogue = Dialogue(after: "EHLO x") { server in
            server.tlsHandler = { done in
                done(false)
                return .proceed(afterReply: nil)
            }
        }
        #expect(dialogue.say("STARTTLS") == TLSTests.ready)
        #expect(dialogue.say("NOOP") == "221 Bye")
    }

    @Test("a success reported while the handler runs counts")
    func successAtOnce() {
        let dialogue = Dialogue(after: "EHLO x") { server in
            server.tlsHandler = { done in
                done(true)
                return .proceed(afterReply: nil)
            }
        }
        #expect(dialogue.say("STARTTLS") == TLSTests.ready)
        #expect(dialogue.state == .establish)
        #expect(dialogue.say("EHLO x") == "250-Hello x|250 PIPELINING")
    }

    @Test(
        "while the handshake is pending every command gets 221 and changes nothing",
        arguments: ["EHLO y", "NOOP", "RSET", "QUIT", "STARTTLS", "OINK"])
    func pending(line: String) {
        let dialogue = Dialogue(after: "EHLO x") {
            $0.tlsHandler = { _ in .proceed(afterReply: nil) }
        }
        dialogue.say("STARTTLS")
        #expect(dialogue.say(line) == "221 Bye")
        #expect(dialogue.state == .mail)
        #expect(dialogue.helo == "x")
    }

    @Test("a handler that refuses gives its reply, or silence")
    func refusal() {
        let dialogue = Dialogue(after: "EHLO x") {
            $0.tlsHandler = { _ in .refuse(.error("no tls")) }
        }
        #expect(dialogue.say("STARTTLS") == "550 no tls")
        #expect(dialogue.say("EHLO y") == "250-Hello y|250-PIPELINING|250 STARTTLS")
        dialogue.server.tlsHandler = { _ in .refuse(nil) }
        #expect(dialogue.say("STARTTLS") == nil)
        #expect(!dialogue.server.isTLSPending)
    }

    @Test("STARTTLS works in every state", arguments: MailHogState.allCases)
    func anyState(state: MailHogState) {
        guard state != .data else { return }
        let dialogue = Dialogue(setup: upgrading)
        dialogue.server.state = state
        #expect(dialogue.say("STARTTLS") == TLSTests.ready)
    }

    @Test("required TLS lets HELO or EHLO through once, and then not even those")
    func required() {
        let dialogue = Dialogue { server in
            server.requireTLS = true
            upgrading(server)
        }
        #expect(dialogue.say("OINK") == unrecognised)
        #expect(dialogue.say("EHLO x") == "250-Hello x|250-PIPELINING|250 STARTTLS")
        for line in ["EHLO y", "HELO y", "AUTH PLAIN", "MAIL FROM:<a@x>", "OINK", ""] {
            #expect(dialogue.say(line) == TLSTests.required)
        }
        #expect(dialogue.say("NOOP") == "250 Ok")
        #expect(dialogue.say("RSET") == "250 Ok")
        dialogue.server.startTLS([])?.done?()
        dialogue.say("EHLO y")
        #expect(dialogue.say("MAIL FROM:<a@x>") == "250 Sender a@x ok")
    }

    @Test("required TLS without a handler leaves NOOP, RSET and QUIT")
    func requiredWithoutHandler() {
        let dialogue = Dialogue(after: "HELO x") { $0.requireTLS = true }
        #expect(dialogue.say("HELO x") == TLSTests.required)
        #expect(dialogue.say("STARTTLS") == unrecognised)
        #expect(dialogue.say("QUIT") == "221 Bye")
    }
}

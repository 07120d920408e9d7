import MailHogMachine
import Testing

struct HelloTests {
    @Test("HELO and EHLO take any argument and none", arguments: ["HELO", "EHLO"])
    func anyArgument(verb: String) {
        for (argument, echoed) in [("", " "), (" ", " "), (" x", " x"), (" a b c", " a b c")] {
            let dialogue = Dialogue()
            let reply = dialogue.say(verb + argument)
            #expect(reply?.split(separator: "|").first?.dropFirst(4) == "Hello\(echoed)")
            #expect(dialogue.state == .mail)
            #expect(dialogue.helo == echoed.dropFirst())
        }
    }

    @Test("EHLO always lists PIPELINING and nothing else without handlers")
    func pipelining() {
        #expect(Dialogue().say("EHLO x") == "250-Hello x|250 PIPELINING")
        #expect(Dialogue().say("HELO x") == "250 Hello x")
    }

    @Test("EHLO lists PIPELINING, STARTTLS and AUTH in this order")
    func order() {
        let dialogue = Dialogue { server in
            server.tlsHandler = { _ in .proceed(afterReply: nil) }
            server.authenticationMechanisms = { ["PLAIN", "LOGIN"] }
        }
        #expect(
            dialogue.say("EHLO x")
                == "250-Hello x|250-PIPELINING|250-STARTTLS|250 AUTH PLAIN LOGIN")
    }

    @Test("an empty list of mechanisms is not mentioned")
    func noMechanisms() {
        let dialogue = Dialogue { $0.authenticationMechanisms = { [] } }
        #expect(dialogue.say("EHLO x") == "250-Hello x|250 PIPELINING")
    }

    @Test("mechanisms are listed outside TLS only if TLS is not required")
    func mechanismsNeedTLS() {
        let asked = Notebook<Int>()
        let dialogue = Dialogue { server in
            server.requireTLS = true
            server.tlsHandler = { done in .proceed(afterReply: { done(true) }) }
            server.authenticationMechanisms = {
                asked.entries.append(1)
                return ["PLAIN"]
            }
        }
        #expect(dialogue.say("EHLO x") == "250-Hello x|250-PIPELINING|250 STARTTLS")
        #expect(asked.entries.isEmpty)
        dialogue.server.startTLS([])?.done?()
        #expect(dialogue.say("EHLO x") == "250-Hello x|250-PIPELINING|250 AUTH PLAIN")
    }

    @Test("EHLO and HELO are known in MAIL and RCPT too", arguments: ["HELO y", "EHLO y"])
    func again(line: String) {
        for dialogue in [Dialogue(after: "HELO x"), Dialogue.inTransaction()] {
            #expect(dialogue.say(line)?.contains("Hello y") == true)
            #expect(dialogue.state == .mail)
            #expect(dialogue.helo == "y")
        }
    }

    @Test(
        "EHLO in a transaction keeps sender and recipients, so that the next message has them too")
    func leak() {
        let stored = Notebook<MailHogMessage>()
        let dialogue = Dialogue.inTransaction { server in
            server.messageReceived = { message in
                stored.entries.append(message)
                return "1"
            }
        }
        dialogue.say("RCPT TO:<b@y>")
        dialogue.say("EHLO z")
        #expect(dialogue.sender == "a@x")
        for line in ["MAIL FROM:<c@x>", "RCPT TO:<d@y>", "DATA", "x", "."] { dialogue.say(line) }
        #expect(stored.entries.map(\.sender) == [octets("c@x")])
        #expect(stored.entries.map(\.recipients) == [[octets("b@y"), octets("d@y")]])
    }

    @Test("HELO and EHLO as calls work in any state")
    func calls() {
        let server = MailHogServer()
        #expect(server.helo(octets("x")).map(text) == "250 Hello x")
        #expect(server.state == .mail)
        #expect(server.ehlo(octets("y")).map(text) == "250-Hello y|250 PIPELINING")
    }

    @Test("HELO does not lock out AUTH and parameters")
    func heloIsEnough() {
        let dialogue = Dialogue(after: "HELO x")
        #expect(dialogue.say("AUTH PLAIN x") == "235 Authentication successful")
        #expect(dialogue.say("MAIL FROM:<a@x> SIZE=1") == "250 Sender a@x ok")
    }
}

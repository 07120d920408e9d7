import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("How a server presents itself")
struct PresentationTests {
    private func dialogue(_ configure: (inout Presentation) -> Void) -> Dialogue {
        Dialogue.greeted { configure(&$0.presentation) }
    }

    @Test("an empty presentation is none, so that it costs nothing")
    func empty() {
        var configuration = Configuration()
        configuration.presentation.order = ["SIZE"]
        #expect(configuration.presentations.count == 1)
        configuration.presentation.order = []
        #expect(configuration == Configuration())
        #expect(configuration.presentations.isEmpty)
    }

    @Test("EHLO lists what is ordered first, then the rest in the usual order")
    func order() {
        let dialogue = dialogue { $0.order = ["STARTTLS", "SIZE"] }
        let lines = dialogue.replies.dropFirst().map { $0.dropFirst(4) }
        #expect(lines.prefix(3) == ["STARTTLS", "SIZE 35882577", "PIPELINING"])
    }

    @Test("what is only listed is refused, with a rule that says so")
    func advertised() {
        var dialogue = dialogue { $0.advertised = ["X-TOY BRICKS", "SIZE 10"] }
        #expect(dialogue.replies.contains("250-SIZE 10"))
        #expect(dialogue.replies.last == "250 X-TOY BRICKS")
        dialogue.session.configuration.extensions.subtract(.size)
        dialogue.send("MAIL FROM:<ann@client.example> SIZE=5")
        #expect(dialogue.rules == [.parameterListedButOff])
    }

    @Test("what is hidden is taken, with a note")
    func hidden() {
        var dialogue = dialogue { $0.hidden = ["8BITMIME", "STARTTLS"] }
        #expect(!dialogue.replies.contains { $0.contains("8BITMIME") || $0.contains("STARTTLS") })
        dialogue.step("MAIL FROM:<ann@client.example> BODY=8BITMIME", "250 2.1.0 Sender OK")
        #expect(dialogue.notes == [.parameterNotOffered])
        dialogue.send("RSET")
        dialogue.step("STARTTLS", "220 2.0.0 Ready to start TLS")
        #expect(dialogue.notes == [.notOffered])
    }

    @Test("a reply is worded as the server wants it, code and all")
    func wording() {
        var dialogue = dialogue {
            $0.wordings[.mailFirst] = CustomReply(502, nil, "Not yet, {client} at {address}")
            $0.wordings[.senderAccepted] = CustomReply(nil, EnhancedStatusCode(2, 0, 0), "Ok")
            $0.wordings[.recipientRefused] = CustomReply(nil, nil, "{path} is nobody at {hostname}")
        }
        dialogue.step("RCPT TO:<bob@s.example>", "502 5.5.1 Not yet, client.example at 127.0.0.1")
        #expect(dialogue.rules == [.mailFirst])
        dialogue.step("MAIL FROM:<ann@client.example>", "250 2.0.0 Ok")
        dialogue.session.configuration.questions = HookSet([.recipient])
        dialogue.send("RCPT TO:<bob@s.example>")
        dialogue.give(.answer(.reject()))
        #expect(
            dialogue.replies == ["550 5.7.1 <bob@s.example> is nobody at mx.sim.example"])
        dialogue.send("RCPT TO:<bob@s.example>")
        dialogue.give(.answer(.reject(CustomReply(551, nil, nil))))
        #expect(dialogue.replies == ["551 5.7.1 <bob@s.example> is nobody at mx.sim.example"])
        dialogue.send("RCPT TO:<bob@s.example>")
        dialogue.give(.answer(.reject(CustomReply(nil, nil, "my words"))))
        #expect(dialogue.replies == ["550 5.7.1 my words"])
    }

    @Test("the first line of the reply to EHLO is worded, what it lists stays")
    func hello() {
        let dialogue = dialogue {
            $0.wordings[.helloAccepted] = CustomReply(nil, nil, "Hi {client}")
        }
        #expect(dialogue.replies.first == "250-Hi client.example")
        #expect(dialogue.replies.contains("250-PIPELINING"))
    }

    @Test("no wording makes a refusal of an acceptance, or hides that the connection is closed")
    func faults() {
        #expect(Rule.senderAccepted.fault(of: CustomReply(550, nil, "no")) != nil)
        #expect(Rule.timeout.fault(of: CustomReply(450, nil, "no")) != nil)
        #expect(Rule.recipientDeferred.fault(of: CustomReply(421, nil, "no")) != nil)
        #expect(Rule.mailFirst.fault(of: CustomReply(nil, EnhancedStatusCode(4, 0, 0), "")) != nil)
        #expect(Rule.mailFirst.fault(of: CustomReply(nil, nil, "no\r")) != nil)
        #expect(Rule.mailFirst.fault(of: CustomReply(500, nil, "no")) == nil)
        #expect(!Rule.authenticationChallenge.isWordable)
    }

    @Test("no octet of a client forges a line of a worded reply")
    func forgery() {
        var dialogue = dialogue {
            $0.wordings[.senderAccepted] = CustomReply(nil, nil, "{path} {client} {hostname}")
        }
        dialogue.send("MAIL FROM:<\"{client}\"@client.example>")
        #expect(
            dialogue.replies
                == ["250 2.1.0 <\"{client}\"@client.example> client.example mx.sim.example"])
    }
}

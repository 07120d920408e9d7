import MailHogMachine
import Testing

struct PathTests {
    @Test(
        "MAIL accepts anything between < and > after FROM:",
        arguments: [
            ("FROM:<a@x>", "a@x"), ("from:<a@x>", "a@x"), ("FROM: <a@x>", "a@x"),
            ("FROM:\t <a@x>", "a@x"), ("FROM:\n<a@x>", "a@x"), ("  FROM:<a@x>", "a@x"),
            ("XFROM:<a@x>", "a@x"), ("junk FROM:<a@x>", "a@x"), ("FROM:<a b>", "a b"),
            ("FROM:<<a>", "<a"), ("FROM:<<a@x>>", "<a@x"), ("FROM:<a@x><b@y>", "a@x"),
            ("FROM:<@r1,@r2:a@x>", "@r1,@r2:a@x"), ("FROM:<a>", "a"), ("FROM:<a\nb>", "a\nb"),
            ("FROM:<a@x> SIZE=10 BODY=8BITMIME", "a@x"), ("FROM:<> FROM:<b@y>", "b@y"),
            ("FROM:<a FROM:<b>", "a FROM:<b"),
        ])
    func mail(arguments: String, sender: String) throws {
        #expect(try MailHogServer().parseMAIL(octets(arguments)) == octets(sender))
        let dialogue = Dialogue(after: "HELO x")
        #expect(dialogue.say("MAIL " + arguments) == "250 Sender \(sender) ok")
        #expect(dialogue.state == .recipient)
        #expect(dialogue.sender == sender)
    }

    @Test(
        "MAIL refuses <>, missing brackets, and a blank before the colon",
        arguments: [
            "", "oink", "FROM:<>", "FROM:a@x", "FROM a@x", "FROM : <a@x>", "FROM:<a@x", "FROM:>a<",
            "FROM:", "FROM:<", "TO:<a@x>", "FROM:<>x>",
        ])
    func badMail(arguments: String) {
        let dialogue = Dialogue(after: "HELO x")
        #expect(dialogue.say("MAIL " + arguments) == "550 Invalid syntax in MAIL command")
        #expect(dialogue.state == .mail)
        #expect(throws: MailHogSyntaxError.mail) {
            try MailHogServer().parseMAIL(octets(arguments))
        }
    }

    @Test(
        "RCPT accepts anything between < and > after TO:",
        arguments: [
            ("TO:<b@y>", "b@y"), ("to: <b@y>", "b@y"), ("TO:<Postmaster>", "Postmaster"),
            ("TO:<b@y> NOTIFY=NEVER", "b@y"), ("XTO:<b>", "b"), ("TO:<\"a b\"@y>", "\"a b\"@y"),
        ])
    func rcpt(arguments: String, recipient: String) throws {
        #expect(try MailHogServer().parseRCPT(octets(arguments)) == octets(recipient))
        let dialogue = Dialogue.inTransaction()
        #expect(dialogue.say("RCPT " + arguments) == "250 Recipient \(recipient) ok")
        #expect(dialogue.recipients == [recipient])
    }

    @Test("RCPT refuses the same as MAIL", arguments: ["", "oink", "TO:<>", "TO:b@y", "TO :<b@y>"])
    func badRcpt(arguments: String) {
        let dialogue = Dialogue.inTransaction()
        #expect(dialogue.say("RCPT " + arguments) == "550 Invalid syntax in RCPT command")
        #expect(dialogue.state == .recipient)
        #expect(dialogue.recipients.isEmpty)
        #expect(throws: MailHogSyntaxError.rcpt) {
            try MailHogServer().parseRCPT(octets(arguments))
        }
    }

    @Test("blanks after the colon are refused if broken syntax is to be rejected")
    func rejectBroken() {
        let dialogue = Dialogue(after: "HELO x") { server in
            server.rejectBrokenMAILSyntax = true
            server.rejectBrokenRCPTSyntax = true
        }
        #expect(dialogue.say("MAIL FROM: <a@x>") == "550 Invalid syntax in MAIL command")
        #expect(dialogue.say("MAIL XFROM:<a@x>") == "250 Sender a@x ok")
        #expect(dialogue.say("RCPT TO: <b@y>") == "550 Invalid syntax in RCPT command")
        #expect(dialogue.say("RCPT TO:<b@y>") == "250 Recipient b@y ok")
    }

    @Test("the two flags are independent")
    func rejectOne() {
        let dialogue = Dialogue(after: "HELO x") { $0.rejectBrokenRCPTSyntax = true }
        #expect(dialogue.say("MAIL FROM: <a@x>") == "250 Sender a@x ok")
        #expect(dialogue.say("RCPT TO: <b@y>") == "550 Invalid syntax in RCPT command")
    }

    @Test("a second MAIL is unknown, and the first stays")
    func secondMail() {
        let dialogue = Dialogue.inTransaction()
        #expect(dialogue.say("MAIL FROM:<c@x>") == unrecognised)
        #expect(dialogue.sender == "a@x")
        #expect(dialogue.state == .recipient)
    }

    @Test("a recipient named twice is there twice")
    func duplicates() {
        let dialogue = Dialogue.inTransaction()
        dialogue.say("RCPT TO:<b@y>")
        dialogue.say("RCPT TO:<b@y>")
        #expect(dialogue.recipients == ["b@y", "b@y"])
    }

    @Test("handlers see sender and recipient as they were written, and refuse them")
    func validators() {
        let seen = Notebook<String>()
        let dialogue = Dialogue(after: "HELO x") { server in
            server.validateSender = { sender in
                seen.entries.append("sender " + String(decoding: sender, as: UTF8.self))
                return sender != octets("bad@x")
            }
            server.validateRecipient = { recipient in
                seen.entries.append("recipient " + String(decoding: recipient, as: UTF8.self))
                return recipient != octets("bad@y")
            }
        }
        #expect(dialogue.say("MAIL FROM:<bad@x>") == "550 Invalid sender bad@x")
        #expect(dialogue.state == .mail)
        #expect(dialogue.sender.isEmpty)
        #expect(dialogue.say("MAIL FROM:<ok@x>") == "250 Sender ok@x ok")
        #expect(dialogue.say("RCPT TO:<bad@y>") == "550 Invalid recipient bad@y")
        #expect(dialogue.recipients.isEmpty)
        #expect(dialogue.say("RCPT TO:<ok@y>") == "250 Recipient ok@y ok")
        #expect(dialogue.say("RCPT oink") == "550 Invalid syntax in RCPT command")
        #expect(
            seen.entries == ["sender bad@x", "sender ok@x", "recipient bad@y", "recipient ok@y"])
    }

    @Test("the limit of recipients comes before syntax and handler, and the others stay")
    func limit() {
        let seen = Notebook<[UInt8]>()
        let dialogue = Dialogue.inTransaction { server in
            server.maximumRecipients = 2
            server.validateRecipient = { recipient in
                seen.entries.append(recipient)
                return true
            }
        }
        dialogue.say("RCPT TO:<1@y>")
        dialogue.say("RCPT TO:<2@y>")
        #expect(dialogue.say("RCPT TO:<3@y>") == "552 Too many recipients")
        #expect(dialogue.say("RCPT oink") == "552 Too many recipients")
        #expect(dialogue.recipients == ["1@y", "2@y"])
        #expect(seen.entries.count == 2)
        #expect(dialogue.say("DATA")?.hasPrefix("354") == true)
    }

    @Test("a limit of 0 refuses every recipient")
    func limitZero() {
        let dialogue = Dialogue.inTransaction { $0.maximumRecipients = 0 }
        #expect(dialogue.say("RCPT TO:<1@y>") == "552 Too many recipients")
    }
}

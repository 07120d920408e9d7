import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: MAIL and RCPT")
struct SeedIntentsEnvelopeTests {
    @Test(
        "a broken RCPT is refused when rejectBrokenRCPTSyntax is set, and passes with a note if not"
    )
    func brokenRCPT() {
        let record = Record()
        var server = SeedIntents.greeted(record) { $0.rejectBrokenRCPTSyntax = true }
        server.processCommand("MAIL FROM:<>")
        #expect(server.codes("RCPT TO: <a@b>", "rcpt to:<a@b>") == [501, 250])
        server.rejectBrokenRCPTSyntax = false
        #expect(!record.log.contains { $0.hasPrefix("note ") })
        #expect(server.codes("RCPT TO: <c@d>") == [250])
        #expect(record.log.contains { $0.hasPrefix("note \(Rule.rcptSpaceAfterColon.id) ") })
        #expect(server.session.envelope.recipients.count == 2)
        #expect(server.rejectBrokenMAILSyntax)
        #expect(server.codes("RSET", "MAIL FROM: <a@b>") == [250, 501])
    }

    @Test(
        "a broken MAIL is refused when rejectBrokenMAILSyntax is set, and passes with a note if not"
    )
    func brokenMAIL() {
        let record = Record()
        var server = SeedIntents.greeted(record) { $0.rejectBrokenMAILSyntax = true }
        #expect(server.codes("MAIL FROM: <a@b>", "mail from:<a@b>", "RSET") == [501, 250, 250])
        server.rejectBrokenMAILSyntax = false
        #expect(!record.log.contains { $0.hasPrefix("note ") })
        #expect(server.codes("MAIL FROM: <a@b>") == [250])
        #expect(record.log.contains { $0.hasPrefix("note \(Rule.mailSpaceAfterColon.id) ") })
        #expect(server.rejectBrokenRCPTSyntax)
        #expect(server.codes("RCPT TO: <a@b>") == [501])
    }

    @Test("neither variable lets anything else pass: the argument is parsed, not searched")
    func parsed() {
        var server = SeedIntents.greeted {
            $0.rejectBrokenMAILSyntax = false
            $0.rejectBrokenRCPTSyntax = false
        }
        for path in ["XFROM:<a@b>", "FROM:<a b>", "FROM:<<a@b>", "FROM:<a@b><c@d>", "FROM:a@b"] {
            #expect(server.codes("MAIL \(path)") == [501], "\(path)")
        }
        for path in ["FROM : <a@b>", "FROM <a@b>", "FROM:", "", "FROM:<a>", "FROM:<a@b"] {
            #expect(server.codes("MAIL \(path)") == [501], "\(path)")
        }
        #expect(server.codes("MAIL FROM:<a@b> NOPE=1", "MAIL FROM:<>") == [555, 250])
        for path in ["XTO:<a@b>", "TO:<>", "TO:<a>", "TO:a@b", "TO <a@b>", "TO:<a@b"] {
            #expect(server.codes("RCPT \(path)") == [501], "\(path)")
        }
        #expect(server.codes("RCPT TO:<Postmaster>", "RCPT TO:<a@b> NOPE") == [250, 555])
    }

    @Test(
        "validateSender sees the mailbox, empty for the null sender; no is 550, and another may come"
    )
    func validateSender() {
        let record = Record()
        var server = SeedIntents.greeted(record) {
            $0.validateSender = { sender in
                record.seen.append(sender)
                return sender != "bad@b.example"
            }
        }
        #expect(server.codes("MAIL FROM:<bad@b.example>", "RCPT TO:<c@d>") == [550, 503])
        #expect(server.session.envelope.isEmpty)
        #expect(
            server.codes("MAIL FROM:<>", "RSET", "MAIL FROM:<@r.example:a@b>") == [250, 250, 250])
        #expect(record.seen == ["bad@b.example", "", "a@b"])
        #expect(
            server.codes("RSET", "MAIL FROM:<broken", "MAIL FROM:<bad@b.example>")
                == [250, 501, 550])
        #expect(record.seen.count == 4)
    }

    @Test("validateRecipient sees each mailbox; no is 550, and the others stay, duplicates too")
    func validateRecipient() {
        let record = Record()
        var server = SeedIntents.greeted(record) {
            $0.validateRecipient = { recipient in
                record.seen.append(recipient)
                return !recipient.hasPrefix("bad")
            }
        }
        #expect(
            server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "RCPT TO:<bad@b>") == [250, 250, 550])
        #expect(server.codes("RCPT TO:<a@b>", "RCPT TO:<@r.example:c@d>") == [250, 250])
        #expect(record.seen == ["a@b", "bad@b", "a@b", "c@d"])
        #expect(server.codes("DATA", ".") == [354, 250])
        let recipients = record.messages.first?.envelope.recipientTexts
        #expect(
            recipients == ["a@b", "a@b", "c@d"])
    }

    @Test("a second MAIL is 503, and the transaction stays")
    func nested() {
        var server = SeedIntents.greeted()
        #expect(
            server.codes("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "MAIL FROM:<x@y>") == [250, 250, 503])
        #expect(server.session.envelope.senderText == "a@b")
        #expect(server.session.envelope.recipients.count == 1)
    }

    @Test("the recipient above maximumRecipients is 452, the others stay", arguments: [1, 2, 100])
    func maximumRecipients(_ maximum: Int) {
        let record = Record()
        var server = SeedIntents.greeted(record) { $0.maximumRecipients = maximum }
        for _ in 1...2 {
            server.processCommand("MAIL FROM:<>")
            for number in 1...maximum {
                #expect(server.codes("RCPT TO:<r\(number)@b>") == [250])
            }
            let reply = server.processCommand("RCPT TO:<more@b>")
            #expect(reply?.lines == ["452 4.5.3 Too many recipients"])
            #expect(server.codes("RCPT TO:<r1@b>", "DATA", ".") == [452, 354, 250])
        }
        #expect(record.messages.map(\.envelope.recipients.count) == [maximum, maximum])
    }

    @Test("a maximumRecipients of 0 refuses every recipient, and DATA is 554 then")
    func noRecipients() {
        var server = SeedIntents.greeted { $0.maximumRecipients = 0 }
        #expect(server.codes("MAIL FROM:<>", "RCPT TO:<a@b>", "DATA") == [250, 452, 554])
    }

    @Test("syntax comes first, then maximumRecipients, then validateRecipient")
    func orderOfChecks() {
        let record = Record()
        var server = SeedIntents.greeted(record) {
            $0.maximumRecipients = 1
            $0.validateRecipient = { recipient in
                record.seen.append(recipient)
                return true
            }
        }
        #expect(server.codes("MAIL FROM:<>", "RCPT TO:<a", "RCPT TO:<a@b>") == [250, 501, 250])
        #expect(server.codes("RCPT TO:<c", "RCPT TO:<c@d>") == [501, 452])
        #expect(record.seen == ["a@b"])
    }
}

import SMTPGrammar
import SMTPSession
import Testing

@Suite("The syntax of commands")
struct SyntaxTests {
    @Test(
        "a mistake gets its code, its rule, and its place",
        arguments: [
            ("", "500", Rule.emptyCommand, nil),
            ("FOO bar", "500", .unknownCommand, nil),
            (" NOOP", "500", .unknownCommand, nil),
            ("MAIL\tFROM:<a@b>", "500", .unknownCommand, nil),
            ("EHLO", "501", .argumentMissing, 4),
            ("EHLO a b", "501", .helloName, 6),
            ("EHLO my_host", "501", .helloName, 7),
            ("HELO [1.2.3]", "501", .helloName, 5),
            ("VRFY", "501", .argumentMissing, 4),
            ("RSET now", "501", .argumentUnexpected, 5),
            ("QUIT now", "501", .argumentUnexpected, 5),
            ("STARTTLS now", "501", .argumentUnexpected, 9),
            ("MAIL", "501", .mailFrom, 4),
            ("MAIL TO:<a@b>", "501", .mailFrom, 5),
            ("MAIL FROM <a@b>", "501", .mailFrom, 5),
            ("MAIL FROM: <a@b>", "501", .mailSpaceAfterColon, 10),
            ("MAIL FROM:a@b", "501", .missingBrackets, 10),
            ("MAIL FROM:<a>", "501", .missingDomain, 12),
            ("MAIL FROM:<postmaster>", "501", .missingDomain, 21),
            ("MAIL FROM:<@[1.2.3.4]:a@b>", "501", .senderAddress, 12),
            ("MAIL  FROM:<a@b>", "501", .extraBlank, 5),
            ("MAIL FROM:<a@b>  SIZE=1", "501", .extraBlank, 16),
            ("EHLO  a", "501", .extraBlank, 5),
            ("AUTH CRAM-MD5  YQ==", "501", .extraBlank, 14),
            ("MAIL FROM:<a@b", "501", .senderAddress, 14),
            ("MAIL FROM:<a@b>SIZE=1", "501", .parameter, 15),
            ("MAIL FROM:<a@b> SIZE=", "501", .parameterValue, 21),
            ("MAIL FROM:<a@b> SIZE", "501", .parameterValue, 20),
            ("MAIL FROM:<a@b> SIZE=1x", "501", .parameterValue, 22),
            ("MAIL FROM:<a@b> SIZE=123456789012345678901", "501", .parameterValue, 21),
            ("MAIL FROM:<a@b> SIZE=1 size=2", "501", .duplicateParameter, 23),
            ("MAIL FROM:<a@b> BODY=9BIT", "501", .parameterValue, 21),
            ("MAIL FROM:<a@b> AUTH=a+0Ab@c", "501", .parameterValue, 21),
            ("MAIL FROM:<a@b> FOO=1", "555", .unknownParameter, 16),
            ("MAIL FROM:<a@b> SIZE=99999999999999999999", "552", .declaredSizeTooLarge, nil),
            ("NOOP a\u{1}b", "501", .controlCharacter, 6),
            ("NOOP \u{7F}", "501", .controlCharacter, 5),
            ("VRFY jürgen", "500", .eightBit, 6),
        ])
    func mistakes(line: String, code: String, rule: Rule, offset: Int?) {
        var dialogue = Dialogue.greeted()
        let before = dialogue.session.envelope
        dialogue.send(line)
        #expect(dialogue.rules == [rule])
        #expect(dialogue.replies.allSatisfy { $0.hasPrefix(code) })
        #expect(dialogue.fault?.offset == offset)
        #expect(dialogue.session.envelope == before)
        #expect(dialogue.session.phase == .mail)
    }

    @Test(
        "recipients have their own rules",
        arguments: [
            ("RCPT", Rule.rcptTo), ("RCPT TO: <a@b>", .rcptSpaceAfterColon),
            ("RCPT TO:<>", .recipientAddress),
            ("RCPT TO:<a@b> SIZE=1", .unknownParameter), ("RCPT TO:<a@>", .recipientAddress),
            ("RCPT TO:a@b", .missingBrackets), ("RCPT TO:<a>", .missingDomain),
        ])
    func recipients(line: String, rule: Rule) {
        var dialogue = Dialogue.greeted()
        dialogue.send("MAIL FROM:<a@b>")
        dialogue.send(line)
        #expect(dialogue.rules == [rule])
        #expect(dialogue.session.envelope.recipients == [])
    }

    @Test("verbs and keywords come in any case, the local part keeps its own (§2.4)")
    func cases() {
        var dialogue = Dialogue()
        dialogue.send("eHlO Client.Example")
        #expect(dialogue.session.hello?.name == "Client.Example")
        dialogue.step("mail from:<Ann@B> size=10 body=8bitmime auth=<>", "250 2.1.0 Sender OK")
        #expect(dialogue.session.envelope.sender?.description == "<Ann@B>")
        let expected = MailParameters(size: 10, body: .eightBitMIME, submitter: [])
        #expect(dialogue.session.envelope.parameters == expected)
        dialogue.step("rcpt to:<POSTmaster>", "250 2.1.5 Recipient OK")
    }

    @Test("parameters need EHLO, and an extension that is on")
    func parametersNeedExtensions() {
        var dialogue = Dialogue()
        dialogue.send("HELO a")
        dialogue.send("MAIL FROM:<a@b> SIZE=1")
        #expect(dialogue.rules == [.parameterAfterHelo])
        var without = Dialogue.greeted { $0.extensions.remove(.size) }
        without.send("MAIL FROM:<a@b> SIZE=1")
        #expect(without.rules == [.parameterNotOffered])
    }

    @Test("blanks at the end pass with a note (§4.1.1)")
    func trailingBlanks() {
        var dialogue = Dialogue.greeted()
        dialogue.step("MAIL FROM:<a@b> \t ", "250 2.1.0 Sender OK")
        #expect(dialogue.notes == [.trailingBlank])
        dialogue.session.configuration.tolerated.remove(.trailingBlank)
        dialogue.step("RSET ", "501 5.5.4 Blanks at the end of the line")
    }

    @Test(
        "what is tolerated passes with a note",
        arguments: [
            ("MAIL FROM: <a@b>", Rule.mailSpaceAfterColon), ("MAIL FROM:a@b", .missingBrackets),
            ("MAIL FROM:<a>", .missingDomain), ("MAIL FROM:<a@my_host>", .looseAddress),
            ("EHLO my host!", .helloName),
        ])
    func tolerated(line: String, rule: Rule) {
        var dialogue = Dialogue.greeted { $0.tolerated.insert(rule) }
        dialogue.send(line)
        #expect(dialogue.notes == [rule])
        #expect(dialogue.replies.last?.hasPrefix("250 ") == true)
    }

    @Test(
        "the caret tells what a value should be",
        arguments: [
            ("MAIL FROM:<a@b> BODY=FOO", "7BIT or 8BITMIME", 21),
            ("MAIL FROM:<a@b> SIZE=x", "1 to 20 digits", 21),
            ("MAIL FROM:<a@b> AUTH=a", "a mailbox in xtext, or <>,", 21),
        ])
    func values(line: String, expected: String, offset: Int) {
        var dialogue = Dialogue.greeted()
        dialogue.send(line)
        #expect(dialogue.fault == SyntaxError(at: offset, .parameterValue, expected: expected))
        #expect(dialogue.fault?.explanation == "\(expected) expected")
        dialogue.send("AUTH FOO")
        #expect(dialogue.fault == SyntaxError(at: 5, .mechanismUnknown))
        dialogue.send("HELO a")
        dialogue.send("MAIL FROM:<a@b> SIZE=1")
        #expect(dialogue.fault == SyntaxError(at: 16, .parameterAfterHelo))
    }

    @Test("a bare LF ends no line unless tolerated")
    func bareLineFeed() {
        var strict = Dialogue.greeted()
        strict.give(.bytes(Array("NOOP\nMAIL FROM:<a@b>\nRSET\r\n".utf8)))
        #expect(strict.rules == [.bareLineFeed])
        #expect(strict.session.envelope.isEmpty)
        var open = Dialogue.greeted { $0.tolerated.insert(.bareLineFeed) }
        open.give(.bytes(Array("NOOP\nMAIL FROM:<a@b>\n".utf8)))
        #expect(open.rules == [.noopDone, .senderAccepted])
    }

    @Test(
        "another protocol's first words are unknown commands, or close the connection",
        arguments: ["GET / HTTP/1.1", "POST /", "\u{16}\u{3}\u{1}x"])
    func otherProtocol(line: String) {
        var open = Dialogue()
        open.send(line)
        #expect(open.rules == [.unknownCommand])
        var closing = Dialogue { $0.tolerated.remove(.otherProtocol) }
        closing.send(line)
        #expect(closing.rules == [.otherProtocol])
        #expect(closing.outputs.last == .close)
    }
}

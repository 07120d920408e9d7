import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: lines")
struct SeedIntentsLineTests {
    @Test("a reply of several lines is 250- but for the last, and each ends with CR LF")
    func wire() {
        var server = SMTPServer()
        #expect(server.start().lines == ["220 mx.sim.example ESMTP smtpsim"])
        #expect(server.start().wire == Array("220 mx.sim.example ESMTP smtpsim\r\n".utf8))
        let reply = server.processCommand("EHLO c.example")
        let lines = reply?.lines ?? []
        #expect(lines.count > 1)
        #expect(lines.dropLast().allSatisfy { $0.hasPrefix("250-") })
        #expect(lines.last?.hasPrefix("250 ") == true)
        #expect(reply?.wire == Array(lines.map { "\($0)\r\n" }.joined().utf8))
    }

    @Test(
        "only CR LF ends a line; a LF elsewhere is 500, a CR 501, and none is reflected",
        arguments: [
            ("HELO x\nMAIL FROM:<a@x>\nNOOP\r\n", 500), ("\nNOOP\r\n", 500), ("\r\nNOOP", 500),
            ("\rNOOP\r\n", 501), ("NOOP\r\r\n", 501), ("EHLO c.example\rx\r\n", 501),
        ] as [(String, UInt16)])
    func bareLineEnds(_ line: String, _ code: UInt16) {
        var server = SeedIntents.greeted()
        let reply = server.parse(line[...]).reply
        #expect(reply?.code == code)
        #expect(reply?.lines.count == 1)
        #expect(server.session.envelope.isEmpty)
    }

    @Test("parse takes one line per call even if several came, and returns the rest")
    func oneLineACall() {
        var server = SeedIntents.greeted()
        let first = server.parse("MAIL FROM:<>\r\nRCPT TO:<a@b>\r\nNO")
        #expect(first.rest == "RCPT TO:<a@b>\r\nNO")
        #expect(first.reply?.words == "Sender OK")
        let second = server.parse(first.rest)
        #expect(second.rest == "NO")
        #expect(second.reply?.words == "Recipient OK")
        let third = server.parse(second.rest)
        #expect(third.rest == "NO")
        #expect(third.reply == nil)
        #expect(server.parse(third.rest + "OP\r\n").reply?.code == 250)
    }

    @Test("lines may be split anywhere: the loop over parse gives the same replies")
    func splitAnywhere() {
        let input = Array(SMTPServerTests.transaction.utf8)
        for cut in 0...input.count {
            let record = Record()
            var server = SMTPServerTests.storing(record)
            var codes: [UInt16] = []
            var text: ArraySlice<UInt8> = []
            for portion in [input[..<cut], input[cut...]] {
                text = ArraySlice(text + portion)
                while true {
                    let (rest, reply) = server.parse(text)
                    guard rest.count < text.count else { break }
                    text = rest
                    if let reply { codes.append(reply.code) }
                }
            }
            #expect(codes == [250, 250, 250, 354, 250, 221], "cut at \(cut)")
            #expect(record.messages.count == 1, "cut at \(cut)")
        }
    }

    @Test("processCommand takes a line with or without its CR LF, and nothing after it")
    func oneLineCalls() {
        var server = SeedIntents.greeted()
        #expect(
            server.codes("NOOP", "NOOP\r\n", "NOOP\r\nQUIT\r\n", "NOOP") == [250, 250, 250, 250])
        #expect(server.codes("NOOP\n", "NOOP\r\r\n") == [500, 501])
    }

    @Test("a blank before a verb, a tab after it, an empty line: 500; more blanks as configured")
    func blanks() {
        var server = SeedIntents.greeted()
        #expect(server.codes("", " ", " NOOP", "NOOP\tx") == [500, 500, 500, 500])
        #expect(server.codes("noop", "NoOp", "NOOP ", "NOOP  two") == [250, 250, 250, 250])
        #expect(server.codes("RSET ", "r\u{17F}et", "NOPE") == [250, 500, 500])
        #expect(server.codes("HELO  two.example") == [501])
        server.configuration.tolerated.insert(.extraBlank)
        let reply = server.processCommand("HELO  two.example")
        #expect(reply?.words == "mx.sim.example greets two.example")
    }

    @Test(
        "a line of maximumLineLength with its CR LF passes, one octet more is 500",
        arguments: [40, 511, 512, 1_000])
    func maximumLineLength(_ maximum: Int) {
        var server = SeedIntents.greeted { $0.maximumLineLength = maximum }
        let longest = "NOOP " + String(repeating: "x", count: maximum - 7)
        #expect(server.processCommand(longest)?.code == 250)
        let reply = server.processCommand(longest + "x")
        #expect(reply?.code == 500)
        #expect(reply?.rule == .commandLineTooLong)
        #expect(server.codes("NOOP", longest) == [250, 250])
    }

    @Test("blanks at the end of a line count toward maximumLineLength")
    func trailingBlanks() {
        var server = SeedIntents.greeted { $0.maximumLineLength = 40 }
        #expect(server.processCommand("NOOP" + String(repeating: " ", count: 34))?.code == 250)
        let reply = server.processCommand("NOOP" + String(repeating: " ", count: 35))
        #expect(reply?.code == 500)
    }

    @Test("a long line of text is kept whole, with a note, whatever maximumLineLength is")
    func textLines() {
        let record = Record()
        var server = SeedIntents.greeted(record) { $0.maximumLineLength = 40 }
        server.processCommand("MAIL FROM:<>")
        server.processCommand("RCPT TO:<a@b>")
        let line = String(repeating: "x", count: 2_000)
        #expect(server.codes("DATA", line, ".") == [354, 0, 250])
        #expect(record.messages.first?.content?.octets == Array("\(line)\r\n".utf8))
        #expect(record.log.contains { $0.hasPrefix("note \(Rule.contentLineTooLong.id) ") })
    }

    @Test(
        "no NUL, control or 8-bit octet of a command comes back",
        arguments: [0, 1, 7, 9, 27, 127, 128, 160, 255])
    func noEcho(_ octet: UInt8) {
        var server = SeedIntents.greeted()
        for command in ["HELO x", "MAIL FROM:<x", "NOPE", ""] {
            let reply = server.processCommand(Array(command.utf8) + [octet] + Array("y>".utf8))
            #expect(reply.map { $0.code / 100 } == 5, "\(command)")
            #expect(reply?.wire.dropLast(2).allSatisfy { (32..<127).contains($0) } == true)
        }
    }
}

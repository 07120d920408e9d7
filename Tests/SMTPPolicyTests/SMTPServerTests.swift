import SASL
import SMTPGrammar
import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

struct Broken: Error {}

/// What closures saw; a class because closures write into it.
final class Record {
    var messages: [ReceivedMessage] = []
    var log: [String] = []
    var seen: [String] = []
}

@Suite("The embedded server")
struct SMTPServerTests {
    static func text(_ octets: [UInt8]) -> String { String(decoding: octets, as: UTF8.self) }

    static func storing(_ record: Record) -> SMTPServer {
        var server = SMTPServer()
        server.messageReceived = { message in
            record.messages.append(message)
            return message.identifier
        }
        server.logHandler = { record.log.append($0) }
        return server
    }

    static let transaction =
        "EHLO c.example\r\nMAIL FROM:<a@b.example>\r\nRCPT TO:<c@d.example>\r\nDATA\r\n"
        + "Subject: x\r\n\r\n..dot\r\n.\r\nQUIT\r\n"

    @Test(
        "takes octets and gives octets, however they are split", arguments: [1, 2, 3, 17, 10_000])
    func octets(_ size: Int) {
        let record = Record()
        var server = Self.storing(record)
        var sent = server.start().wire
        let input = Array(Self.transaction.utf8)
        for start in stride(from: 0, to: input.count, by: size) {
            sent += server.receive(Array(input[start..<min(start + size, input.count)]))
        }
        let lines = Self.text(sent).split(separator: "\r\n")
        #expect(lines.first == "220 mx.sim.example ESMTP smtpsim")
        #expect(
            lines.suffix(2) == [
                "250 2.6.0 Message accepted as m1", "221 2.0.0 mx.sim.example Closing connection",
            ])
        #expect(server.isClosed)
        #expect(
            record.messages.map(\.content?.octets) == [Array("Subject: x\r\n\r\n.dot\r\n".utf8)])
        #expect(record.messages.first?.origin.clientName == "c.example")
    }

    @Test("takes one line at a time from a stream, and leaves the rest")
    func parse() {
        let record = Record()
        var server = Self.storing(record)
        server.start()
        var rest = Self.transaction[...]
        var codes: [UInt16] = []
        var lines = 0
        while true {
            let (left, reply) = server.parse(rest)
            guard left.utf8.count < rest.utf8.count else { break }
            rest = left
            lines += 1
            if let reply { codes.append(reply.code) }
        }
        #expect(codes == [250, 250, 250, 354, 250, 221])
        #expect(lines == 9)
        #expect(rest.isEmpty)
    }

    @Test(
        "leaves a line that is not complete untouched", arguments: ["", "NOO", "NOOP\n", "NOOP\r"])
    func incomplete(_ text: String) {
        var server = SMTPServer()
        server.start()
        let (rest, reply) = server.parse(text[...])
        #expect(rest == text[...])
        #expect(reply == nil)
    }

    @Test("cuts lines at a bare LF where that is tolerated")
    func bareLineFeed() {
        var server = SMTPServer(Profile.lenient.configuration)
        let (rest, reply) = server.parse("NOOP\nRSET\r\n")
        #expect(rest == "RSET\r\n")
        #expect(reply?.code == 250)
    }

    @Test("mixes calls for octets, lines and message text freely")
    func mixed() {
        let record = Record()
        var server = Self.storing(record)
        #expect(Self.text(server.receive(Array("EHLO c.exa".utf8))).hasPrefix("220 "))
        #expect(server.processCommand("mple\r\n")?.code == 250)
        #expect(server.parse("MAIL FROM:<>\r\nRCPT").reply?.code == 250)
        #expect(server.processData("not yet") == nil)
        #expect(server.processCommand("RCPT TO:<c@d.example>")?.code == 250)
        #expect(server.processCommand("DATA")?.code == 354)
        #expect(server.processCommand("RSET") == nil)
        #expect(server.processData("one\r\ntwo") == nil)
        #expect(server.processData(".")?.text == Array("Message accepted as m1".utf8))
        #expect(record.messages.first?.content?.octets == Array("RSET\r\none\r\ntwo\r\n".utf8))
        #expect(server.processCommand("NOOP")?.code == 250)
    }

    @Test("does not look past the end of a line")
    func oneLine() {
        var server = SMTPServer()
        server.processCommand("EHLO c.example")
        #expect(server.processCommand("NOOP\r\nMAIL FROM:<evil@e.example>\r\n")?.code == 250)
        #expect(server.session.envelope.isEmpty)
    }

    @Test("asks its closures")
    func closures() {
        let record = Record()
        var server = Self.storing(record)
        server.validateSender = { $0 != "spam@b.example" }
        server.validateRecipient = { $0.hasSuffix("@d.example") }
        server.verbFilter = { verb, argument in
            record.seen.append("\(verb) \(argument)")
            return verb == "VRFY" ? CustomReply(502, nil, "Not here") : nil
        }
        server.processCommand("EHLO c.example")
        #expect(server.processCommand("MAIL FROM:<spam@b.example>")?.code == 550)
        #expect(server.processCommand("MAIL FROM:<>")?.code == 250)
        #expect(server.processCommand("RCPT TO:<x@y.example>")?.code == 550)
        #expect(server.processCommand("RCPT TO:<@r:x@d.example>")?.code == 250)
        #expect(server.processCommand("vrfy ann")?.text == Array("Not here".utf8))
        #expect(record.seen.last == "VRFY ann")
        #expect(record.log.contains("recipient x@y.example: reject"))
    }

    @Test("refuses messages without storage: 250 takes responsibility")
    func noStorage() {
        var server = SMTPServer()
        let replies = Self.text(server.receive(Array(Self.transaction.utf8)))
        #expect(replies.contains("452 4.3.0 No message storage\r\n"))
    }

    @Test("turns a closure that throws into 451 4.3.0, and stays in step")
    func throwing() {
        let record = Record()
        var server = Self.storing(record)
        var isBroken = true
        func check(_ value: Bool = true) throws -> Bool {
            if isBroken { throw Broken() }
            return value
        }
        server.verbFilter = { verb, _ in
            if verb == "EXPN" { throw Broken() }
            return nil
        }
        server.authenticationMechanisms = {
            _ = try check(); return ["PLAIN"]
        }
        server.configuration.allowsPlaintextAuthentication = true
        server.validateAuthentication = { _, _ in try check() }
        server.validateSender = { _ in try check() }
        server.validateRecipient = { _ in try check() }
        server.tlsHandler = { try check() }
        server.messageReceived = { _ in
            _ = try check(); return "x"
        }
        let steps = [
            "EHLO c.example", "AUTH PLAIN AHRpbQB4", "MAIL FROM:<a@b.example>",
            "RCPT TO:<c@d.example>", "DATA", ".",
        ]
        server.start()
        for line in steps {
            isBroken = line != "DATA"
            let state = server.session.phaseName
            if isBroken {
                let reply = server.processCommand(line)
                // RFC 2034 §4: no enhanced code in the reply to EHLO.
                let code = line == steps[0] ? "451" : "451 4.3.0"
                #expect(reply?.lines == ["\(code) Local error in processing"], "\(line)")
                isBroken = false
                if line == "." { break }
                #expect(server.session.phaseName == state, "\(line)")
            }
            #expect(server.processCommand(line).map { $0.code < 400 } ?? false, "\(line)")
        }
        #expect(server.session.phaseName == "MAIL")
        #expect(server.session.envelope.isEmpty)
        isBroken = true
        #expect(server.processCommand("EXPN list")?.code == 451)
        #expect(server.processCommand("STARTTLS")?.code == 451)
        #expect(record.log.contains { $0.contains("Broken") })
    }

    @Test("words a refusal as its closure does")
    func refusal() {
        var server = SMTPServer()
        server.validateRecipient = { _ in throw Refusal(550, "5.1.1", "No such user") }
        server.validateSender = { _ in throw Refusal(250, nil, "That is no refusal") }
        server.processCommand("EHLO c.example")
        #expect(
            server.processCommand("MAIL FROM:<a@b>")?.lines == [
                "451 4.3.0 Local error in processing"
            ])
        server.validateSender = nil
        server.processCommand("MAIL FROM:<a@b>")
        #expect(server.processCommand("RCPT TO:<a@b>")?.lines == ["550 5.1.1 No such user"])
    }

    @Test("offers AUTH and STARTTLS only if a closure or a user supports them")
    func offers() {
        func offered(_ change: (inout SMTPServer) -> Void) -> String {
            var server = SMTPServer()
            change(&server)
            return server.processCommand("EHLO c.example")?.lines.joined(separator: "|") ?? ""
        }
        #expect(!offered { _ in }.contains("AUTH"))
        #expect(!offered { _ in }.contains("STARTTLS"))
        #expect(offered { $0.tlsHandler = { true } }.contains("STARTTLS"))
        #expect(offered { $0.credentials[user: "a"] = Secret("b") }.contains("AUTH CRAM-MD5"))
        let chosen = offered {
            $0.validateAuthentication = { _, _ in true }
            $0.authenticationMechanisms = { ["EXTERNAL"] }
        }
        #expect(chosen.contains("AUTH EXTERNAL"))
    }

    @Test(
        "hands over what a mechanism's messages say",
        arguments: [
            ("PLAIN", ["AHRpbQB0YW5zdGFhZg=="], ["tim", "tanstaaf"]),
            ("LOGIN", ["", "dGlt", "dGFuc3RhYWY="], ["tim", "tanstaaf"]),
            ("EXTERNAL", ["="], ["ann"]),
        ])
    func arguments(_ mechanism: String, _ messages: [String], _ expected: [String]) {
        let record = Record()
        var server = Self.storing(record)
        server.configuration.mechanisms = ["PLAIN", "LOGIN", "EXTERNAL"]
        server.validateAuthentication = { mechanism, arguments in
            record.seen = [mechanism] + arguments
            return true
        }
        server.start(Peer(tls: TLSInfo(clientIdentity: "ann")))
        server.processCommand("EHLO c.example")
        var reply = server.processCommand(
            messages[0].isEmpty ? "AUTH \(mechanism)" : "AUTH \(mechanism) \(messages[0])")
        for message in messages.dropFirst() { reply = server.processCommand(message) }
        #expect(reply?.code == 235)
        #expect(record.seen == [mechanism] + expected)
        #expect(server.session.authenticatedUser == expected[0])
    }

    @Test("never logs a secret or a control character")
    func log() {
        let record = Record()
        var server = Self.storing(record)
        server.configuration.allowsPlaintextAuthentication = true
        server.credentials[user: "tim"] = Secret("tanstaaf")
        server.validateSender = { _ in throw Refusal(550, nil, "a\u{1B}[2Jb") }
        server.processCommand("EHLO c.example")
        server.processCommand("AUTH PLAIN AHRpbQB0YW5zdGFhZg==")
        server.processCommand("MAIL FROM:<a@b>")
        #expect(server.session.authenticatedUser == "tim")
        let log = record.log.joined()
        #expect(!log.contains("tanstaaf"))
        #expect(!log.contains("AHRpbQB0"))
        #expect(log.unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    @Test("does the handshake between two calls, and starts over inside TLS")
    func tls() {
        var server = SMTPServer()
        server.requireTLS = true
        server.tlsHandler = { true }
        server.processCommand("EHLO c.example")
        #expect(server.processCommand("MAIL FROM:<>")?.code == 530)
        #expect(
            Self.text(server.receive(Array("STARTTLS\r\nMAIL FROM:<evil@e>\r\n".utf8)))
                == "220 2.0.0 Ready to start TLS\r\n")
        #expect(server.isAwaitingHandshake)
        server.secured()
        #expect(server.processCommand("MAIL FROM:<>")?.code == 503)
        server.processCommand("EHLO c.example")
        #expect(server.processCommand("MAIL FROM:<>")?.code == 250)
    }

    @Test("keeps its behaviour variables in the configuration")
    func behaviour() {
        var server = SMTPServer()
        server.hostname = "mx.test"
        server.ident = "ready"
        server.maximumRecipients = 1
        server.maximumLineLength = 40
        server.rejectBrokenMAILSyntax = false
        server.rejectBrokenRCPTSyntax = false
        #expect(server.start().lines == ["220 mx.test ready"])
        server.processCommand("EHLO c.example")
        #expect(server.processCommand("MAIL FROM: <a@b>")?.code == 250)
        #expect(server.processCommand("RCPT TO: <a@b>")?.code == 250)
        #expect(server.processCommand("RCPT TO:<c@d>")?.code == 452)
        #expect(server.processCommand("NOOP " + String(repeating: "x", count: 40))?.code == 500)
        server.rejectBrokenMAILSyntax = true
        server.processCommand("RSET")
        #expect(server.processCommand("MAIL FROM: <a@b>")?.code == 501)
    }

    @Test("names a message only in one printable line")
    func names() {
        var server = SMTPServer()
        server.messageReceived = { _ in "x\r\n250 forged\u{1B}" }
        let replies = Self.text(server.receive(Array(Self.transaction.utf8)))
        #expect(replies.contains("250 2.6.0 Message accepted as x??250 forged?\r\n"))
    }

    @Test("times out, and can be started again")
    func time() {
        var server = SMTPServer()
        server.start()
        #expect(Self.text(server.advance(to: Instant(milliseconds: 299_999))).isEmpty)
        #expect(
            Self.text(server.advance(to: Instant(milliseconds: 300_000))).hasPrefix("421 4.4.2"))
        #expect(server.isClosed)
        #expect(server.processCommand("NOOP") == nil)
        #expect(server.start().code == 220)
        #expect(server.processCommand("NOOP")?.code == 250)
        server.disconnected()
        #expect(server.isClosed)
    }
}

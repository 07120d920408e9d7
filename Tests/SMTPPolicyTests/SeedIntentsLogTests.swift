import SMTPDriver
import SMTPPolicy
import SMTPSession
import Testing

@Suite("mailhog/smtp's intents: logHandler")
struct SeedIntentsLogTests {
    @Test("the log handler gets whole lines: replies, decisions, notes, the close")
    func lines() {
        let record = Record()
        var server = SeedIntents.greeted(record) {
            $0.validateRecipient = { _ in false }
            $0.rejectBrokenMAILSyntax = false
        }
        record.log = []
        _ = server.codes("MAIL FROM: <a@b>", "RCPT TO:<c@d>", "QUIT")
        let note = record.log.removeFirst()
        #expect(note.hasPrefix("note \(Rule.mailSpaceAfterColon.id)"))
        #expect(
            record.log == [
                "S: 250 2.1.0 Sender OK", "recipient c@d: reject",
                "S: 550 5.7.1 Recipient refused", "S: 221 2.0.0 mx.sim.example Closing connection",
                "close",
            ])
    }

    @Test("without a log handler, everything works the same")
    func none() {
        let record = Record()
        var server = SeedIntents.greeted(record)
        var silent = server
        silent.logHandler = nil
        record.log = []
        let lines = ["MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", "text", ".", "NOPE", "QUIT"]
        for line in lines { #expect(silent.processCommand(line) == server.processCommand(line)) }
        #expect(record.messages.count == 2)
        #expect(!record.log.isEmpty)
    }

    @Test(
        "the log has no password, in no mechanism, sent rightly or not",
        arguments: [
            ["AUTH PLAIN AHRpbQBzZWNyZXQ="], ["AUTH PLAIN", "AHRpbQBzZWNyZXQ="],
            ["AUTH LOGIN dGlt", "c2VjcmV0"], ["AUTH LOGIN", "dGlt", "c2VjcmV0"],
            ["AUTH PLAIN AHRpbQBzZWNyZXQ"], ["AUTH LOGIN", "dGlt", "secret"],
            ["AUTH NOPE c2VjcmV0"], ["AUTH PLAIN c2VjcmV0"], ["auth plain AHRpbQBzZWNyZXQ="],
        ])
    func secrets(_ lines: [String]) {
        for isRight in [true, false] {
            let record = Record()
            var server = SeedIntents.authenticating(record) { _, _ in isRight }
            server.verbFilter = { _, _ in nil }
            for line in lines { server.processCommand(line) }
            let log = record.log.joined(separator: "\n").lowercased()
            #expect(log.contains("auth"))
            for secret in ["secret", "c2vjcmv0", "bzzwnyzxq"] {
                #expect(!log.contains(secret), "\(secret) in \(log)")
            }
        }
    }

    @Test("a log line is one line, whatever the client, a closure or an error says")
    func oneLine() {
        let record = Record()
        var server = SeedIntents.greeted(record) {
            $0.validateSender = { _ in throw Refusal(550, nil, "a\r\nS: 250 forged\u{7}") }
            $0.messageReceived = { _ in throw Refusal(554, nil, "\u{1B}[2J\u{9B}1m") }
        }
        _ = server.codes("MAIL FROM:<a@b>", "NOOP\n\u{1B}", "\u{1B}[31m")
        server.validateSender = nil
        _ = server.codes("MAIL FROM:<a@b>", "RCPT TO:<c@d>", "DATA", ".")
        #expect(!record.log.isEmpty)
        let scalars = record.log.joined().unicodeScalars
        #expect(scalars.allSatisfy { $0.value >= 32 && !(127..<160).contains($0.value) })
    }
}

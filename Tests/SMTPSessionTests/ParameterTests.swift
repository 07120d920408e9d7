import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Parameters of the extensions")
struct ParameterTests {
    /// A session inside a transaction, with these extensions on.
    private func dialogue(_ extensions: ExtensionSet, inTransaction: Bool = false) -> Dialogue {
        var dialogue = Dialogue.greeted { $0.extensions = extensions }
        if inTransaction { dialogue.send("MAIL FROM:<a@b.example>") }
        return dialogue
    }

    @Test(
        "Each can be there once only",
        arguments: SMTPExtension.known.filter { !$0.parameters.isEmpty })
    func twice(known: SMTPExtension) {
        for parameter in known.parameters {
            var dialogue = dialogue(.all, inTransaction: parameter.verb == .rcpt)
            let text = parameter.exampleText
            dialogue.send("\(parameter.verb.declaration.syntax) \(text) \(text)")
            #expect(dialogue.replies.last?.hasPrefix("501") == true, "\(text)")
        }
    }

    @Test("None is known where no extension that is on brings it", arguments: SMTPExtension.known)
    func unknown(known: SMTPExtension) {
        for parameter in known.parameters {
            let bringers = SMTPExtension.known.filter { other in
                other.parameters.contains {
                    $0.keyword == parameter.keyword && $0.verb == parameter.verb
                }
            }
            let others = bringers.reduce(ExtensionSet.all) { $0.subtracting($1.flag) }
            var dialogue = dialogue(others, inTransaction: parameter.verb == .rcpt)
            dialogue.send("\(parameter.verb.declaration.syntax) \(parameter.exampleText)")
            let code = ["CONPERM", "CONNEG"].contains(parameter.keyword) ? "504" : "555"
            #expect(dialogue.replies.last?.hasPrefix(code) == true, "\(parameter.keyword)")
        }
    }

    @Test("A flag takes no value, and all others need one", arguments: SMTPExtension.known)
    func values(known: SMTPExtension) {
        for parameter in known.parameters {
            var dialogue = dialogue(.all, inTransaction: parameter.verb == .rcpt)
            let text = parameter.form == .flag ? "\(parameter.keyword)=x" : parameter.keyword
            dialogue.send("\(parameter.verb.declaration.syntax) \(text)")
            #expect(dialogue.replies.last?.hasPrefix("501") == true, "\(text)")
        }
    }

    @Test("The line may be longer by what the extensions on offer add, each parameter counted once")
    func lineLimit() {
        func octets(_ verb: Verb, _ extensions: ExtensionSet) -> Int {
            ESMTPParameter.octets(of: verb, in: extensions, [])
        }
        #expect(octets(.mail, []) == 0)
        #expect(octets(.mail, .size) == 26)
        #expect(octets(.mail, [.eightBitMIME, .binaryMIME]) == octets(.mail, .eightBitMIME))
        #expect(octets(.mail, .dsn) == 116)
        #expect(octets(.rcpt, .dsn) == 536)
        #expect(octets(.mail, [.dsn, .messageTracking]) == 116 + 43)
        #expect(octets(.rcpt, [.dsn, .messageTracking]) == 536)
        #expect(octets(.rcpt, [.dsn, .recipientValidSince]) == 536 + 33)
        #expect(octets(.mail, [.utf8, .requireTLS, .deliverBy, .priority]) == 10 + 11 + 17 + 15)
        #expect(octets(.mail, .noSoliciting) == 1_009)
    }

    @Test("A longest value fits in the line, and one octet more is refused")
    func longestLine() {
        var dialogue = dialogue([.dsn], inTransaction: true)
        let path = "RCPT TO:<bob@sim.example> ORCPT=rfc822;"
        let room = 512 + 536 - path.utf8.count - 2
        dialogue.send(path + String(repeating: "x", count: room + 1))
        #expect(dialogue.rules == [.commandLineTooLong])
        dialogue.send(path + String(repeating: "x", count: 493))
        #expect(dialogue.rules == [.recipientAccepted])
    }

    @Test("Extensions that need another one are not offered without it")
    func dependencies() {
        var dialogue = dialogue([.utf8, .binaryMIME])
        #expect(!dialogue.replies.joined().contains("SMTPUTF8"))
        #expect(!dialogue.replies.joined().contains("BINARYMIME"))
        dialogue = self.dialogue([.utf8, .eightBitMIME, .binaryMIME, .chunking])
        #expect(dialogue.replies.joined().contains("SMTPUTF8"))
        #expect(dialogue.replies.joined().contains("BINARYMIME"))
    }

    @Test("A refusal at the end of a message reaches each recipient of LMTP")
    func localDelivery() {
        var dialogue = Dialogue {
            $0.isLMTP = true
            $0.extensions = [.utf8, .eightBitMIME, .enhancedStatusCodes]
        }
        for line in [
            "LHLO client.example", "MAIL FROM:<a@b.example>", "RCPT TO:<c@d.example>",
            "RCPT TO:<e@f.example>", "DATA", "Subject: \u{FC}", "",
        ] { dialogue.send(line) }
        dialogue.send(".")
        #expect(dialogue.rules == [.headerNotASCII, .headerNotASCII])
    }

    @Test("Every octet of a value that decodes to a control character or above ASCII is refused")
    func extendedText() {
        for octet in UInt8.min...UInt8.max {
            let digits = String(octet, radix: 16, uppercase: true)
            let hex = octet < 16 ? "0" + digits : digits
            let isPlain = (0x20..<0x7F).contains(octet)
            var dialogue = dialogue([.dsn])
            dialogue.send("MAIL FROM:<a@b.example> ENVID=a+\(hex)b")
            #expect(dialogue.rules == [isPlain ? .senderAccepted : .parameterValue])
            dialogue = self.dialogue([.dsn], inTransaction: true)
            dialogue.send("RCPT TO:<c@d.example> ORCPT=rfc822;a+\(hex)b")
            #expect(dialogue.rules == [isPlain ? .recipientAccepted : .parameterValue])
        }
    }
}

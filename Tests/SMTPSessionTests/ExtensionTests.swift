import Foundation
import SMTPGrammar
import Testing

@testable import SMTPSession

/// The recipe of docs/architecture.md for an extension, followed to the letter: a value, and nothing else.
private let toy = SMTPExtension(
    "X-TOY", "RFC 5321 §4.1.1.1", "Toys.", "The message says how many toys it brings.",
    arguments: .words(["BRICKS"]),
    parameters: [
        ESMTPParameter(
            "TOY", on: .mail, .number(digits: 3), octets: 8, "toys in the message",
            reading: "{toy}", example: "5"),
        ESMTPParameter("GIFTWRAPPED", on: .rcpt, .flag, octets: 12, "the toys are wrapped"),
    ])

@Suite("An extension of one's own")
struct ExtensionTests {
    private func dialogue(_ configure: (inout Configuration) -> Void = { _ in }) -> Dialogue {
        Dialogue.greeted {
            $0.ownExtensions = [toy]
            configure(&$0)
        }
    }

    @Test("EHLO lists it after those that the machine knows")
    func listed() {
        var dialogue = dialogue()
        #expect(dialogue.replies.last == "250 X-TOY BRICKS")
        dialogue.session.configuration.ownExtensions[0].isOn = false
        dialogue.send("EHLO client.example")
        #expect(dialogue.replies.last == "250 STARTTLS")
        dialogue.session.configuration.ownExtensions = []
        dialogue.send("EHLO client.example")
        #expect(dialogue.replies.last == "250 STARTTLS")
    }

    @Test("one that makes sense inside TLS only is listed there only")
    func moment() {
        var inside = toy
        inside.moment = .insideTLS
        var dialogue = dialogue { $0.ownExtensions = [inside] }
        #expect(dialogue.replies.last == "250 STARTTLS")
        dialogue.send("STARTTLS")
        dialogue.give(.secured(TLSInfo()))
        dialogue.send("EHLO client.example")
        #expect(dialogue.replies.last == "250 X-TOY BRICKS")
    }

    @Test("no octet of it forges a line of a reply")
    func forgery() {
        var bad = toy
        bad.arguments = .words(["A\r\u{7F}"])
        #expect(dialogue { $0.ownExtensions = [bad] }.replies.last == "250 X-TOY A??")
    }

    @Test("what its parameters say is in the envelope")
    func envelope() {
        var dialogue = dialogue()
        dialogue.step("MAIL FROM:<a@b> toy=012 BODY=8BITMIME", "250 2.1.0 Sender OK")
        let parameters = dialogue.session.envelope.parameters
        #expect(parameters["TOY"] == .number(12))
        #expect(parameters["TOY"]?.octets == Array("12".utf8))
        #expect(parameters["BODY"] == .word("8BITMIME"))
        #expect(parameters.body == .eightBitMIME)
        #expect(parameters.keywords == ["BODY", "TOY"])
        dialogue.step("RCPT TO:<a@b> giftWrapped", "250 2.1.5 Recipient OK")
        dialogue.send("RSET")
        #expect(dialogue.session.envelope.parameters["TOY"] == nil)
    }

    @Test(
        "a mistake in its parameters is refused at its place",
        arguments: [
            ("MAIL FROM:<a@b> TOY=1x", Rule.parameterValue, 21, "1 to 3 digits expected"),
            ("MAIL FROM:<a@b> TOY=1234", .parameterValue, 20, "1 to 3 digits expected"),
            ("MAIL FROM:<a@b> TOY", .parameterValue, 19, "1 to 3 digits expected"),
            (
                "MAIL FROM:<a@b> TOY=1 SIZE=1 TOY=2", .duplicateParameter, 29,
                "this parameter is given twice"
            ),
            (
                "MAIL FROM:<a@b> GIFTWRAPPED", .unknownParameter, 16,
                "this parameter belongs to no extension that the server offers"
            ),
            ("RCPT TO:<a@b> GIFTWRAPPED=1", .parameterValue, 25, "no value expected"),
            (
                "RCPT TO:<a@b> TOY=1", .unknownParameter, 14,
                "this parameter belongs to no extension that the server offers"
            ),
        ])
    func mistakes(line: String, rule: Rule, offset: Int, explanation: String) {
        var dialogue = dialogue()
        if line.hasPrefix("RCPT") { dialogue.send("MAIL FROM:<a@b>") }
        dialogue.send(line)
        #expect(dialogue.rules == [rule])
        #expect(dialogue.fault?.offset == offset)
        #expect(dialogue.fault?.explanation == explanation)
    }

    @Test("switched off, its parameters are not offered")
    func off() {
        var dialogue = dialogue { $0.ownExtensions[0].isOn = false }
        dialogue.send("MAIL FROM:<a@b> TOY=1")
        #expect(dialogue.rules == [.parameterNotOffered])
    }

    @Test("the line may be longer by the octets that it adds, and no more")
    func lineLimit() {
        let line = "MAIL FROM:<ann@client.example> TOY=001"
        func rules(_ limit: Int, _ own: [SMTPExtension]) -> [Rule] {
            var dialogue = self.dialogue {
                $0.ownExtensions = own
                $0.extensions = []
            }
            dialogue.session.configuration.limits.commandLine = limit
            dialogue.send(line)
            return dialogue.rules
        }
        let octets = line.utf8.count + 2
        #expect(rules(octets - 8, [toy]) == [.senderAccepted])
        #expect(rules(octets - 9, [toy]) == [.commandLineTooLong])
        #expect(rules(octets - 1, []) == [.commandLineTooLong])
    }

    @Test("a line that arrives in pieces is kept as long as it may be")
    func longLine() {
        var long = toy
        long.parameters = [
            ESMTPParameter("TEXT", on: .mail, .text(octets: 9_000), octets: 9_100, "a text")
        ]
        var dialogue = dialogue {
            $0.ownExtensions = [long]
            $0.limits.authenticationLine = 512
        }
        let value = String(repeating: "x", count: 9_000)
        dialogue.give(.bytes(Array("MAIL FROM:<a@b> TEXT=\(value)".utf8)))
        dialogue.give(.bytes([13, 10]))
        #expect(dialogue.rules == [.senderAccepted])
        #expect(dialogue.session.envelope.parameters["TEXT"]?.octets.count == 9_000)
    }

    @Test(
        "each form of value has its reader",
        arguments: [
            (ParameterForm.flag, "P", ParameterValue.flag, nil),
            (.flag, "P=1", nil, 17), (.number(digits: 2), "P=07", .number(7), nil),
            (.number(digits: 20), "P=99999999999999999999", .number(.max), nil),
            (.number(digits: 1), "P=x", nil, 18), (.oneOf(["A", "BC"]), "P=bC", .word("BC"), nil),
            (.oneOf(["A", "BC"]), "P=B", nil, 18),
            (.mailbox, "P=a+2Bb@c", .octets(Array("a+b@c".utf8)), nil),
            (.mailbox, "P=<>", .octets([]), nil), (.mailbox, "P=a", nil, 18),
            (.xtext(octets: 3), "P=a+2Bb", .octets(Array("a+b".utf8)), nil),
            (.xtext(octets: 2), "P=a+2Bb", nil, 18), (.xtext(octets: 9), "P=a+2bb", nil, 19),
            (.text(octets: 3), "P=a;B", .octets(Array("a;B".utf8)), nil),
            (.text(octets: 2), "P=abc", nil, 18), (.text(octets: 2), "P", nil, 17),
        ] as [(ParameterForm, String, ParameterValue?, Int?)])
    func forms(form: ParameterForm, text: String, value: ParameterValue?, offset: Int?) {
        var own = toy
        own.parameters = [ESMTPParameter("P", on: .mail, form, octets: 20, "something")]
        var dialogue = dialogue { $0.ownExtensions = [own] }
        dialogue.send("MAIL FROM:<a@b> \(text)")
        #expect(dialogue.session.envelope.parameters["P"] == value)
        #expect(dialogue.fault?.offset == offset)
        if offset != nil { #expect(dialogue.fault?.expected == form.expected) }
    }

    @Test("is a value that can be stored")
    func stored() throws {
        var configuration = Configuration()
        configuration.ownExtensions = [toy]
        let text = try JSONEncoder().encode(configuration)
        #expect(try JSONDecoder().decode(Configuration.self, from: text) == configuration)
    }

    @Test("parameters that an earlier version stored are read")
    func earlier() throws {
        let text = #"{"size":10,"body":"7BIT","submitter":[97,64,98]}"#
        let parameters = try JSONDecoder().decode(MailParameters.self, from: Data(text.utf8))
        #expect(
            parameters == MailParameters(size: 10, body: .sevenBit, submitter: Array("a@b".utf8)))
    }
}

@Suite("Declarations")
struct DeclarationTests {
    @Test("every verb has its own, and its place among all")
    func verbs() {
        #expect(Set(VerbDeclaration.all.map(\.verb)) == Set(Verb.allCases))
        #expect(VerbDeclaration.all.count == Verb.allCases.count)
        for verb in Verb.allCases {
            #expect(verb.declaration.verb == verb)
            #expect(verb.declaration.syntax.description.hasPrefix(verb.name))
            #expect(verb.declaration.summary.description.hasSuffix("."))
        }
    }

    @Test("every extension has a bit, a keyword and a setting of its own")
    func extensions() {
        let known = SMTPExtension.known
        #expect(Set(known.map(\.flag)).count == known.count)
        #expect(known.allSatisfy { $0.flag.rawValue.nonzeroBitCount == 1 })
        #expect(Set(known.map(\.keyword)).count == known.count)
        #expect(Set(known.map(\.setting)).count == known.count)
        #expect(known.reduce(into: []) { $0.formUnion($1.flag) } == ExtensionSet.all)
        #expect(ExtensionSet(known.filter(\.isOn).map(\.flag)) == ExtensionSet.usual)
    }

    @Test("an example of a parameter is one that the machine takes", arguments: SMTPExtension.known)
    func examples(known: SMTPExtension) {
        for parameter in known.parameters {
            var dialogue = Dialogue.greeted { $0.extensions = .all }
            dialogue.send("STARTTLS")
            dialogue.give(.secured(TLSInfo()))
            dialogue.send("EHLO client.example")
            if parameter.verb == .rcpt { dialogue.send("MAIL FROM:<a@b>") }
            dialogue.send("\(parameter.verb.declaration.syntax) \(parameter.exampleText)")
            #expect(
                dialogue.rules == [parameter.verb == .mail ? .senderAccepted : .recipientAccepted])
        }
    }

    @Test(
        "the answers that suit a question are those that the machine takes",
        arguments: Hook.allCases)
    func answers(hook: Hook) {
        let samples: [Answer] = [
            .accept(), .reject(), .tempfail(), .discard, .rewrite([]), .close(), .disconnect,
            .silence, .delay(1), .raw([]), .capabilities([]), .challenge([]), .authenticated(""),
            .refused([]), .malformed(.message), .content([]),
        ]
        #expect(samples.map(\.name) == AnswerName.allCases)
        #expect(samples.filter { $0.suits(hook) }.map(\.name) == hook.answers)
        #expect(hook.defaultAnswer.suits(hook))
    }
}

import Foundation
import SMTPGrammar
import SMTPSession
import Testing

@Suite("Paths, envelopes and outputs as values")
struct EnvelopeTests {
    private func coded<Value: Codable>(_ value: Value) throws -> (Value, String) {
        let data = try JSONEncoder().encode(value)
        return (
            try JSONDecoder().decode(Value.self, from: data), String(decoding: data, as: UTF8.self)
        )
    }

    @Test("compare with text and print as text")
    func text() {
        let envelope = Envelope(
            sender: "ann@client.example", recipients: ["<bob@sim.example>", "c@d"])
        #expect(envelope.sender == "<ann@client.example>")
        #expect(envelope.recipients == ["bob@sim.example", "c@d"])
        #expect("\(envelope)" == "<ann@client.example> to <bob@sim.example>, <c@d>")
        #expect("\(Envelope())" == "no sender")
        #expect(Path(String("a b@c")) == nil)
        #expect(Path(String("<@r:a@c>"))?.mailbox.elementsEqual("a@c".utf8) == true)
        #expect(Path("<@r:a@c>").description == "<@r:a@c>")
    }

    @Test("an envelope that changes leaves its copies as they were")
    func copies() throws {
        var envelope = Envelope(sender: "a@b", recipients: ["c@d"])
        let before = envelope
        envelope.recipients.append("e@f")
        envelope.isDiscarded = true
        #expect(before == Envelope(sender: "a@b", recipients: ["c@d"]))
        envelope.sender = "g@h"
        envelope.parameters.size = 7
        let after = Envelope(
            sender: "g@h", parameters: MailParameters(size: 7), recipients: ["c@d", "e@f"],
            isDiscarded: true)
        #expect(envelope == after)
        #expect(try coded(envelope).0 == after)
        #expect(Envelope().isEmpty)
        #expect(Envelope(sender: nil) == Envelope())
        #expect(Set([Envelope(), Envelope(sender: nil), before]).count == 2)
    }

    @Test("a session that is reset or goes on leaves the envelopes that were copied from it")
    func sessions() {
        var dialogue = Dialogue.greeted()
        dialogue.send("MAIL FROM:<a@b> SIZE=9")
        dialogue.send("RCPT TO:<c@d>")
        let first = dialogue.session
        dialogue.send("RCPT TO:<e@f>")
        let second = dialogue.session
        dialogue.send("RSET")
        #expect(dialogue.session.envelope == Envelope())
        dialogue.send("MAIL FROM:<g@h>")
        for number in 0..<40 { dialogue.send("RCPT TO:<u\(number)@h>") }
        let third = dialogue.session.envelope
        dialogue.send("RSET")
        dialogue.send("MAIL FROM:<i@j>")
        #expect(dialogue.session.envelope == Envelope(sender: "i@j"))
        #expect(third.recipients.count == 40)
        #expect(third.recipients.last == "u39@h")
        let parameters = MailParameters(size: 9)
        #expect(
            first.envelope == Envelope(sender: "a@b", parameters: parameters, recipients: ["c@d"]))
        #expect(second.envelope.recipients == ["c@d", "e@f"])
    }

    @Test(
        "a size that stands alone is read as one among other parameters",
        arguments: [
            ("SIZE=0", 0), ("size=12", 12), ("Size=0000000000000000007", 7),
            ("SIZE=9999999999999999999", 9_999_999_999_999_999_999),
            ("SIZE=18446744073709551615", UInt64.max), ("SIZE=99999999999999999999", UInt64.max),
        ])
    func sizes(text: String, size: UInt64) {
        for more in ["", " BODY=7BIT"] {
            var dialogue = Dialogue.greeted { $0.limits.messageSize = 0 }
            dialogue.step("MAIL FROM:<a@b> \(text)\(more)", "250 2.1.0 Sender OK")
            #expect(dialogue.session.envelope.parameters.size == size)
        }
        var dialogue = Dialogue.greeted { $0.limits.parameters = 0 }
        dialogue.send("MAIL FROM:<a@b> \(text)")
        #expect(dialogue.rules == [.tooManyParameters])
    }

    @Test("a path of any length is kept", arguments: 1...100)
    func lengths(count: Int) {
        let octets = (0..<count).map { UInt8(ascii: "a") + UInt8($0 % 26) } + Array("@b".utf8)
        let path = Path(unchecked: octets)
        #expect(path.octets == octets)
        #expect(path == Path(unchecked: octets))
        #expect(path.localPart.count == count)
        #expect(path != Path(unchecked: octets.dropLast() + [UInt8(ascii: "c")]))
    }

    @Test(
        "a path encodes as its text, and comes back with its parts",
        arguments: ["", "a@b", "@r,@s:a@b", "\"q@u\"@[192.0.2.1]", "postmaster", "no such path"])
    func paths(_ text: String) throws {
        let path = Path(stringLiteral: text)
        let (decoded, json) = try coded([path])
        #expect(decoded == [path])
        #expect(!json.contains("separator"))
    }

    @Test("a path whose text does not say everything keeps its octets")
    func odd() throws {
        for path in [Path(unchecked: [0xFF, 0x40, 0x61]), Path(unchecked: Array("@r:a@b".utf8))] {
            #expect(try coded([path]).0 == [path])
        }
    }

    @Test("an envelope of an older version is read")
    func older() throws {
        let text = """
            {"sender":{"octets":[97,64,98],"mailboxStart":0,"separator":1},"parameters":{},
            "recipients":[{"octets":[99,64,100],"mailboxStart":0,"separator":1}],"isDiscarded":false}
            """
        let envelope = try JSONDecoder().decode(Envelope.self, from: Data(text.utf8))
        #expect(envelope == Envelope(sender: "a@b", recipients: ["c@d"]))
        #expect(
            try coded(envelope).1.contains(#""recipients":["c@d"]"#))
    }

    @Test("a configuration of an older version is read, and written the same")
    func mechanisms() throws {
        var configuration = Configuration()
        #expect(try coded(configuration).1.contains(#""mechanisms":["PLAIN","LOGIN","CRAM-MD5"]"#))
        configuration.mechanisms = ["PLAIN", OfferedMechanism(name: "X", needsTLS: true)]
        #expect(try coded(configuration).0 == configuration)
    }

    @Test("every output can be stored")
    func outputs() throws {
        var session = Session()
        var outputs: [Output] = []
        for input in [
            .connected(Peer()), .answer(.accept()),
            .bytes(Array("EHLO c.example\r\nMAIL FROM:<a@b>\r\nRCPT TO:<c@d>\r\nDATA\r\n".utf8)),
        ] as [Input] { try session.receive(input, into: &outputs) }
        while session.openQuestion != nil {
            try session.receive(.answer(.accept()), into: &outputs)
        }
        try session.receive(.bytes(Array("text\0\r\n.\r\n".utf8)), into: &outputs)
        try session.receive(.answer(.accept()), into: &outputs)
        outputs += [.startTLS, .close]
        #expect(outputs.contains { if case .content = $0 { true } else { false } })
        #expect(outputs.contains { if case .note = $0 { true } else { false } })
        #expect(try coded(outputs).0 == outputs)
    }
}

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

import Foundation
import SMTPSimulator
import Testing

@testable import Workbench

@Suite("JSON")
struct JSONTests {
    @Test("values are written in order, with every character that needs it escaped")
    func text() {
        let value: JSON = [
            "a": 1, "b": .string("\"\\\n\u{0}\u{7F}é\u{2028}"), "c": [true, .null], "d": [:],
        ]
        #expect(value.text == #"{"a":1,"b":"\"\\\n\u0000\u007fé\u2028","c":[true,null],"d":{}}"#)
    }

    @Test(
        "what is written can be read", arguments: ["", "a\u{1}b", "\u{1F600}", "</script>\u{85}"])
    func readable(_ text: String) throws {
        let data = Data(JSON.array([.string(text)]).text.utf8)
        #expect(try JSONDecoder().decode([String].self, from: data) == [text])
    }

    @Test("each event is an object of its own, with the step's number")
    func events() throws {
        var simulator = Simulator()
        let step = try simulator.type(line: Array("EHLO client.example".utf8))
        let values = EventJSON.values(of: step).map(\.text)
        #expect(values.contains(#"{"step":1,"event":"transition","from":"HELLO","to":"MAIL"}"#))
        #expect(
            values.contains(
                #"{"step":1,"event":"sent","octets":"EHLO client.example\\r\\n","count":21}"#))
        #expect(
            values.contains {
                $0.hasPrefix(#"{"step":1,"event":"reply","code":250,"enhanced":null,"#)
            })
    }

    @Test("addresses are text, not text with the escapes of scripts")
    func addresses() throws {
        var simulator = Simulator()
        for line in ["EHLO client.example", #"MAIL FROM:<"q u"@client.example>"#] {
            try simulator.type(line: Array(line.utf8))
        }
        let step = try #require(simulator.steps.last)
        let values = EventJSON.values(of: step).map(\.text)
        #expect(values.contains { $0.contains(#""subject":"\"q u\"@client.example""#) })
        #expect(JSON.text(Array("é\"".utf8)).text == #""é\"""#)
        #expect(JSON.text([0x61, 0xFF]).text == #""a\\xff""#)
    }

    @Test("secrets are masked in events")
    func secrets() throws {
        var simulator = Simulator()
        try simulator.type(line: Array("EHLO client.example".utf8))
        let step = try simulator.type(line: Array("AUTH PLAIN AHRpbQBzZWNyZXQ=".utf8))
        let text = EventJSON.values(of: step).map(\.text).joined()
        #expect(text.contains("AUTH PLAIN ****"))
        #expect(!text.contains("AHRpbQBzZWNyZXQ="))
    }
}

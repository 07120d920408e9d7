import SMTPGrammar
import Testing

@testable import SMTPSession

@Suite("Grammars of parameters' values")
struct ValueGrammarTests {
    private static let deadline = ValueGrammar.sequence([
        .optional(.word(["-", "+"])), .digits(1...9), .text(";"), .word(["N", "R"]),
        .optional(.text("T")),
    ])
    private static let list = ValueGrammar.list(
        .word(["SUCCESS", "FAILURE", "DELAY"]), isDistinct: true)

    @Test(
        "A value fits, or the first octet that does not is found",
        arguments: [
            (deadline, "120;R", nil), (deadline, "-5;nt", nil), (deadline, "120;X", 4),
            (deadline, ";R", 0), (deadline, "1234567890;R", 9), (deadline, "1;RTT", 4),
            (list, "SUCCESS,failure", nil), (list, "SUCCESS,SUCCESS", 8), (list, "SUCCESS,", 8),
            (list, "NEVER", 0), (.number(-9...9), "-9", nil), (.number(-9...9), "+3", 0),
            (.number(-9...9), "-0", 0), (.number(-9...9), "05", 0), (.number(-9...9), "10", 0),
            (.octets("A-Za-z0-9+/", 27...27, named: "base64"), "abcdefghijklmnopqrstuvwxyz0", nil),
            (.octets("A-Za-z0-9+/", 27...27, named: "base64"), "abc=", 3),
            (.xtext(1...5), "a+41b", nil), (.xtext(1...5), "a+4", 1), (.xtext(1...5), "a+0D", 0),
            (.xtext(1...5), "abcdef", 0), (.dateTime(inUTC: true), "2030-01-31T12:00:00Z", nil),
            (.dateTime(inUTC: true), "2030-01-31T12:00:00+01:00", 0),
            (.dateTime(inUTC: false), "2030-01-31T12:00:00+01:00", nil),
            (.dateTime(inUTC: false), "2030-02-29T12:00:00Z", 0),
        ] as [(ValueGrammar, String, Int?)])
    func values(grammar: ValueGrammar, text: String, offset: Int?) {
        let octets = Array(text.utf8)
        do throws(SyntaxError) {
            try grammar.check(octets.span, 0..<octets.count)
            #expect(offset == nil)
        } catch {
            #expect(error.offset == offset)
            #expect(error.expected?.isEmpty == false)
        }
    }

    @Test("A date is counted in seconds from the beginning of 1970")
    func dates() {
        let dates = [
            ("1970-01-01T00:00:00Z", 0), ("2000-03-01T00:00:00Z", 951_868_800),
            ("2024-02-29T23:59:59Z", 1_709_251_199), ("1970-01-01T01:00:00+01:00", 0),
            ("1969-12-31T23:59:59Z", -1),
        ]
        for (text, seconds) in dates {
            #expect(DateTime(Array(text.utf8))?.seconds == Int64(seconds))
        }
    }

    @Test("A word of an extension's line shows settings, and is left out without them")
    func template() throws {
        var toy = SMTPExtension(
            "X-TOY", "RFC 5321 §4.1.1.1", "Toys.", "Toys.",
            arguments: .template(["MIN={x-toy-minimum}", "{x-toy-kind}"]),
            settings: [
                ExtensionSetting(
                    "x-toy-minimum", .number(0...9), "3", "RFC 5321 §4.1.1.1", "The least."),
                ExtensionSetting("x-toy-kind", .text(9), "", "RFC 5321 §4.1.1.1", "The kind."),
            ])
        toy.isOn = true
        var configuration = Configuration()
        configuration.questions = []
        configuration.ownExtensions = [toy]
        #expect(try lastLine(configuration) == "250 X-TOY MIN=3")
        configuration.extensionValues = ["x-toy-minimum": "", "x-toy-kind": "red"]
        #expect(try lastLine(configuration) == "250 X-TOY red")
    }

    private func lastLine(_ configuration: Configuration) throws -> String? {
        var session = Session(configuration)
        _ = try session.receive(.connected(Peer()))
        let outputs = try session.receive(.bytes(Array("EHLO client.example\r\n".utf8)))
        guard case .reply(let reply)? = outputs.first else { return nil }
        return reply.lines.last
    }
}

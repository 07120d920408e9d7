import SMTPPolicy
import SMTPSession
import Testing

@testable import SMTPDriver

@Suite("Events say all of what happened, though they keep little of it")
struct EventTests {
    private static func octets(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func reading(_ text: String) -> Reading {
        Reading(.command(verb: nil), octets(text))
    }

    @Test("a decision by default has the default answer of its hook")
    func defaults() {
        for question in [
            Question.startTLS, .verify("x"), .expand("x"),
            .hello(Hello(name: "a", isExtended: true)),
        ] {
            let answer = question.hook.defaultAnswer
            let decided = DecidedQuestion(question, answer, by: .default)
            #expect(decided.question == question)
            #expect(decided.answer == answer)
            #expect(decided.source == .default)
            #expect(decided != DecidedQuestion(question, answer, by: .operator))
        }
    }

    @Test(
        "another decision has what was said",
        arguments: [
            (Answer.reject(), Decision.Source.default), (.accept(), .handler(3)),
            (.accept(CustomReply(250, nil, "yes")), .default), (.silence, .operator),
        ])
    func others(answer: Answer, source: Decision.Source) {
        let decided = DecidedQuestion(.startTLS, answer, by: source)
        #expect(decided.answer == answer)
        #expect(decided.source == source)
    }

    @Test("a write has the parts of its readings, one or several")
    func parts() {
        for texts in [[], ["NOOP\r\n"], ["NOOP\r\n", "RSET\r\n", "QU"]] {
            let write = ClientWrite(texts.map(Self.reading), buffered: 0)
            #expect(write.bytes == Self.octets(texts.joined()))
            #expect(write.count == write.bytes.count)
            #expect(write.parts.map { Array($0.octets) } == texts.map(Self.octets))
            #expect(write.parts.allSatisfy { $0.isWhole })
        }
    }

    @Test("a write without what waited before has the rest of it")
    func buffered() {
        let write = ClientWrite(["NOOP\r\n", "RSET\r\n"].map(Self.reading), buffered: 2)
        #expect(write.bytes == Self.octets("OP\r\nRSET\r\n"))
        #expect(write.count == 10)
    }

    @Test("what is cut from a write equals a write of the same readings")
    func cuts() {
        let readings = ["NOOP\r\n", "RSET\r\n", "QUIT\r\n"].map(Self.reading)
        let write = ClientWrite(readings, buffered: 0)
        let cut = write.cut(to: [0..<6, 6..<18, 0..<18, 2..<8])
        #expect(cut[0] == ClientWrite([readings[0]], buffered: 0))
        #expect(cut[1] == ClientWrite(Array(readings[1...]), buffered: 0))
        #expect(cut[2] == write)
        #expect(Set([cut[2], write]).count == 1)
        #expect(cut[3].bytes == Self.octets("OP\r\nRS"))
    }
}

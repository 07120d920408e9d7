import Testing

@testable import SMTPScript

/// The only expectation of a script.
private func expectation(_ text: String) throws -> ReplyExpectation {
    let steps = try ScriptParser.parse(text, name: "x").steps
    guard steps.count == 1, case .expect(let expectation) = steps[0] else {
        throw ReplyTestError.notOneExpectation
    }
    return expectation
}

private enum ReplyTestError: Error {
    case notOneExpectation
}

@Suite("Expectations against replies")
struct ReplyExpectationTests {
    /// `ok`, or `line:columns label`, with the reply's lines separated by `/`.
    private func result(
        _ text: String, _ reply: String, mode: CompareMode = .exact,
        captures: [String: String] = [:]
    ) throws -> String {
        var captures = captures
        let lines = reply.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let received = ReceivedReply(lines: lines)
        switch try expectation(text).match(received, captures: &captures, mode: mode) {
        case .matched: return "ok"
        case .mismatched(let mismatch):
            let columns = mismatch.columns
            return
                "\(mismatch.line):\(columns.lowerBound)-\(columns.upperBound - 1) \(mismatch.label)"
        }
    }

    @Test(
        "single lines",
        arguments: [
            ("S: 250 OK", "250 OK", "ok"),
            ("S: 451 4.7.1 Greylisted", "250 2.1.5 Recipient OK", "1:4-6 code differs"),
            ("  S: 451 x", "250 x", "1:6-8 code differs"),
            ("S: 250 2.1.0 OK", "250 2.1.5 OK", "1:8-12 enhanced code differs"),
            ("S: 250 2.1.0 OK", "250 OK", "1:8-12 enhanced code differs"),
            ("S: 250 2.1.0 Sender OK", "250 2.1.0 Sender no", "1:21-22 text differs"),
            ("S: 250 OK", "250 OK.", "1:10-10 text differs"),
            ("S: 250 OK", "250 OK /250 x", "1:10-10 text differs"),
            ("S: 250 OK", "250-OK/250 x", "1:4-9 a further line came"),
            ("S: 250-OK", "250 OK", "1:7-7 the reply ends elsewhere"),
            ("S: 250 OK", "250-OK", "1:7-7 the reply ends elsewhere"),
            ("S: {{.*}}", "anything", "ok"),
            ("S: {{2\\d\\d}} ok", "550 ok", "1:4-12 code differs"),
            ("S: {{2\\d\\d}} ok", "250 no", "1:14-15 text differs"),
            ("S: [[x]] a", "250 a", "1:4-8 nothing was captured as x"),
        ])
    func lines(text: String, reply: String, expected: String) throws {
        #expect(try result(text, reply) == expected)
    }

    @Test(
        "several lines",
        arguments: [
            ("S: 250-a\nS: 250 b", "250-a/250 b", "ok"),
            ("S: 250-a\nS: 250 b", "250-a/250-b/250 c", "2:4-8 a further line came"),
            ("S: 250-a\nS: 250 b", "250 a", "2:4-8 this line did not come"),
            ("S: 250-a\n# x\nS: 250 b", "250-a/250 c", "3:8-8 text differs"),
            ("S: 250-a\nS*", "250-a/250-b/250 c", "ok"),
            ("S: 250-a\nS*", "250 a", "ok"),
            ("S*", "550 x", "ok"),
            ("S: 250-a\nS? 250-b\nS: 250 c", "250-a/250-b/250 c", "ok"),
            ("S: 250-a\nS? 250-b\nS: 250 c", "250-a/250 c", "ok"),
            ("S: 250-a\nS? 250-b\nS: 250 c", "250-a/250-x/250 c", "3:8-8 text differs"),
            ("S: 250-a\nS? 250 b", "250 a", "ok"),
            ("S: 250-a\nS? 250 b", "250-a/250 x", "2:4-8 a further line came"),
            ("S: {{.*}}\nS*", "220-x/220 y", "ok"),
        ])
    func multiline(text: String, reply: String, expected: String) throws {
        #expect(try result(text, reply) == expected)
    }

    @Test(
        "whole replies by code",
        arguments: [
            ("S= 250", "250-a/250 b", "ok"),
            ("S= 250", "550 x", "1:4-6 code differs"),
            ("S= 2xx", "251 x", "ok"),
            ("S= x5x", "354 x", "ok"),
            ("S= 25x", "354 x", "1:4-6 code differs"),
            ("S=   250  ", "550 x", "1:6-8 code differs"),
            ("S= 550 5.1.*", "550 5.1.1 x", "ok"),
            ("S= 550 5.*.*", "550 5.7.1 x", "ok"),
            ("S= 550 5.1.1", "550 5.1.10 x", "1:8-12 enhanced code differs"),
            ("S= 550 5.1.1", "550 no", "1:8-12 enhanced code differs"),
            ("S= 550 5.1.1 | 553", "553 no", "ok"),
            ("S= 550 5.1.1|550 5.1.2", "550 5.1.2 x", "ok"),
            ("S= 550 5.1.1 | 553", "250 x", "1:4-18 code differs"),
            ("S= 550 5.1.1 | 553", "550 5.1.2", "1:8-12 enhanced code differs"),
            ("S= 250", "hello", "1:4-6 code differs"),
        ])
    func whole(text: String, reply: String, expected: String) throws {
        #expect(try result(text, reply) == expected)
    }

    private static let group = "S: 250-{{.*}}\n S{\n S: 250-A\n S: 250 B\n S! 250-V\n S}\n"

    @Test(
        "groups take lines in any order",
        arguments: [
            (group, "250-mx/250-A/250 B", "ok"),
            (group, "250-mx/250-B/250 A", "ok"),
            (group, "250-mx/250 A", "4:5-9 this line did not come"),
            (group, "250 mx", "3:5-9 this line did not come"),
            (group, "250-mx/250-B/250-A/250 C", "2:2-3 a further line came"),
            (group, "250-mx/250-B/250-A/250 V", "5:5-9 this line must not occur"),
            (group, "550 mx", "1:4-6 code differs"),
            ("S{\nS: 250-A\nS}", "550 no", "2:4-6 code differs"),
            ("S{\nS: 250-A\nS*\nS}", "250-X/250-A/250 Y", "ok"),
            ("S{\nS: 250-A\nS? 250-B\nS}", "250-B/250 A", "ok"),
            ("S{\nS: 250-A\nS? 250-B\nS}", "250 A", "ok"),
            ("S{\nS: 250-{{.*}}\nS: 250-A\nS}", "250-A/250 B", "ok"),
            ("S{\nS: 250-A\nS: 250-A\nS}", "250 A", "3:4-8 this line did not come"),
            ("S{\nS! 250-{{V.*}}\nS*\nS}", "250-A/250 VRFY", "2:4-14 this line must not occur"),
            ("S{\nS}", "250 x", "1:1-2 a further line came"),
        ])
    func groups(text: String, reply: String, expected: String) throws {
        #expect(try result(text, reply) == expected)
    }

    @Test(
        "modes compare less",
        arguments: [
            ("S: 250 2.1.0 a", "250 b", .code, "ok"),
            ("S: 250 2.1.0 a", "251 b", .code, "1:4-6 code differs"),
            ("S: 250 2.1.0 a", "251 b", .class, "ok"),
            ("S: 250 2.1.0 a", "550 b", .class, "1:4-6 code differs"),
            ("S: 250-a\nS: 250 b", "250 x", .code, "ok"),
            ("S: 250 a", "250-x/250 b", .code, "ok"),
            ("S= 550 5.1.1", "550 5.7.1 x", .code, "ok"),
            ("S= 550 5.1.1", "551 5.1.1 x", .code, "1:4-6 code differs"),
            ("S= 550 5.1.1", "551 x", .class, "ok"),
            ("S= 550 5.1.1", "451 x", .class, "1:4-6 code differs"),
            (group, "250 x", .code, "ok"),
            (group, "251 x", .code, "1:4-6 code differs"),
            ("S{\nS: 250-A\nS}", "251 x", .code, "2:4-6 code differs"),
            ("S{\nS: 250-A\nS}", "251 x", .class, "ok"),
            ("S: {{2\\d\\d}} a", "250 b", .code, "ok"),
            ("S: {{2\\d\\d}} a", "550 b", .code, "1:4-12 code differs"),
            ("S: {{.*}}b", "550 a", .code, "ok"),
            ("S: 250 a", "hello", .class, "1:4-6 code differs"),
            ("S? 250-a\nS*", "550 b", .code, "ok"),
        ] as [(String, String, CompareMode, String)])
    func modes(text: String, reply: String, mode: CompareMode, expected: String) throws {
        #expect(try result(text, reply, mode: mode) == expected)
    }

    @Test("captures go from reply to reply, but not out of a mismatch")
    func captures() throws {
        var captures: [String: String] = [:]
        let first = try expectation("S: 354-[[a:\\d+]]\nS: 354 [[b:\\w+]] [[a]]")
        let other = ReceivedReply(lines: ["354-7", "354 x 8"])
        #expect(!first.match(other, captures: &captures).isMatch)
        #expect(captures.isEmpty)
        let reply = ReceivedReply(lines: ["354-7", "354 x 7"])
        #expect(first.match(reply, captures: &captures).isMatch)
        #expect(captures == ["a": "7", "b": "x"])
        let second = try expectation("S{\nS: 250-[[b]]\nS: 250-[[a]]\nS}")
        let unordered = ReceivedReply(lines: ["250-7", "250 x"])
        #expect(second.match(unordered, captures: &captures).isMatch)
    }

    @Test("a mismatch carries what a picture needs")
    func picture() throws {
        var captures: [String: String] = [:]
        let text = "\n\nS: 451 4.7.1 Greylisted"
        let reply = ReceivedReply(bytes: Array("250 2.1.5 Recipient OK\r\n".utf8))
        let result = try expectation(text).match(reply, captures: &captures)
        guard case .mismatched(let mismatch) = result else {
            Issue.record("matched")
            return
        }
        #expect(mismatch.line == 3)
        #expect(mismatch.kind == .codeDiffers)
        #expect(mismatch.expected == "451 4.7.1 Greylisted")
        #expect(mismatch.received == "250 2.1.5 Recipient OK")
        #expect(mismatch.underline(below: "S: 451 4.7.1 Greylisted") == "   ^^^ code differs")
    }

    @Test("no reply at all is a difference of the first line")
    func noReply() throws {
        let mismatch = try expectation("S: 250-a\nS: 250 b").noReply
        #expect(mismatch.line == 1)
        #expect(mismatch.kind == .noReply)
        #expect(mismatch.columns == 4..<9)
        #expect(try expectation(" S*").noReply.columns == 2..<4)
        #expect(try expectation("S= 250 ").noReply.expected == "250 ")
    }

    @Test("a reply is its lines, and its codes are read off the first")
    func reply() {
        let reply = ReceivedReply(bytes: Array("550-5.1.1 a\r\n550 5.1.1 b\r\n".utf8))
        #expect(reply.lines == ["550-5.1.1 a", "550 5.1.1 b"])
        #expect(reply.code == 550)
        #expect(reply.enhancedStatusCode == "5.1.1")
        #expect(ReceivedReply(lines: []).code == nil)
        #expect(ReceivedReply(bytes: [0xFF]).lines == ["\u{FFFD}"])
    }
}

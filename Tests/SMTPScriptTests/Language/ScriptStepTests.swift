import Testing

@testable import SMTPScript

@Suite("Steps of a script")
struct ScriptStepTests {
    /// Each step as a short word with the line numbers it is made of.
    private func steps(_ text: String) throws -> [String] {
        try ScriptParser.parse(text, name: "x").steps.map { step in
            switch step {
            case .send(let writes):
                "send " + writes.map { words($0) }.joined(separator: "|")
            case .expect(let expectation): "expect " + words(expectation.lines)
            case .event(let event, let line): "\(event) \(line + 1)"
            case .answer(let answer, let line): "answer \(answer) \(line + 1)"
            case .command(let command, let line): "command \(command.name) \(line + 1)"
            case .title(let title, let line): "title \(title) \(line + 1)"
            }
        }
    }

    private func words(_ lines: [Int]) -> String {
        lines.map { String($0 + 1) }.joined(separator: " ")
    }

    @Test("consecutive client lines are one write, whatever remarks are between")
    func writes() throws {
        #expect(try steps("C: a\n# x\n\nC+ \"b\"\n#~ t\nC| c\nC< d\n") == ["send 1 4 6 7"])
        #expect(try steps("C: a\nS= 250\nC: b\n") == ["send 1", "expect 2", "send 3"])
    }

    @Test("flush splits a write, and means nothing elsewhere")
    func flush() throws {
        #expect(try steps("C: a\n:flush\nC: b\nC: c\n") == ["send 1|3 4"])
        #expect(try steps(":flush\nC: a\n:flush\nS= 250\n:flush\n") == ["send 2", "expect 4"])
        #expect(try steps("C: a\nC: :flush\n:flush\nC: b\n") == ["send 1|4"])
    }

    @Test("commands, answers, events and titles are steps in their place")
    func others() throws {
        let text = "## t\n:on x\nC: a\nA: accept\nS= 250\nC: :undo\nS. close\n"
        #expect(
            try steps(text) == [
                "title t 1", "command on 2", "send 3", "answer accept 4", "expect 5",
                "command undo 6", "close 7",
            ])
    }

    @Test(
        "a reply ends where the rules say",
        arguments: [
            ("S: 250-a\nS: 250-b\nS: 250 c\nS: 250 d\n", ["1 2 3", "4"]),
            ("S: 250\nS: 250 d\n", ["1", "2"]),
            ("S= 250\nS= 250\n", ["1", "2"]),
            ("S: 250-a\nS= 250\n", ["1", "2"]),
            ("S: 250-a\n# x\n\n#~ y\nS: 250 b\n", ["1 5"]),
            ("S: 250-a\n:undo\nS: 250 b\n", ["1", "3"]),
            ("S: 250-a\nS*\nS: 250 b\n", ["1 2", "3"]),
            ("S*\nS: 250 b\n", ["1", "2"]),
            ("S: 250-a\nS? 250-b\nS: 250 c\nS: 250 d\n", ["1 2 3", "4"]),
            ("S? 250-b\nS: 250 c\n", ["1 2"]),
            ("S: 250-a\nS? 250 b\nS: 250 c\n", ["1 2", "3"]),
            ("S: 250-a\nS{\nS: 250-b\nS}\nS: 250 c\n", ["1 2 3 4", "5"]),
            ("S: 250 a\nS{\nS: 250-b\nS}\n", ["1", "2 3 4"]),
            ("S: {{.*}}\nS: 250 b\n", ["1", "2"]),
            ("S: {{.*}}\nS*\n", ["1 2"]),
            ("S: {{.*}}\nS{\nS: 250-b\nS}\n", ["1 2 3 4"]),
            ("S: 250{{.*}}\nS? 250 x\nS: 250 b\n", ["1 2", "3"]),
            ("S: {{2..}}-a\nS: 250 b\n", ["1 2"]),
            ("S: 2{{\\d}}0-a\nS: 250 b\n", ["1 2"]),
            ("S: {{2..}} a\nS*\n", ["1", "2"]),
            ("S: [[code:2..]]-a\nS: [[code]] b\nS: 250 c", ["1 2", "3"]),
            ("S: 220 {{.*}}\nS? 220 x\n", ["1", "2"]),
            ("S: hello\nS: 250 b\n", ["1", "2"]),
            ("S? 250{{.}}a\nS: 250 b\n", ["1 2"]),
        ])
    func replies(text: String, expected: [String]) throws {
        let found = try steps(text).filter { $0.hasPrefix("expect") }
        #expect(found == expected.map { "expect " + $0 })
    }

    @Test("a step knows its first and last line")
    func extent() throws {
        let script = try ScriptParser.parse(
            "C: a\n:flush\nC: b\nS: 250-x\n#\nS: 250 x\n", name: "x")
        #expect(script.steps.map(\.firstLine) == [0, 3])
        #expect(script.steps.map(\.lastLine) == [2, 5])
    }
}

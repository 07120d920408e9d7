import Testing

@testable import SMTPScript

@Suite("Updating scripts")
struct ScriptUpdateTests {
    /// Plays a script against replies that come in order, one a sent line, and notes what differs.
    private func update(_ script: Script, replies: [ReceivedReply]) -> ScriptUpdate {
        var update = ScriptUpdate(script)
        var captures: [String: String] = [:]
        var pending: [ReceivedReply] = []
        var rest = replies[...]
        var anchor: Int?
        for step in script.steps {
            switch step {
            case .send(let writes):
                flush(&pending, &update, anchor)
                for _ in writes.joined() {
                    if let reply = rest.popFirst() { pending.append(reply) }
                }
                anchor = step.lastLine
            case .expect(let expectation):
                let reply = pending.isEmpty ? nil : pending.removeFirst()
                anchor = step.lastLine
                if let reply, expectation.match(reply, captures: &captures).isMatch { continue }
                update.replace(expectation, with: reply)
            case .event(.silence, _), .answer, .command, .title: continue
            case .event(_, let line): update.replaceEvent(at: line)
            }
        }
        flush(&pending, &update, anchor)
        return update
    }

    private func flush(
        _ pending: inout [ReceivedReply], _ update: inout ScriptUpdate, _ anchor: Int?
    ) {
        guard let anchor else { return }
        for reply in pending { update.insert(reply.lines.map(ObservedLine.reply), after: anchor) }
        pending = []
    }

    private func updated(_ text: String, _ replies: [[String]]) throws -> String {
        let script = try ScriptParser.parse(text, name: "x")
        return try update(script, replies: replies.map(ReceivedReply.init(lines:))).applied().text
    }

    @Test("an expectation that is met stays as it is written")
    func kept() throws {
        let text = "C: a\nS: 250 {{.*}}\nC: b\n S= 2xx\n"
        #expect(try updated(text, [["250 x"], ["251 y"]]) == text)
    }

    @Test("one that is not met becomes the reply, comments and indentation stay")
    func replaced() throws {
        let text = "C: a\r\n  S: 250-a\r\n  # why\r\n  S: 250 b\r\n-- f --\r\nS: 250 x\r\n"
        #expect(
            try updated(text, [["550-5.1.1 no", "550 5.1.1 {{no}}"]])
                == "C: a\r\n  S: 550-5.1.1 no\r\n  S: 550 5.1.1 {{\\{\\{}}no}}\r\n  # why\r\n"
                + "-- f --\r\nS: 250 x\r\n")
    }

    @Test("a group loses what did not come and gets what did")
    func mendedGroup() throws {
        let text = "C: a\nS: 250-x\nS{\nS: 250-A\n# c\nS? 250-Z\nS! 250-N\nS}\nC: b\nS= 250\n"
        #expect(
            try updated(text, [["250-x", "250-N", "250 B"], ["250 y"]])
                == "C: a\nS: 250-x\nS{\n# c\nS? 250-Z\nS: 250-N\nS: 250 B\nS}\nC: b\nS= 250\n")
        let open = "C: a\nS: 250-x\nS{\nS: 250-A\nS*\nS}\n"
        #expect(
            try updated(open, [["250-y", "250 B"]]) == "C: a\nS: 250-y\nS: 250 B\n")
        #expect(
            try updated(open, [["250-x", "250 B"]]) == "C: a\nS: 250-x\nS{\nS*\nS}\n")
    }

    @Test(
        "lines of a reply that still match stay as they are written",
        arguments: [
            (
                "S: 250-[[h:\\S+]] greets a\nS: 250-OLD\nS: 250 {{X.*}}\n",
                ["250-mx greets a", "250-NEW", "250 XYZ"],
                "S: 250-[[h:\\S+]] greets a\nS: 250-NEW\nS: 250 {{X.*}}\n"
            ),
            (
                "S: 250-{{.*}} greets\n# why\nS: 250-{{A.*}}\nS: 250 B\n",
                ["250-mx greets", "250 AB"],
                "S: 250-{{.*}} greets\n# why\nS: 250 {{A.*}}\n"
            ),
            (
                "S: 250-{{.*}} greets\nS: 250 {{A.*}}\n",
                ["250-mx greets", "250-NEW", "250-A", "250 Z"],
                "S: 250-{{.*}} greets\nS: 250-NEW\nS: 250-{{A.*}}\nS: 250 Z\n"
            ),
            (
                "S: 250-{{.*}} greets\nS: 250-A\nS*\n", ["250-mx greets", "250-B", "250 C"],
                "S: 250-{{.*}} greets\nS: 250-B\nS*\n"
            ),
            (
                "S: 250-a\nS: 250-b\nS: 250 c\n", ["250-b", "250 a"],
                "S: 250-b\nS: 250 a\n"
            ),
        ])
    func mended(_ text: String, reply: [String], expected: String) throws {
        let result = try updated("C: a\n" + text, [reply])
        #expect(result == "C: a\n" + expected)
        #expect(try updated(result, [reply]) == result)
    }

    @Test("unexpected replies are put after what caused them")
    func inserted() throws {
        #expect(
            try updated("\tC: a\n# c\nC: b\nS= 221", [["250 x"], ["221 y"]])
                == "\tC: a\n# c\nC: b\nS: 250 x\nS: 221 y")
        #expect(try updated("  C: a", [["250 x"]]) == "  C: a\n  S: 250 x")
        #expect(
            try updated("C: a\nC: b\nS= 250\n", [["250 x"], ["221 y"]])
                == "C: a\nC: b\nS= 250\nS: 221 y\n")
    }

    @Test("expectations of replies that never came are deleted")
    func deleted() throws {
        #expect(
            try updated("C: a\nS= 250\nS: 250-x\nS: 250 y\nS. close\n", [["250 x"]])
                == "C: a\nS= 250\n")
        #expect(try updated("C: a\nS= 250", []) == "C: a")
    }

    @Test("an insertion in front goes before its line")
    func insertedBefore() throws {
        var update = ScriptUpdate(try ScriptParser.parse("# x\n  C: a\nS. tls\n", name: "x"))
        update.insert([.reply("220 mx")], before: 1)
        update.replaceEvent(at: 2, with: [.close])
        #expect(try update.applied().text == "# x\n  S: 220 mx\n  C: a\nS. close\n")
    }

    @Test("trace is rewritten where a script has trace, and nowhere else")
    func trace() throws {
        let text = "C: a\nS= 250\n #~ old\n#~ older\nC: b\nS= 250\n"
        var update = ScriptUpdate(try ScriptParser.parse(text, name: "x"))
        update.trace(["new"], after: 1)
        update.trace(["added"], after: 5)
        let expected = "C: a\nS= 250\n #~ new\nC: b\nS= 250\n#~ added\n"
        #expect(try update.applied().text == expected)

        var again = ScriptUpdate(try update.applied())
        again.trace(["new"], after: 1)
        again.trace(["added"], after: 4)
        #expect(again.isEmpty)

        var without = ScriptUpdate(try ScriptParser.parse("C: a\nS= 250\n", name: "x"))
        without.trace(["new"], after: 1)
        #expect(without.isEmpty)
    }

    @Test("lines that are not S or trace lines cannot be replaced")
    func untouchable() throws {
        let script = try ScriptParser.parse("C: a\n# b\n:flush\nS= 250\n", name: "x")
        let edit = ScriptEdit.replace(lines: [0, 1, 2, 3, 9], with: [.event(.close)])
        #expect(try ScriptUpdate(script).apply([edit]).text == "C: a\n# b\n:flush\nS. close\n")
        let other = ScriptEdit.replace(lines: [0], with: [.event(.close)])
        #expect(try ScriptUpdate(script).apply([other]).text == script.text)
    }

    @Test("a second update by the same replies changes nothing", arguments: 0..<300)
    func idempotent(seed: Int) throws {
        var generator = ScriptTestGenerator(UInt64(seed))
        let script = try ScriptParser.parse(randomScript(&generator), name: "x")
        let replies = (0..<20).map { _ in randomReply(&generator) }
        let first = try update(script, replies: replies).applied()
        let second = update(first, replies: replies)
        #expect(try second.applied().text == first.text)
        #expect(others(first) == others(script))
        #expect(first.sections.map(\.contents) == script.sections.map(\.contents))
    }

    private func randomReply(_ generator: inout ScriptTestGenerator) -> ReceivedReply {
        let code = ["250", "354", "550"].randomElement(using: &generator) ?? "250"
        let count = Int.random(in: 1...3, using: &generator)
        let texts = ["OK", "5.1.1 no", "SIZE 10", "x greets y", "{{[[", "A"]
        return ReceivedReply(
            lines: (1...count).map { index in
                code + (index == count ? " " : "-") + (texts.randomElement(using: &generator) ?? "")
            })
    }

    /// The lines that no update may touch.
    private func others(_ script: Script) -> [String] {
        script.lines.filter { !$0.kind.expects && !$0.kind.isTrace }.map(\.text)
    }
}

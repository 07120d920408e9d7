import Testing

@testable import SMTPScript

@Suite("Patterns of reply lines")
struct LinePatternTests {
    @Test(
        "the whole line must match, and captures are kept",
        arguments: [
            ("250 OK", "250 OK", [:]),
            ("", "", [:]),
            ("250 {{.*}}", "250 ", [:]),
            ("{{\\d{3}}} ok", "250 ok", [:]),
            ("a{{b{2}}}c", "abbc", [:]),
            ("[[id:\\d+]]", "42", ["id": "42"]),
            ("[[id:[0-9]+]] x", "42 x", ["id": "42"]),
            ("[[a:.*]] [[b:.*]]", "x y z", ["a": "x y", "b": "z"]),
            ("[[a:\\S+]] [[a]]", "x x", ["a": "x"]),
            ("[[a:.*]] [[a]]", "x y x y", ["a": "x y"]),
            ("[[a:.*]][[a]]{{b*}}", "aaaab", ["a": "aa"]),
            ("[[a-b_1:x]]", "x", ["a-b_1": "x"]),
            ("[x] {y} ]] }}", "[x] {y} ]] }}", [:]),
            ("{{\\{\\{}} {{\\[\\[}}", "{{ [[", [:]),
            ("[[a:]]]]", "]", nil),
            ("{{a|}}b", "b", [:]),
        ] as [(String, String, [String: String]?)])
    func matching(pattern: String, line: String, captures: [String: String]?) throws {
        guard let captures else {
            #expect(throws: LineFault.self) { try LinePattern(pattern) }
            return
        }
        #expect(try LinePattern(pattern).match(line, captures: [:]) == .matched(captures))
    }

    @Test(
        "a line that differs says how far the pattern went",
        arguments: [
            ("250 OK", "250 KO", 4),
            ("250 OK", "250 OK.", 6),
            ("250 OK", "250", 3),
            ("é OK", "é KO", 3),
            ("250 {{\\d+}} ok", "250 x ok", 4),
            ("250 {{\\d+}} ok", "250 42 no", 12),
            ("[[a:\\d+]]-[[a]]", "12-13", 10),
        ])
    func differing(pattern: String, line: String, offset: Int) throws {
        #expect(try LinePattern(pattern).match(line, captures: [:]) == .differs(at: offset))
    }

    @Test("a name means what an earlier line captured")
    func reference() throws {
        let pattern = try LinePattern("250 Queued as [[id]]")
        #expect(pattern.match("250 Queued as a.b", captures: ["id": "a.b"]).isMatch)
        #expect(!pattern.match("250 Queued as axb", captures: ["id": "a.b"]).isMatch)
        #expect(pattern.match("250 Queued as x", captures: [:]) == .unknownCapture("id", 14..<20))
    }

    @Test("a failed match leaves captures alone, a new one replaces the old")
    func recapture() throws {
        let pattern = try LinePattern("[[id]] [[id:\\d+]]")
        #expect(pattern.match("1 2", captures: ["id": "1"]) == .matched(["id": "2"]))
        #expect(!pattern.match("3 2", captures: ["id": "1"]).isMatch)
    }

    @Test("precomposed and decomposed letters differ, as their bytes do")
    func scalars() throws {
        #expect(!(try LinePattern("é").match("e\u{301}", captures: [:]).isMatch))
    }

    @Test("long lines and costly patterns are given up, not suffered")
    func bounds() throws {
        let long = String(repeating: "a", count: LinePattern.lineBound + 1)
        #expect(try LinePattern("{{.*}}").match(long, captures: [:]) == .tooLong)
        let line = String(repeating: "a", count: 60_000)
        #expect(try LinePattern("{{.*}}b{{.*}}c").match(line, captures: [:]).isMatch == false)
        let pattern = try LinePattern("[[a:.*]][[b:.*]][[a]][[b]]x")
        #expect(pattern.match(line, captures: [:]) == .tooCostly)
    }

    @Test("two hundred pieces in a line are enough")
    func pieces() throws {
        let most = String(repeating: "{{a}}", count: 200)
        #expect(
            try LinePattern(most).match(String(repeating: "a", count: 200), captures: [:]).isMatch)
        #expect(throws: LineFault(at: 1_000, "too many holes in one line")) {
            try LinePattern(most + "b")
        }
    }

    @Test(
        "codes are read where they are literal",
        arguments: [
            ("250 2.1.0 OK", 250, "2.1.0"), ("250-2.1.0", 250, "2.1.0"), ("250", 250, nil),
            ("250 2.1.0.0", 250, nil), ("250 1000 x", 250, nil), ("2500", nil, nil),
            ("25{{.}} 2.1.0", nil, nil), ("550 5.1000.0 x", 550, nil), ("550 5..0 x", 550, nil),
            ("{{250}} 2.1.0", nil, nil), ("hello", nil, nil),
        ] as [(String, Int?, String?)])
    func codes(pattern: String, code: Int?, enhanced: String?) throws {
        let pattern = try LinePattern(pattern)
        #expect(pattern.code == code)
        #expect(pattern.enhancedStatusCode == enhanced)
    }
}

extension LinePattern.Outcome {
    var isMatch: Bool {
        if case .matched = self { true } else { false }
    }
}

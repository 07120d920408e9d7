import Testing

@testable import SMTPScript

@Suite("Regular expressions in holes")
struct LinearRegexTests {
    private func matches(_ regex: String, _ line: String) throws -> Bool {
        try LinePattern("{{\(regex)}}").match(line, captures: [:]) == .matched([:])
    }

    @Test(
        "the common notation matches whole texts",
        arguments: [
            ("abc", ["abc"], ["ab", "abcd", "ABC", ""]),
            (".*", ["", "a", "é🙂"], []),
            ("a.c", ["abc", "a c", "aéc"], ["ac", "abbc"]),
            ("a*b+c?", ["b", "abc", "aabb"], ["", "ac", "abcc"]),
            ("a{2}", ["aa"], ["a", "aaa"]),
            ("a{2,}", ["aa", "aaaa"], ["a"]),
            ("a{1,3}", ["a", "aa", "aaa"], ["", "aaaa"]),
            ("a{0}b", ["b"], ["ab"]),
            ("(ab|cd)+", ["ab", "abcd"], ["", "a", "abc"]),
            ("(?:ab)?c", ["c", "abc"], ["ac"]),
            ("a||b", ["", "a", "b"], ["c"]),
            ("()*|x", ["", "x"], ["y"]),
            ("((a?){3}){3}", ["", "aaaaaaaaa"], ["aaaaaaaaaa"]),
            ("(a*)*b", ["b", "aab"], ["aa"]),
            ("[abc]", ["a", "c"], ["d", ""]),
            ("[^abc]", ["d", "é"], ["a", ""]),
            ("[a-cx-z]+", ["abcxyz"], ["d"]),
            ("[]a]+", ["]a"], ["b"]),
            ("[^]a]", ["b"], ["]", "a"]),
            ("[a-]+", ["a-"], ["b"]),
            ("[\\d.]+", ["1.2"], ["a"]),
            ("[^\\d]", ["a"], ["1"]),
            ("[\\D1]", ["a", "1"], ["2"]),
            ("[\\]\\\\]", ["]", "\\"], ["a"]),
            ("\\d+", ["019"], ["a", "٣"]),
            ("\\w\\W\\s\\S\\D", ["_- aa"], ["----5"]),
            ("\\.\\*\\{\\}", [".*{}"], ["a*{}"]),
            ("\\x41\\u{E9}\\t", ["Aé\t"], ["Ae\t"]),
            ("^a$", ["a"], ["^a$"]),
            ("a^b", [], ["ab", "a^b"]),
            ("a\\b b", ["a b"], ["ab"]),
            (".*\\bok\\b.*", ["is ok.", "ok"], ["book"]),
            ("(?i)Éok[a-c]", ["ÉOKB", "Éokb"], ["éok"]),
            ("(?i)[^a]", ["b"], ["A", "a"]),
            ("x{1,2}{{".replacing("{{", with: ""), ["xx"], ["xxx"]),
        ] as [(String, [String], [String])])
    func notation(regex: String, matching: [String], others: [String]) throws {
        for line in matching { #expect(try matches(regex, line), "\(line)") }
        for line in others { #expect(try !matches(regex, line), "\(line)") }
    }

    @Test(
        "what is wrong or not offered is refused at its place",
        arguments: [
            ("(a", "3: expected a `)` for this `(`"),
            ("a)", "4: expected `(` before this `)`"),
            ("*a", "3: expected something to repeat before this"),
            ("a|+", "5: expected something to repeat before this"),
            ("a**", "5: a quantifier cannot follow another"),
            ("a*?", "5: a lazy or possessive quantifier means nothing here"),
            ("a++", "5: a lazy or possessive quantifier means nothing here"),
            ("a{2", "1: expected `}}` for this `{{`"),
            ("a{2,1}", "4: a range from high to low"),
            ("a{x}", "4: expected `{n}`, `{n,}` or `{n,m}`"),
            ("a{1001}", "4: expected a count of at most 1000"),
            ("(a{1000}){1000}", "3: a regular expression that is too large"),
            ("[b-a]", "4: expected a range from low to high"),
            ("[a-\\d]", "4: expected a range from low to high"),
            ("(?=a)", "3: only `(…)` and `(?:…)` are groups here"),
            ("é\\1", "4: `\\1` has no meaning here"),
            ("\\q", "3: `\\q` has no meaning here"),
            ("\\x4g", "3: expected two hexadecimal digits after `\\x`"),
            ("^*", "4: nothing to repeat before this"),
            (String(repeating: "(", count: 60), "53: too many nested groups"),
        ])
    func refused(regex: String, expected: String) {
        let text = "{{\(regex)}}"
        do {
            _ = try LinePattern(text)
            Issue.record("\(regex) was taken")
        } catch {
            #expect("\(error.column(in: text.utf8)): \(error.message)" == expected)
        }
    }

    @Test("expressions that make others run forever take linear time")
    func linear() throws {
        let line = String(repeating: "a", count: 20_000)
        let start = ContinuousClock.now
        #expect(try !matches("(a|aa)+b", line))
        #expect(try !matches("(a*)*b", line))
        #expect(try matches("(.*)(.*)(.*)", line))
        #expect(ContinuousClock.now - start < .seconds(20))
    }

    @Test("repeating nothing costs nothing")
    func emptyRepeats() throws {
        #expect(try matches("(((){1000}){1000}){1000}", ""))
        #expect(try matches("(){0,1000}(){5,}", ""))
    }

    @Test("random expressions are refused or run", arguments: 0..<100)
    func random(seed: Int) {
        let alphabet = Array("ab()[]{}*+?|\\^$-.,1d:i".unicodeScalars)
        var generator = ScriptTestGenerator(UInt64(seed))
        for _ in 0..<100 {
            var regex = String.UnicodeScalarView()
            for _ in 0..<12 { regex.append(alphabet.randomElement(using: &generator) ?? "a") }
            guard let pattern = try? LinePattern("{{\(String(regex))}}") else { continue }
            _ = pattern.match("abab1d", captures: [:])
        }
    }
}

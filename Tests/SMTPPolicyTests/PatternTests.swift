import SMTPGrammar
import SMTPPolicy
import SMTPSession
import Testing

@Suite("Patterns")
struct PatternTests {
    @Test(
        "A glob fits the whole subject, without regard to case",
        arguments: [
            ("*", "", true), ("*", "anything", true), ("", "", true), ("", "a", false),
            ("*@sim.example", "bob@SIM.example", true),
            ("*@sim.example", "bob@sim.example.", false),
            ("nosuch@*", "NoSuch@b", true), ("b?b@*", "bob@x", true), ("b?b@*", "bb@x", false),
            ("?", "é", true), ("?", "éé", false), ("a*b*c", "aXXbYYbZc", true),
            ("a*b*c", "aXXbYYbZ", false), ("**", "ab", true), (#"\*"#, "*", true),
            (#"\*"#, "a", false), (#"\?\\"#, #"?\"#, true), (#"\a"#, #"\a"#, true),
        ])
    func glob(_ pattern: String, _ subject: String, _ fits: Bool) {
        #expect(Glob(pattern).matches(Array(subject.utf8)) == fits)
    }

    @Test(
        "The case of a local part counts, that of a domain does not (RFC 5321 §2.4)",
        arguments: [
            ("bob@*", "bob@X", true), ("bob@*", "Bob@x", false),
            ("Bob@Sim.*", "Bob@sIM.example", true),
            ("postmaster@*", "PostMaster@x", true), ("/^bob@Sim/", "bob@sIM.example", true),
            ("/^bob@/", "BOB@x", false), ("/^bob@/i", "BOB@x", true),
            ("/[a-z]+@X$/", "ann@x", true),
            ("/[a-z]+@X$/", "ANN@x", false),
        ])
    func addresses(_ pattern: String, _ address: String, _ fits: Bool) throws {
        var policy = Policy()
        policy.handlers.append(try Handler(parsing: "recipient \(pattern) reject"))
        let decision = policy.decide(.recipient(Recipient(Path(stringLiteral: address))))
        #expect((decision.source == .handler(1)) == fits)
        let handler = try #require(policy.handlers.first)
        #expect(try Handler(parsing: handler.description).description == handler.description)
    }

    @Test("A glob with many stars takes no time on a long subject")
    func globTime() {
        let pattern = Glob(String(repeating: "*a", count: 50) + "b")
        let subject = [UInt8](repeating: UInt8(ascii: "a"), count: 2_000)
        #expect(!pattern.matches(subject))
    }

    @Test(
        "A regular expression is searched in the subject, without regard to case",
        arguments: [
            ("sim", "bob@SIM.example", true), ("^sim", "bob@sim.example", false),
            ("^(ann|bob)@", "ann@x", true), ("example$", "bob@sim.example", true),
            ("[0-9]{3}", "u12@x", false), ("[0-9]{3}", "u123@x", true), ("", "x", true),
        ])
    func regex(_ source: String, _ subject: String, _ fits: Bool) throws {
        #expect(try RegexPattern(source).matches(Array(subject.utf8)) == fits)
    }

    @Test(
        "A regular expression takes no time on a subject that makes others track back",
        arguments: ["(a+)+b", "(a|aa)+$b", "(.*)(.*)(.*)(.*)(.*)(.*)b"])
    func regexTime(_ source: String) throws {
        let subject = [UInt8](repeating: UInt8(ascii: "a"), count: 2_000)
        #expect(try !RegexPattern(source).matches(subject))
        let isFound = try RegexPattern(source).matches(subject + [UInt8(ascii: "b")])
        #expect(isFound == !source.contains("$"))
    }

    @Test("A regular expression is found wherever Swift's own finds it", arguments: 0..<200)
    func sameAsSwift(_ seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let atoms = ["a", "b", ".", "[ab]", "[^a]", "(a|b)", "(ab|a)", "a*", "b+", "(ba){1,2}"]
        let source = (0..<4).map { _ in atoms.randomElement(using: &generator) ?? "a" }.joined()
        let own = try RegexPattern(source)
        let other = try Regex(source)
        for _ in 0..<20 {
            let subject = String(
                (0..<Int.random(in: 0...8, using: &generator)).map { _ in
                    "abc".randomElement(using: &generator) ?? "a"
                })
            let isFound = try other.firstMatch(in: subject) != nil
            #expect(own.matches(Array(subject.utf8)) == isFound, "/\(source)/ in \(subject)")
        }
    }

    @Test("Octets that are not UTF-8 do no harm")
    func octets() throws {
        #expect(Glob("a?b").matches([0x61, 0xFF, 0x62]))
        #expect(try RegexPattern("^a.b$").matches([0x61, 0xFF, 0x62]))
    }

    @Test("A regular expression prints its slashes so that it can be read again")
    func slashes() throws {
        #expect(try RegexPattern("a/b").description == #"/a\/b/"#)
        #expect(try RegexPattern(#"a\/b"#) == RegexPattern("a/b"))
    }
}

import SMTPPolicy
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

    @Test("Octets that are no UTF-8 harm nobody")
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

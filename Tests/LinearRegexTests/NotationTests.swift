import LinearRegex
import Testing

@Suite("The notation of regular expressions")
struct NotationTests {
    @Test(
        "Each form matches what it stands for, as a whole, and nothing else",
        arguments: [
            ("", [""], ["a"]),
            ("a", ["a"], ["", "b", "A", "aa"]),
            (".", ["a", "é", "🎈", "\n", "\0"], ["", "ab"]),
            ("a|bc|", ["a", "bc", ""], ["b", "abc"]),
            ("ab*", ["a", "ab", "abb"], ["", "abab"]),
            ("ab+", ["ab", "abb"], ["a"]),
            ("ab?", ["a", "ab"], ["abb"]),
            ("a{3}", ["aaa"], ["aa", "aaaa"]),
            ("a{2,}", ["aa", "aaaaa"], ["a"]),
            ("a{1,2}", ["a", "aa"], ["", "aaa"]),
            ("a{0}", [""], ["a"]),
            ("(ab){2}", ["abab"], ["ab", "aabb"]),
            ("(?:ab)+", ["ab", "abab"], ["aab"]),
            ("(a|b)c", ["ac", "bc"], ["c", "abc"]),
            ("[a-c]", ["a", "b", "c"], ["d", "-", ""]),
            ("[^a-c]", ["d", "-", "é"], ["a", ""]),
            ("[]]", ["]"], ["["]),
            ("[^]]", ["["], ["]"]),
            ("[a-]", ["a", "-"], ["b"]),
            ("[.*+(]", [".", "*", "+", "("], ["a"]),
            ("[\\d\\-_]", ["7", "-", "_"], ["a", "\\"]),
            ("[^\\W\\d]", ["a", "_"], ["1", "-"]),
            ("[\\x41-\\x43]", ["A", "C"], ["D"]),
            ("\\d", ["0", "9"], ["a", "٣"]),
            ("\\D", ["a", "٣"], ["0"]),
            ("\\w", ["a", "Z", "0", "_"], ["-", "é"]),
            ("\\W", ["-", "é"], ["a"]),
            ("\\s", [" ", "\t", "\n", "\r"], ["a", "\u{A0}"]),
            ("\\S", ["a", "\u{A0}"], [" "]),
            ("\\t\\r\\n", ["\t\r\n"], ["trn"]),
            ("\\xe9\\u{1F388}", ["é🎈"], ["e🎈"]),
            ("\\.\\*\\\\\\[\\/", [".*\\[/"], ["a*\\[/"]),
            ("^a$", ["a"], ["", "^a$"]),
            ("a$b|^b", ["b"], ["ab", "a$b"]),
            ("\\ba\\b", ["a"], ["aa"]),
            ("a\\b-\\bb", ["a-b"], ["a--b"]),
            ("(?i)straße[k-m]", ["STRAßE" + "L", "straßek"], ["strasseL"]),
            ("(?i)[^a]", ["b"], ["a", "A"]),
            ("}]", ["}]"], ["}"]),
        ] as [(String, [String], [String])])
    func forms(source: String, matching: [String], others: [String]) throws {
        let regex = try LinearRegex(source)
        for text in matching { #expect(regex.matchesWhole(text), "\(text)") }
        for text in others { #expect(!regex.matchesWhole(text), "\(text)") }
    }

    @Test("Ignoring the case can be asked for beside the expression, and is about ASCII letters")
    func ignoringCase() throws {
        let regex = try LinearRegex("é[x-z]q", ignoresCase: true)
        #expect(regex.matchesWhole("éYQ"))
        #expect(!regex.matchesWhole("ÉYQ"))
        #expect(try !LinearRegex("q").matchesWhole("Q"))
    }

    @Test(
        "What is wrong is refused, with the octet where it is",
        arguments: [
            ("(a", 0, "expected a `)` for this `(`"),
            ("é(a(b)", 2, "expected a `)` for this `(`"),
            ("ab)", 2, "expected `(` before this `)`"),
            ("*", 0, "expected something to repeat before this"),
            ("(+)", 1, "expected something to repeat before this"),
            ("{2}", 0, "expected something to repeat before this"),
            ("a*{2}", 2, "a quantifier cannot follow another"),
            ("éa+?", 4, "a lazy or possessive quantifier means nothing here"),
            ("a{,2}", 1, "expected `{n}`, `{n,}` or `{n,m}`"),
            ("a{2", 1, "expected `{n}`, `{n,}` or `{n,m}`"),
            ("a{3,2}", 1, "a range from high to low"),
            ("a{1,1001}", 1, "expected a count of at most 1000"),
            ("$+", 1, "nothing to repeat before this"),
            ("a[b", 1, "expected a `]` for this `[`"),
            ("[", 0, "expected a `]` for this `[`"),
            ("[z-a]", 1, "expected a range from low to high"),
            ("[\\d-z]", nil, nil),
            ("[a-\\w]", 1, "expected a range from low to high"),
            ("a(?<n>b)", 1, "only `(…)` and `(?:…)` are groups here"),
            ("a(?i)", 1, "only `(…)` and `(?:…)` are groups here"),
            ("(a)\\1", 3, "`\\1` has no meaning here"),
            ("\\e", 0, "`\\e` has no meaning here"),
            ("a\\", 2, "expected a character"),
            ("\\x4", 0, "expected two hexadecimal digits after `\\x`"),
            ("\\u00E9", 0, "expected 1 to 6 hexadecimal digits in braces after `\\u`"),
            ("\\u{}", 0, "expected 1 to 6 hexadecimal digits in braces after `\\u`"),
            ("\\u{D800}", 0, "expected a Unicode scalar, which this number is not"),
            ("((a{100}){100}){2}", 0, "a regular expression that is too large"),
            (String(repeating: "(", count: 51), 50, "too many nested groups"),
        ] as [(String, Int?, String?)])
    func faults(source: String, offset: Int?, message: String?) {
        do {
            _ = try LinearRegex(source)
            #expect(message == nil)
        } catch {
            #expect(error.offset == offset)
            #expect(error.message == message)
        }
    }
}

extension LinearRegex {
    /// The ends of all matches that begin at a place.
    func ends(in text: [UInt32], from start: Int) -> [Int] {
        var effort = Int.max
        return ends(in: text, from: start, effort: &effort)
    }

    func matchesWhole(_ text: String) -> Bool {
        let scalars = text.unicodeScalars.map(\.value)
        return ends(in: scalars, from: 0).last == scalars.count
    }
}

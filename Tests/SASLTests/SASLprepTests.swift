import SASL
import Testing

@Suite("SASLprep")
struct SASLprepTests {
    @Test(
        "The examples of RFC 4013 §3",
        arguments: [
            ("I\u{AD}X", "IX"), ("user", "user"), ("USER", "USER"), ("\u{AA}", "a"),
            ("\u{2168}", "IX"), ("\u{7}", nil), ("\u{627}1", nil),
        ] as [(String, String?)])
    func examples(text: String, prepared: String?) {
        #expect(SASLprep.prepared(text) == prepared)
    }

    @Test(
        "Spaces, what maps to nothing, and compositions",
        arguments: [
            ("a\u{A0}b", "a b"), ("a\u{3000}b", "a b"), ("a\u{200B}b", "ab"), ("", ""),
            ("e\u{301}", "\u{E9}"), ("\u{FF21}\u{FF42}", "Ab"), ("\u{FB01}", "fi"),
            ("stra\u{DF}e", "stra\u{DF}e"), ("\u{3C2}", "\u{3C2}"), ("\u{130}", "\u{130}"),
            ("\u{212B}", "\u{C5}"), ("\u{1F80}", "\u{1F80}"), ("\u{AC00}", "\u{AC00}"),
        ])
    func mapped(text: String, prepared: String) {
        // Swift compares by canonical equivalence; the form is what counts here.
        #expect(
            SASLprep.prepared(text).map { Array($0.unicodeScalars) }
                == Array(prepared.unicodeScalars))
    }

    @Test(
        "Prohibited characters, one of each table of RFC 4013 §2.3",
        arguments: [
            0, 0x7F, 0x80, 0x6DD, 0x2028, 0xE000, 0xFDD0, 0xFFFE, 0xFFFD, 0x2FF0, 0x200E, 0xE0001,
        ] as [UInt32])
    func prohibited(value: UInt32) throws {
        let scalar = try #require(Unicode.Scalar(value))
        #expect(SASLprep.prepared("a\(scalar)") == nil)
    }

    @Test("A right-to-left string has no left-to-right characters, and no others at its ends")
    func directions() {
        #expect(SASLprep.prepared("\u{627}\u{628}") != nil)
        #expect(SASLprep.prepared("\u{627}1\u{628}") != nil)
        #expect(SASLprep.prepared("\u{627}a\u{628}") == nil)
        #expect(SASLprep.prepared("1\u{627}") == nil)
    }

    @Test(
        "Compatibility mappings of all kinds",
        arguments: [
            ("\u{FF71}", "\u{30A2}"), ("\u{FF76}\u{FF9E}", "\u{30AC}"), ("\u{FE8D}", "\u{627}"),
            (
                "\u{FDFA}",
                "\u{635}\u{644}\u{649} \u{627}\u{644}\u{644}\u{647} "
                    + "\u{639}\u{644}\u{64A}\u{647} \u{648}\u{633}\u{644}\u{645}"
            ),
            ("\u{2F00}", "\u{4E00}"), ("\u{1D400}\u{1D7FF}", "A9"), ("\u{33C2}", "a.m."),
            ("\u{17F}\u{307}", "\u{1E61}"), ("\u{2460}", "1"), ("\u{3131}", "\u{1100}"),
        ])
    func compatibility(text: String, form: String) {
        #expect(
            SASLprep.prepared(text).map { Array($0.unicodeScalars) } == Array(form.unicodeScalars))
    }

    @Test("What is prepared is its own prepared form, for every character")
    func isStable() {
        let once = (0x80...0x2FFFF as ClosedRange<UInt32>).compactMap(Unicode.Scalar.init)
            .compactMap { SASLprep.prepared(String($0)) }
        #expect(once.count > 50_000)
        #expect(once.filter { SASLprep.prepared($0) != $0 } == [])
    }

    @Test("What is no UTF-8 has no prepared form")
    func octets() {
        #expect(SASLprep.prepared([0xFF]) == nil)
        #expect(SASLprep.prepared([0x61]) == [0x61])
    }
}

import SMTPGrammar
import Testing

@Suite("Base64")
struct Base64Tests {
    /// The test vectors of RFC 4648 §10, and one exchange each of RFC 4616 and RFC 2195.
    static let vectors = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
        ("\0tim\0tanstaaftanstaaf", "AHRpbQB0YW5zdGFhZnRhbnN0YWFm"),
        (
            "tim b913a602c7eda7a495b4e6e7334d3890",
            "dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw"
        ),
    ]

    @Test("Known texts are encoded and decoded", arguments: vectors)
    func vector(octets: String, text: String) throws {
        #expect(Base64.encode(Array(octets.utf8)) == Array(text.utf8))
        #expect(try Base64.decode(Array(text.utf8)) == Array(octets.utf8))
    }

    @Test("Every octet and every length comes back")
    func roundTrip() throws {
        let octets = (0...255).map { UInt8($0) }
        for length in 0...256 {
            let part = Array(octets.prefix(length).reversed())
            #expect(try Base64.decode(Base64.encode(part)) == part)
        }
        #expect(Base64.encode([0xFB, 0xFF, 0xFE]) == Array("+//+".utf8))
    }

    @Test(
        "A text that is not strictly base64 is refused, with the place",
        arguments: [
            ("Zg", .incompleteQuantum, 2),
            ("Zg=", .incompleteQuantum, 3),
            ("Z", .incompleteQuantum, 1),
            ("=", .incompleteQuantum, 1),
            ("==", .incompleteQuantum, 2),
            ("Zm9v=", .incompleteQuantum, 5),
            ("Zm9v==", .incompleteQuantum, 6),
            ("Z===", .paddingInside, 1),
            ("====", .paddingInside, 0),
            ("Zm9v====", .paddingInside, 4),
            ("Zg==Zg==", .paddingInside, 2),
            ("Z=9v", .paddingInside, 1),
            ("Zm9=v", .paddingInside, 3),
            ("Zh==", .trailingBits, 1),
            ("Zm9=", .trailingBits, 2),
            ("Zm 9v", .notInAlphabet, 2),
            ("Zm9v\r\n", .notInAlphabet, 4),
            (" Zm9v", .notInAlphabet, 0),
            ("Zm-_", .notInAlphabet, 2),
            ("Zm9\0", .notInAlphabet, 3),
            ("Zmé=", .notInAlphabet, 2),
        ] as [(String, Base64Error.Reason, Int)])
    func refused(text: String, reason: Base64Error.Reason, offset: Int) {
        #expect(throws: Base64Error(reason, offset: offset)) {
            try Base64.decode(Array(text.utf8))
        }
    }

    @Test("Offsets in a slice count from the slice's start")
    func slice() throws {
        let line = Array("AUTH PLAIN Zm9v".utf8)
        #expect(try Base64.decode(line[11...]) == Array("foo".utf8))
        #expect(throws: Base64Error(.notInAlphabet, offset: 4)) { try Base64.decode(line[...]) }
    }

    @Test("Each text that is accepted is the only one for its octets")
    func onlyOneText() {
        let alphabet = Array("AQgwZf/+9=".utf8)
        for first in alphabet {
            for second in alphabet {
                for third in alphabet {
                    for fourth in alphabet {
                        let text = [first, second, third, fourth]
                        guard let octets = try? Base64.decode(text) else { continue }
                        #expect(Base64.encode(octets) == text)
                    }
                }
            }
        }
    }
}

import Testing

@testable import SMTPGrammar

@Suite("Verbs")
struct VerbTests {
    @Test("are found in any mixture of cases", arguments: Verb.allCases)
    func found(verb: Verb) {
        #expect(Verb(verb.name) == verb)
        #expect(Verb(verb.name.lowercased()) == verb)
        #expect(Verb(verb.name + "X") == nil)
        #expect(Verb(String(verb.name.dropLast())) == nil)
    }

    @Test(
        "are not found where a bit of the case is wrong",
        arguments: ["M\u{1}IL", "STARTTL3", "", "MÄIL"])
    func notFound(word: String) {
        #expect(Verb(word) == nil)
    }
}

@Suite("Enhanced status codes")
struct EnhancedStatusCodeTests {
    @Test("are read and written", arguments: ["2.0.0", "4.7.12", "5.1.10", "5.999.999"])
    func read(text: String) {
        #expect(EnhancedStatusCode(text)?.description == text)
    }

    @Test(
        "are nothing else",
        arguments: [
            "", "5", "5.1", "5.1.1.1", "3.1.1", "5.01.1", "5.1000.1", "5..1", "5.1.x", "+5.1.1",
        ])
    func refused(text: String) {
        #expect(EnhancedStatusCode(text) == nil)
    }
}

@Suite("Parameters")
struct ParameterTests {
    private func read(_ text: String) throws(SyntaxError) -> [String] {
        let octets = Array(text.utf8)
        var reader = ParameterReader(from: 0)
        var found: [String] = []
        while let range = try reader.next(octets.span) {
            let value = range.value.map { "=" + String(decoding: octets[$0], as: UTF8.self) } ?? ""
            found.append(String(decoding: octets[range.keyword], as: UTF8.self) + value)
        }
        return found
    }

    @Test("are read one by one")
    func read() throws {
        #expect(try read("") == [])
        #expect(try read(" SIZE=10 BODY=8BITMIME") == ["SIZE=10", "BODY=8BITMIME"])
        #expect(try read(" AUTH=<>") == ["AUTH=<>"])
    }

    @Test(
        "name the octet that does not fit",
        arguments: [
            ("SIZE=1", 0, SyntaxError.Problem.parameterSpace),
            (" =1", 1, .parameterKeyword),
            (" -A=1", 1, .parameterKeyword),
            (" A_B", 2, .parameterKeyword),
            (" SIZE=", 6, .parameterValue),
            (" SIZE=1=2", 7, .parameterValue),
            ("  SIZE=1", 1, .extraBlank),
            (" SIZE=1  BODY=7BIT", 8, .extraBlank),
        ])
    func faults(text: String, offset: Int, problem: SyntaxError.Problem) {
        #expect(throws: SyntaxError(at: offset, problem)) { try read(text) }
    }

    @Test("hold xtext, with upper-case hexadecimal digits only, unless others are taken")
    func extendedText() throws {
        func decode(_ text: String, small: Bool = false) throws(SyntaxError) -> String {
            let octets = Array(text.utf8)
            let decoded = try ExtendedText.decode(
                octets.span, 0..<octets.count, takesSmallDigits: small)
            return String(decoding: decoded, as: UTF8.self)
        }
        #expect(try decode("e+3dmc2", small: true) == "e=mc2")
        #expect(try decode("e+3Dmc2@example.com") == "e=mc2@example.com")
        for (text, offset) in [("+3d", 0), ("ab+3", 2), ("+", 0), ("a=b", 1)] {
            #expect(throws: SyntaxError(at: offset, .parameterValue)) { try decode(text) }
        }
    }
}

@Suite("Lines")
struct LineScannerTests {
    @Test("end at the first LF, wherever it is")
    func lineFeed() {
        for length in 0..<40 {
            let octets = [UInt8](repeating: 11, count: length) + [10, 10]
            for start in 0...length {
                #expect(LineScanner.firstLineFeed(octets.span, from: start) == length)
            }
            #expect(LineScanner.firstLineFeed(octets.span, from: length + 2) == nil)
        }
    }

    @Test("hold no control characters and no 8-bit octets", arguments: 0...255)
    func forbidden(octet: Int) {
        let octet = UInt8(octet)
        let isAllowed = octet == 9 || (32...126).contains(octet)
        for length in [0, 3, 7, 8, 20] {
            let octets =
                [UInt8](repeating: 65, count: length) + [octet, 66, 67, 68, 69, 70, 71, 72]
            #expect(LineScanner.firstForbidden(octets.span) == (isAllowed ? nil : length))
        }
    }
}

import Testing

@testable import SMTPScript

@Suite("Round trips")
struct RoundTripTests {
    @Test("a parsed script prints back to the byte", arguments: 0..<200)
    func printing(seed: Int) throws {
        var generator = ScriptTestGenerator(UInt64(seed))
        let bytes = randomScript(&generator)
        #expect(try ScriptParser.parse(bytes, name: "x").bytes == bytes)
    }

    @Test("random bytes never crash the parser", arguments: 0..<200)
    func randomBytes(seed: Int) {
        var generator = ScriptTestGenerator(UInt64(seed))
        for _ in 0..<50 {
            let bytes = (0..<Int.random(in: 0...200, using: &generator)).map { _ in
                UInt8.random(in: .min ... .max, using: &generator)
            }
            expectWholeOrError(bytes)
        }
    }

    @Test("scripts with mutations never crash the parser", arguments: 0..<200)
    func mutations(seed: Int) {
        let alphabet = Array("CSA:#+|<=?*{}!.[]()\\\"x250-^$~ \n\r\t\u{FF}".utf8)
        var generator = ScriptTestGenerator(UInt64(seed))
        for _ in 0..<50 {
            var bytes = randomScript(&generator)
            for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &generator)
                bytes[index] = alphabet.randomElement(using: &generator) ?? 0
            }
            expectWholeOrError(bytes)
        }
    }

    /// Either the input is refused with a place inside it, or nothing of it is lost.
    private func expectWholeOrError(_ bytes: [UInt8]) {
        do {
            let script = try ScriptParser.parse(bytes, name: "x")
            #expect(script.bytes == bytes)
            _ = script.steps
        } catch {
            #expect(!error.diagnostics.isEmpty)
            for diagnostic in error.diagnostics {
                #expect(diagnostic.line >= 1)
                #expect((1...(diagnostic.source.count + 1)).contains(diagnostic.column))
            }
        }
    }
}

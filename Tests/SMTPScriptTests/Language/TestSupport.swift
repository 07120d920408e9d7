import Testing

@testable import SMTPScript

/// A generator whose numbers are the same in every run.
struct ScriptTestGenerator: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Lines of every kind, for scripts put together at random.
let sampleScriptLines = [
    "", "   ", "# a comment", "#", "## a title", "##", "#~ HELLO → MAIL", "#~", "C:", "C: NOOP",
    "  C: EHLO client.example  ", "C: ::x", "C: :undo", "C+ \"NOOP\\r\\n\\x00\" *3", "C+ \"\"",
    "C| .a line of text", "C|", "C< letter.eml stuff", "C< \"two words\"", "S: 250 OK",
    "S: 250-{{.*}} greets [[name:\\S+]]", "S= 250 | 5xx 5.1.*", "S? 250-SIZE {{\\d+}}", "S*",
    "S. close", "A: accept", ":flush", "\t:on recipient *@a.example reject 550 5.1.1 \"no\"",
    "S{\nS: 250-A\nS! 250-B\nS*\nS}", "C: é\u{301} 🙂",
]

func randomScript(_ generator: inout ScriptTestGenerator) -> [UInt8] {
    var bytes: [UInt8] = Bool.random(using: &generator) ? [] : [0xEF, 0xBB, 0xBF]
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
        let end = Bool.random(using: &generator) ? "\n" : "\r\n"
        bytes += (sampleScriptLines.randomElement(using: &generator) ?? "").utf8
        bytes += end.utf8
    }
    for index in 0..<Int.random(in: 0...2, using: &generator) {
        bytes += "-- file \(index) --\r\n".utf8
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            bytes.append(UInt8.random(in: .min ... .max, using: &generator))
        }
        bytes.append(0x0A)
    }
    if Bool.random(using: &generator), bytes.last == 0x0A {
        bytes.removeLast()
        if bytes.last == 0x0D { bytes.removeLast() }
    }
    return bytes
}

/// The kind of a line, or a failed test.
func scriptKind(_ line: String) throws -> ScriptLine.Kind {
    try ScriptLine(parsing: line).kind
}

/// The fault of a line as `column: message`, or nil if it is well formed.
func scriptFault(_ line: String) -> String? {
    do {
        _ = try ScriptLine(parsing: line)
        return nil
    } catch {
        return "\(error.column(in: line.utf8)): \(error.message)"
    }
}

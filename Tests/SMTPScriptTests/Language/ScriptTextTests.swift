import Testing

@testable import SMTPScript

@Suite("Lines for saving a session")
struct ScriptTextTests {
    @Test(
        "client bytes become the plainest lines that send them",
        arguments: [
            ("EHLO a\r\nNOOP \r\n", ["C: EHLO a", "C: NOOP "]),
            ("\r\n", ["C:"]),
            ("", []),
            ("NOOP\n", ["C+ \"NOOP\\n\""]),
            ("NOOP", ["C+ \"NOOP\""]),
            ("a\rb\r\n", ["C+ \"a\\rb\\r\\n\""]),
            ("\ta\r\n", ["C+ \"\\ta\\r\\n\""]),
            (":x\r\n", ["C+ \":x\\r\\n\""]),
            ("é\r\n", ["C: é"]),
            ("é\u{200B}\r\n", ["C+ \"é\\u{200B}\\r\\n\""]),
            ("a\r\r\n", ["C+ \"a\\r\\r\\n\""]),
        ])
    func client(bytes: String, lines: [String]) {
        #expect(ScriptText.lines(sending: Array(bytes.utf8)) == lines)
    }

    @Test("whatever was sent, the lines send it again", arguments: 0..<200)
    func clientProperty(seed: Int) throws {
        let pieces: [[UInt8]] = [
            [0x0D, 0x0A], [0x0A], [0x0D], Array("NOOP".utf8), [0xFF], [0], Array(": é\"\\".utf8),
        ]
        var generator = ScriptTestGenerator(UInt64(seed))
        let bytes = (0..<12).flatMap { _ in pieces.randomElement(using: &generator) ?? [] }
        #expect(try sent(ScriptText.lines(sending: bytes)) == bytes)
    }

    @Test("a long run of bytes is spread over several lines")
    func longRun() throws {
        let bytes = [UInt8](repeating: 0, count: 40_000)
        let lines = ScriptText.lines(sending: bytes)
        #expect(lines.count == 3)
        #expect(try sent(lines) == bytes)
    }

    private func sent(_ lines: [String]) throws -> [UInt8] {
        try lines.flatMap { line -> [UInt8] in
            switch try scriptKind(line) {
            case .clientText(let text): return Array(text.utf8) + [0x0D, 0x0A]
            case .clientBytes(let bytes): return bytes.expanded
            case let other:
                Issue.record("\(other) sends nothing")
                return []
            }
        }
    }

    @Test(
        "a reply line becomes a pattern that matches it and nothing else",
        arguments: [
            ("250 OK", "S: 250 OK"),
            ("", "S:"),
            ("250 {{x}} [[y]] {z} [", "S: 250 {{\\{\\{}}x}} {{\\[\\[}}y]] {z} ["),
            ("250 {[[", "S: 250 {{\\{\\[\\[}}"),
            ("250 {\u{7}", "S: 250 {{\\{}}{{\\u{7}}}"),
            ("250 \u{1B}[1m", "S: 250 {{\\u{1B}}}[1m"),
        ])
    func reply(line: String, written: String) throws {
        #expect(ScriptText.line(expecting: line) == written)
        guard case .expectLine(let pattern) = try scriptKind(written) else {
            Issue.record("no reply line")
            return
        }
        #expect(pattern.match(line, captures: [:]) == .matched([:]))
        #expect(pattern.match(line + "x", captures: [:]) != .matched([:]))
    }

    @Test("any reply line reads back as a pattern that matches it", arguments: 0..<200)
    func replyProperty(seed: Int) throws {
        let alphabet = Array("250- {}[]\\:.*ab\u{7}\u{1B}é\u{301}\u{200D}".unicodeScalars)
        var generator = ScriptTestGenerator(UInt64(seed))
        var line = String.UnicodeScalarView()
        for _ in 0..<20 { line.append(alphabet.randomElement(using: &generator) ?? " ") }
        guard
            case .expectLine(let pattern) = try scriptKind(ScriptText.line(expecting: String(line)))
        else {
            Issue.record("no reply line")
            return
        }
        #expect(pattern.match(String(line), captures: [:]) == .matched([:]))
    }

    @Test("remarks stay on their line and cannot become something else")
    func remarks() throws {
        #expect(ScriptText.line(trace: "HELLO → MAIL") == "#~ HELLO → MAIL")
        #expect(ScriptText.line(trace: "") == "#~")
        #expect(ScriptText.line(comment: "a\nC: QUIT\u{1B}") == "# a\\nC: QUIT\\x1B")
        #expect(try scriptKind(ScriptText.line(comment: "~ x")) == .comment("~ x"))
        #expect(try scriptKind(ScriptText.line(comment: "# x")) == .comment("# x"))
        #expect(ScriptText.line(title: "one") == "## one")
        #expect(ScriptText.line(answer: "reject 550 \"no\"") == "A: reject 550 \"no\"")
        #expect(ScriptText.line(.close) == "S. close")
    }
}

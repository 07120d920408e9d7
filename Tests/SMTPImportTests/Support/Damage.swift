import Testing

/// What happens to transcripts on their way through logs, mails and pages.
struct Damage: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Whether blanks at the end of lines are lost, so that they are not compared.
    var losesBlanks = false
    /// Whether it can only be undone where each line has a mark.
    var needsMarks = false
    let apply: @Sendable ([[UInt8]]) -> [UInt8]

    static let all: [Damage] = [
        Damage(testDescription: "time stamps") {
            joined($0) { "2026-03-01T10:00:0\($0 % 10).12\($0 % 7)Z " }
        },
        Damage(testDescription: "words of a log") {
            joined($0) { "Mar  1 10:\(10 + $0 % 50):07 host app[312]: " }
        },
        Damage(testDescription: "levels and threads") {
            joined($0) {
                "2026-03-01 10:00:07,1\(10 + $0 % 80) [main] \($0 % 3 == 0 ? "INFO " : "DEBUG") smtp - "
            }
        },
        Damage(testDescription: "quoting") { joined($0) { _ in "> " } },
        Damage(testDescription: "quoting twice") { joined($0) { _ in "> > " } },
        Damage(testDescription: "quoting, without blanks at the ends", losesBlanks: true) { lines in
            joined(lines.map { Array($0.reversed().drop { $0 == 0x20 }.reversed()) }) { _ in "> " }
        },
        Damage(testDescription: "indentation") { joined($0) { _ in "    " } },
        Damage(testDescription: "CR LF") { lines in
            Array(lines.map { $0 + [0x0D] }.joined(separator: [0x0A]))
        },
        Damage(testDescription: "a web page") { lines in
            let text = String(decoding: joined(lines) { _ in "" }, as: UTF8.self)
            let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
            return Array(escaped.replacing(">", with: "&gt;").utf8)
        },
        Damage(testDescription: "UTF-16") { lines in
            let text = String(decoding: joined(lines) { _ in "" }, as: UTF8.self)
            return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        },
        Damage(testDescription: "lines wrapped at 76", needsMarks: true) { lines in
            joined(lines.flatMap { wrapped($0, at: 76) }) { _ in "" }
        },
        Damage(testDescription: "other lines around it") { lines in
            let around = Array("Hello list,\n\nwhat does this mean?\n\n".utf8)
            return around + joined(lines) { _ in "" } + Array("\n\nKind regards\n".utf8)
        },
    ]

    static func joined(_ lines: [[UInt8]], _ prefix: (Int) -> String) -> [UInt8] {
        Array(
            lines.enumerated().map { number, line in Array(prefix(number).utf8) + line }
                .joined(separator: [0x0A]))
    }

    /// A line as several of at most so many octets, broken at blanks.
    private static func wrapped(_ line: [UInt8], at width: Int) -> [[UInt8]] {
        var rest = line[...]
        var pieces: [[UInt8]] = []
        while rest.count > width {
            let start = rest.prefix(width + 1)
            guard let blank = start.lastIndex(of: 0x20), blank > rest.startIndex + 40 else { break }
            pieces.append(Array(rest[..<blank]))
            rest = rest[(blank + 1)...]
        }
        return pieces + [Array(rest)]
    }
}

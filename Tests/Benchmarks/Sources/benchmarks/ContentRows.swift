import Glibc
import SMTPGrammar

/// Message text: the scanner beside one call of memchr for every LF of the same octets.
enum ContentRows {
    private static let size = 4 << 20
    private static let portion = 65_536

    static func rows() -> [Row] {
        [
            row("typical text", line: { Array(repeating: 0x78, count: 60 + $0 % 17) + [13, 10] }),
            row(
                "every line begins with a dot",
                line: { [46, 46] + Array(repeating: 0x78, count: 60 + $0 % 17) + [13, 10] }),
            row(
                "every fourth line begins with a dot",
                line: {
                    ($0 % 4 == 0 ? [46, 46] : []) + Array(repeating: 0x78, count: 60 + $0 % 17) + [
                        13, 10,
                    ]
                }),
            row("8-bit text", line: { Array(repeating: 0xC3, count: 60 + $0 % 17) + [13, 10] }),
            row("bare LF", line: { Array(repeating: 0x78, count: 60 + $0 % 17) + [10] }),
            row(
                "lines of 990 octets", line: { _ in Array(repeating: 0x78, count: 990) + [13, 10] }),
        ]
    }

    private static func row(_ what: String, line: (Int) -> [UInt8]) -> Row {
        var text: [UInt8] = []
        var number = 0
        while text.count < size {
            text += line(number)
            number += 1
        }
        var found = 0
        let best = Stopwatch.shortest(
            rounds: 40, { found &+= scan(text) }, beside: { found &+= countLines(text) })
        precondition(found > 0)
        let ratio = best.floor / best.work
        return Row(
            what: "content, \(what)", measured: speed(text.count, best.work),
            floor: "memchr " + speed(text.count, best.floor), ratio: ratio,
            budget: "≥ 0.5 × its speed", isKept: ratio >= 0.5)
    }

    private static func speed(_ octets: Int, _ seconds: Double) -> String {
        Row.number(Double(octets) / seconds / 1e9, 1) + " GB/s"
    }

    private static func scan(_ text: [UInt8]) -> Int {
        var scanner = ContentScanner()
        var octets = 0
        for start in stride(from: 0, to: text.count, by: portion) {
            text[start..<min(start + portion, text.count)].withUnsafeBufferPointer { portion in
                var position = 0
                while let piece = scanner.next(portion.span, from: position) {
                    position = scanner.position
                    if case .text(let range) = piece { octets += range.count }
                }
            }
        }
        return octets
    }

    private static func countLines(_ text: [UInt8]) -> Int {
        text.withUnsafeBytes { octets in
            guard var position = octets.baseAddress else { return 0 }
            let end = position + octets.count
            var lines = 0
            while position < end, let lineFeed = memchr(position, 10, end - position) {
                lines += 1
                position = UnsafeRawPointer(lineFeed) + 1
            }
            return lines
        }
    }
}

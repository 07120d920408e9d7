import Glibc
import SMTPGrammar

/// Message text: the scanner beside one call of memchr for every LF of the same octets.
enum ContentRows {
    private static let size = 4 << 20
    private static let portion = 65_536

    static func rows() -> [Row] {
        [
            row("typical text") { text($0) + [13, 10] },
            row("1 line in 50 begins with a dot") { dots($0, every: 50) + text($0) + [13, 10] },
            row("1 line in 4 begins with a dot") { dots($0, every: 4) + text($0) + [13, 10] },
            row("8-bit text") { text($0, 0xC3) + [13, 10] },
            row("bare LF") { text($0) + [10] },
        ]
    }

    private static func text(_ number: Int, _ octet: UInt8 = 0x78) -> [UInt8] {
        Array(repeating: octet, count: 60 + number % 17)
    }

    private static func dots(_ number: Int, every count: Int) -> [UInt8] {
        number % count == 0 ? [46, 46] : []
    }

    private static func row(_ what: String, _ line: (Int) -> [UInt8]) -> Row {
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

    static func countLines(_ text: [UInt8]) -> Int {
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

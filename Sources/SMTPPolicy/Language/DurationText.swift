/// A duration as a person writes it: `5m`, `90s`, `250ms`, `1h`.
package enum DurationText {
    /// The longest duration, a week, in milliseconds.
    package static let longest: UInt64 = 7 * 24 * 3_600_000

    /// Reads a whole number and `ms`, `s`, `m` or `h` as milliseconds; nil above a week, or if malformed.
    package static func parse(_ text: String) -> UInt64? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).lowercased()
        guard let number = UInt64(digits), let size = units.first(where: { $0.name == unit })?.size
        else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: size)
        return overflow || product > longest ? nil : product
    }

    /// Writes milliseconds in the largest unit that needs no fraction.
    package static func print(_ milliseconds: UInt64) -> String {
        let fitting = units.first { milliseconds >= $0.size && milliseconds % $0.size == 0 }
        guard let fitting else { return "\(milliseconds)ms" }
        return "\(milliseconds / fitting.size)\(fitting.name)"
    }

    private static let units: [(name: String, size: UInt64)] = [
        ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ]
}

/// A set of Unicode code points, as ranges in order.
struct CodePointSet: Sendable {
    private let ranges: [ClosedRange<UInt32>]

    /// Reads ranges in hexadecimal, sorted: `"A0 2000-200A"`.
    init(_ text: String) {
        ranges = text.split(separator: " ").compactMap { part in
            let bounds = part.split(separator: "-").compactMap { UInt32($0, radix: 16) }
            guard let first = bounds.first, let last = bounds.last else { return nil }
            return first...last
        }
    }

    func contains(_ scalar: Unicode.Scalar) -> Bool {
        var (low, high) = (0, ranges.count)
        while low < high {
            let middle = (low + high) / 2
            if ranges[middle].contains(scalar.value) { return true }
            if ranges[middle].upperBound < scalar.value {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return false
    }
}

/// A set of Unicode scalars: what one place of a ``LinearRegex`` accepts.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) {
        self.init([scalar.value...scalar.value])
    }

    /// Every scalar, line ends too.
    static let any = ScalarSet([], isNegated: true)
    static let digits = ScalarSet([0x30...0x39])
    static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let blanks = ScalarSet([0x09...0x0D, 0x20...0x20])

    func contains(_ value: UInt32) -> Bool {
        for range in ranges where range.contains(value) { return !isNegated }
        return isNegated
    }

    var inverted: ScalarSet { ScalarSet(ranges, isNegated: !isNegated) }

    /// The set as plain ranges, which a union can take in.
    var plainRanges: [ClosedRange<UInt32>] {
        guard isNegated else { return ranges }
        var gaps: [ClosedRange<UInt32>] = []
        var next: UInt32 = 0
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
            next = max(next, range.upperBound + 1)
        }
        return next <= 0x10FFFF ? gaps + [next...0x10FFFF] : gaps
    }

    /// The set with the other case of each of its ASCII letters.
    var ignoringCase: ScalarSet {
        let upper: ClosedRange<UInt32> = 0x41...0x5A
        let lower: ClosedRange<UInt32> = 0x61...0x7A
        let others = ranges.flatMap { range -> [ClosedRange<UInt32>] in
            let fromUpper = range.overlaps(upper) ? [range.clamped(to: upper)] : []
            let fromLower = range.overlaps(lower) ? [range.clamped(to: lower)] : []
            return fromUpper.map { ($0.lowerBound + 32)...($0.upperBound + 32) }
                + fromLower.map { ($0.lowerBound - 32)...($0.upperBound - 32) }
        }
        return ScalarSet(ranges + others, isNegated: isNegated)
    }
}

extension RegexParser {
    /// Reads one character, or an escape that stands for one or for a class.
    mutating func single() throws(RegexFault) -> ScalarSet {
        let start = position
        guard take("\\") else { return ScalarSet(try scalar()) }
        if let set = takeClass() { return set }
        return ScalarSet(try escaped(start))
    }

    /// Reads the rest of `[…]`.
    mutating func bracketed() throws(RegexFault) -> ScalarSet {
        let start = position - 1
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        // A `]` in the first place is an ordinary character.
        while isFirst || !take("]") {
            isFirst = false
            guard !isAtEnd else { throw fault("expected a `]` for this `[`", at: start) }
            ranges += try member()
        }
        return ScalarSet(ranges, isNegated: isNegated)
    }

    /// Reads `a`, `a-z` or a class inside brackets.
    private mutating func member() throws(RegexFault) -> [ClosedRange<UInt32>] {
        let start = position
        let first = try single()
        guard let low = first.single else { return first.plainRanges }
        // A `-` in the last place is an ordinary character.
        guard sees("-"), !sees("-]") else { return first.ranges }
        position += 1
        guard let high = try single().single, low <= high else {
            throw fault("expected a range from low to high", at: start)
        }
        return [low...high]
    }

    private mutating func takeClass() -> ScalarSet? {
        if take("d") { return .digits }
        if take("D") { return ScalarSet.digits.inverted }
        if take("w") { return .words }
        if take("W") { return ScalarSet.words.inverted }
        if take("s") { return .blanks }
        if take("S") { return ScalarSet.blanks.inverted }
        return nil
    }

    /// Reads an escape for one character, after its backslash.
    private mutating func escaped(_ start: Int) throws(RegexFault) -> Unicode.Scalar {
        if take("t") { return "\t" }
        if take("r") { return "\r" }
        if take("n") { return "\n" }
        if take("x") { return try number(2...2, start, "two hexadecimal digits after `\\x`") }
        if take("u") { return try braced(start) }
        let scalar = try scalar()
        guard scalar.isASCII, !scalar.properties.isAlphabetic, !(0x30...0x39 ~= scalar.value) else {
            throw fault("`\\\(scalar)` has no meaning here", at: start)
        }
        return scalar
    }

    private mutating func braced(_ start: Int) throws(RegexFault) -> Unicode.Scalar {
        let wanted = "1 to 6 hexadecimal digits in braces after `\\u`"
        guard take("{") else { throw fault("expected \(wanted)", at: start) }
        let scalar = try number(1...6, start, wanted)
        guard take("}") else { throw fault("expected \(wanted)", at: start) }
        return scalar
    }

    /// Reads a scalar by its number.
    private mutating func number(
        _ counts: ClosedRange<Int>, _ start: Int, _ wanted: String
    ) throws(RegexFault) -> Unicode.Scalar {
        let digits = take(atMost: counts.upperBound) { $0.properties.isASCIIHexDigit }
        guard digits.count >= counts.lowerBound, let value = UInt32(digits, radix: 16) else {
            throw fault("expected \(wanted)", at: start)
        }
        guard let scalar = Unicode.Scalar(value) else {
            throw fault("expected a Unicode scalar, which this number is not", at: start)
        }
        return scalar
    }

    private mutating func scalar() throws(RegexFault) -> Unicode.Scalar {
        guard !isAtEnd else { throw fault("expected a character") }
        position += 1
        return scalars[position - 1]
    }
}

/// A set of Unicode scalars: what one place of a ``LinearRegex`` accepts.
struct ScalarSet: Hashable, Sendable {
    var ranges: [ClosedRange<UInt32>]
    var isNegated = false

    init(_ ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    init(_ scalar: Unicode.Scalar) { self.init([scalar.value...scalar.value]) }

    /// Every scalar, line ends too.
    static let any = ScalarSet([], isNegated: true)
    static let digits = ScalarSet([0x30...0x39])
    static let words = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let blanks = ScalarSet([0x09...0x0D, 0x20...0x20])

    func contains(_ value: UInt32) -> Bool {
        for range in ranges where range.contains(value) { return !isNegated }
        return isNegated
    }

    /// The only scalar of the set, if it was written as one.
    var single: UInt32? {
        ranges.count == 1 && ranges[0].count == 1 && !isNegated ? ranges[0].lowerBound : nil
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

extension LineRegexParser {
    /// Reads one character, or an escape that stands for one or for a class.
    mutating func single() throws(LineFault) -> ScalarSet {
        let start = cursor.offset
        guard take("\\") else { return ScalarSet(try scalar()) }
        if let set = takeClass() { return set }
        return ScalarSet(try escaped(start))
    }

    /// Reads `[…]` from behind its bracket.
    mutating func bracketed() throws(LineFault) -> ScalarSet {
        let start = cursor.offset - 1
        let isNegated = take("^")
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        // A `]` in the first place is an ordinary character.
        while isFirst || !take("]") {
            isFirst = false
            guard !isAtEnd else { throw LineFault(at: start, "expected a `]` for this `[`") }
            ranges += try member()
        }
        return ScalarSet(ranges, isNegated: isNegated)
    }

    /// Reads `a`, `a-z` or a class inside brackets.
    private mutating func member() throws(LineFault) -> [ClosedRange<UInt32>] {
        let start = cursor.offset
        let first = try single()
        guard first.ranges.count == 1, first.ranges[0].count == 1, !first.isNegated else {
            return first.plainRanges
        }
        guard seesRange else { return first.ranges }
        cursor.offset += 1
        let last = try single()
        let low = first.ranges[0].lowerBound
        guard last.ranges.count == 1, last.ranges[0].count == 1, !last.isNegated,
            low <= last.ranges[0].lowerBound
        else { throw LineFault(at: start, "expected a range from low to high") }
        return [low...last.ranges[0].lowerBound]
    }

    /// Whether a `-` comes that is not the last character of the brackets.
    private var seesRange: Bool {
        cursor.sees("-") && !cursor.sees("-]")
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

    /// Reads an escape that stands for one character, from behind its backslash.
    private mutating func escaped(_ start: Int) throws(LineFault) -> Unicode.Scalar {
        if take("t") { return "\t" }
        if take("r") { return "\r" }
        if take("n") { return "\n" }
        if take("x") {
            return Unicode.Scalar(try QuotedText.byte(&cursor, start: start))
        }
        if take("u") { return try QuotedText.scalar(&cursor, start: start) }
        let scalar = try scalar()
        guard scalar.isASCII, !scalar.properties.isAlphabetic, !(0x30...0x39 ~= scalar.value) else {
            throw LineFault(at: start, "`\\\(scalar)` has no meaning here")
        }
        return scalar
    }

    private mutating func scalar() throws(LineFault) -> Unicode.Scalar {
        guard !isAtEnd, let encoded = EncodedScalar(in: cursor.bytes[...], at: cursor.offset) else {
            throw cursor.fault("expected a character")
        }
        cursor.offset += encoded.length
        return encoded.scalar
    }
}

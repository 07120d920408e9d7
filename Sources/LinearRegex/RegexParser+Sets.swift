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
        guard first.ranges.count == 1, first.ranges[0].count == 1, !first.isNegated else {
            return first.plainRanges
        }
        guard seesRange else { return first.ranges }
        position += 1
        let last = try single()
        let low = first.ranges[0].lowerBound
        guard last.ranges.count == 1, last.ranges[0].count == 1, !last.isNegated,
            low <= last.ranges[0].lowerBound
        else { throw fault("expected a range from low to high", at: start) }
        return [low...last.ranges[0].lowerBound]
    }

    /// Whether a `-` comes that is not the last character of the brackets.
    private var seesRange: Bool {
        sees("-") && !sees("-]")
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
        var digits = ""
        while digits.count < counts.upperBound, !isAtEnd,
            scalars[position].properties.isASCIIHexDigit
        {
            digits.unicodeScalars.append(scalars[position])
            position += 1
        }
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

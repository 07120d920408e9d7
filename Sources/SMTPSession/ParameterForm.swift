import SMTPGrammar

/// What the value of a parameter is.
public enum ParameterForm: Hashable, Sendable, Codable {
    /// There is none: the keyword says it all.
    case flag
    /// A number of 1 to so many digits.
    case number(digits: Int)
    /// One of these words, written in capitals here, in any mixture of cases on the wire.
    case oneOf([String])
    /// A mailbox in xtext, or `<>`, which stands for none (RFC 4954 §5).
    case mailbox
    /// xtext for at most so many octets (RFC 3461 §4).
    case xtext(octets: Int)
    /// Any value of at most so many octets.
    case text(octets: Int)
    /// A value of this grammar, kept as it was written.
    case grammar(ValueGrammar)

    var isList: Bool { if case .oneOf = self { true } else { false } }

    /// What a value should be, as the beginning of a sentence.
    package var expected: String {
        switch self {
        case .flag: "no value"
        case .number(let digits): digits == 1 ? "1 digit" : "1 to \(digits) digits"
        case .oneOf(let words):
            [words.dropLast().joined(separator: ", "), words.last ?? ""].filter { !$0.isEmpty }
                .joined(separator: " or ")
        case .mailbox: "a mailbox in xtext, or <>,"
        case .xtext(let octets): "xtext for at most \(octets) octets"
        case .text(let octets): "at most \(octets) octets"
        case .grammar(let grammar): grammar.expected
        }
    }

    /// What the whole of a value is, in words: `1 to 9 digits, then ";"`.
    package var description: String {
        switch self {
        case .mailbox: "a mailbox in xtext, or <>"
        case .grammar(let grammar): grammar.description
        case .flag, .number, .oneOf, .xtext, .text: expected
        }
    }
}

/// What a parameter said.
public enum ParameterValue: Hashable, Sendable, Codable {
    /// It had no value.
    case flag
    /// A number; one that is larger than 64 bits hold is the largest that they do.
    case number(UInt64)
    /// One of the words that it takes, in capitals.
    case word(String)
    /// A text, decoded where it is written in xtext.
    case octets([UInt8])

    /// The value as octets, empty without one.
    public var octets: [UInt8] {
        switch self {
        case .flag: []
        case .number(let number): Array("\(number)".utf8)
        case .word(let word): Array(word.utf8)
        case .octets(let octets): octets
        }
    }
}

extension ParameterForm {
    /// Reads a parameter's value; throws at the first octet that does not fit, with what should stand there.
    func read(
        _ line: Span<UInt8>, _ range: ParameterRange, _ limits: PathLimits
    ) throws(SyntaxError) -> ParameterValue {
        guard let value = range.value else {
            guard case .flag = self else { throw fault(range.keyword.upperBound) }
            return .flag
        }
        switch self {
        case .flag: throw fault(range.keyword.upperBound)
        case .number(let digits): return .number(try readNumber(line, value, digits))
        case .oneOf(let words): return .word(try readWord(line, value, words))
        case .mailbox: return .octets(try readMailbox(line, value, limits))
        case .xtext(let octets):
            return .octets(try limited(decode(line, value), to: octets, value))
        case .text(let octets):
            return .octets(
                try limited(Session.octets(line.extracting(value), from: 0), to: octets, value))
        case .grammar(let grammar):
            try grammar.check(line, value)
            return .octets(Session.octets(line.extracting(value), from: 0))
        }
    }

    private func fault(_ offset: Int) -> SyntaxError {
        SyntaxError(at: offset, .parameterValue, expected: expected)
    }

    private func limited(
        _ octets: [UInt8], to limit: Int, _ value: Range<Int>
    ) throws(SyntaxError) -> [UInt8] {
        guard octets.count <= limit else { throw fault(value.lowerBound) }
        return octets
    }

    private func decode(
        _ line: Span<UInt8>, _ value: Range<Int>
    ) throws(SyntaxError) -> [UInt8] {
        do {
            return try ExtendedText.decode(line, value, takesSmallDigits: self == .mailbox)
        } catch {
            throw fault(error.offset)
        }
    }

    private func readNumber(
        _ line: Span<UInt8>, _ value: Range<Int>, _ digits: Int
    ) throws(SyntaxError) -> UInt64 {
        guard value.count <= digits else { throw fault(value.lowerBound) }
        var number: UInt64 = 0
        for index in value {
            let digit = line[index] &- ASCII.zero
            guard digit < 10 else { throw fault(index) }
            // Twenty digits can be more than 64 bits hold; such a number is above every limit.
            let (product, isTooLarge) = number.multipliedReportingOverflow(by: 10)
            let (sum, isAbove) = product.addingReportingOverflow(UInt64(digit))
            number = isTooLarge || isAbove ? .max : sum
        }
        return number
    }

    private func readWord(
        _ line: Span<UInt8>, _ value: Range<Int>, _ words: [String]
    ) throws(SyntaxError) -> String {
        for word in words where KnownParameter.spells(line, value, word) { return word }
        throw fault(value.lowerBound)
    }

    /// Decoded, it must be a mailbox without control characters, since it reaches logs; it has neither
    /// brackets nor a source route.
    private func readMailbox(
        _ line: Span<UInt8>, _ value: Range<Int>, _ limits: PathLimits
    ) throws(SyntaxError) -> [UInt8] {
        let decoded = try decode(line, value)
        guard decoded != [ASCII.lessThan, ASCII.greaterThan] else { return [] }
        let path = [ASCII.lessThan] + decoded + [ASCII.greaterThan]
        var reader = PathReader(limits: limits, allowsPostmaster: false)
        guard let mailbox = try? reader.read(path.span, from: 0), reader.position == path.count,
            !mailbox.isNull, mailbox.sourceRoute.isEmpty
        else { throw fault(value.lowerBound) }
        return decoded
    }
}

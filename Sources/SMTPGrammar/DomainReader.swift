// RFC 5321 §4.1.2:
//   Domain     = sub-domain *("." sub-domain)
//   sub-domain = Let-dig [Ldh-str]
//   Let-dig    = ALPHA / DIGIT
//   Ldh-str    = *( ALPHA / DIGIT / "-" ) Let-dig

/// Reads a domain or an address literal.
public struct DomainReader: Sendable {
    /// Whether underscores, empty labels, a trailing dot and hyphens at the edge of a label are
    /// tolerated.
    public let isLoose: Bool
    /// Whether octets above 127 count as letters do (RFC 6531 §3.3).
    public let allowsNonASCII: Bool
    /// Whether an address literal may have a tag that is not registered.
    public let takesAnyTag: Bool
    /// Whether the text needed that it is read loosely.
    public private(set) var isUsedLoosely = false
    /// Whether the text has such a tag.
    public private(set) var hasOtherTag = false

    /// A reader of the given strictness.
    public init(isLoose: Bool = false, takesAnyTag: Bool = false, allowsNonASCII: Bool = false) {
        self.isLoose = isLoose
        self.takesAnyTag = takesAnyTag
        self.allowsNonASCII = allowsNonASCII
    }

    /// Reads as far as the domain goes.
    ///
    /// - Parameters:
    ///   - text: the command
    ///   - start: where the domain begins
    /// - Returns: the offset just after the domain
    /// - Throws: where the text departs from the grammar
    public mutating func read(_ text: Span<UInt8>, from start: Int) throws(SyntaxError) -> Int {
        let end = text.withUnsafeBufferPointer { octets -> Int? in
            guard let end = DomainReader.endOfPlainDomain(octets, from: start) else { return nil }
            return end == octets.count || DomainReader.endsDomain(octets[end]) ? end : nil
        }
        return if let end { end } else { try readOther(text, from: start) }
    }

    /// Whether an octet that no label of ASCII has can be in no other label either.
    @inline(__always)
    private static func endsDomain(_ octet: UInt8) -> Bool {
        octet < 128 && octet != UInt8(ascii: "_")
    }

    private mutating func readOther(
        _ text: Span<UInt8>, from start: Int
    ) throws(SyntaxError) -> Int {
        guard start < text.count, text[start] != ASCII.leftBracket else {
            return try AddressLiteral.read(
                text, from: start, takesAnyTag: takesAnyTag, &hasOtherTag)
        }
        var position = start
        while true {
            let labelStart = position
            position = endOfLabel(text, from: labelStart)
            try checkLabel(text, labelStart..<position)
            guard position < text.count, text[position] == ASCII.dot else { break }
            position += 1
        }
        guard position > start else { throw SyntaxError(at: start, .domain) }
        return position
    }

    /// Nearly all labels end at a dot or a bracket.
    @inline(__always)
    private mutating func endOfLabel(_ text: Span<UInt8>, from start: Int) -> Int {
        let end = ASCIISet.letterDigitHyphen.end(in: text, from: start)
        guard end < text.count, text[end] > 127 || text[end] == UInt8(ascii: "_") else {
            return end
        }
        return endOfUnusualLabel(text, from: start)
    }

    private mutating func endOfUnusualLabel(_ text: Span<UInt8>, from start: Int) -> Int {
        var end = ASCIISet.letterDigitHyphen.end(
            in: text, from: start, allowsNonASCII: allowsNonASCII)
        while isLoose, end < text.count, text[end] == UInt8(ascii: "_") {
            isUsedLoosely = true
            end = ASCIISet.letterDigitHyphen.end(in: text, from: end + 1)
        }
        return end
    }

    /// A label begins and ends with a letter or a digit.
    @inline(__always)
    private mutating func checkLabel(
        _ text: Span<UInt8>, _ label: Range<Int>
    ) throws(SyntaxError) {
        guard let fault = fault(text, label) else { return }
        guard isLoose else { throw SyntaxError(at: fault, .domain) }
        isUsedLoosely = true
    }

    private func fault(_ text: Span<UInt8>, _ label: Range<Int>) -> Int? {
        guard !label.isEmpty else { return label.lowerBound }
        guard text[label.lowerBound] != ASCII.hyphen else { return label.lowerBound }
        return text[label.upperBound - 1] == ASCII.hyphen ? label.upperBound - 1 : nil
    }
}

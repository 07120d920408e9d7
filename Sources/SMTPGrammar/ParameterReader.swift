// RFC 5321 §4.1.2:
//   Mail-parameters = esmtp-param *(SP esmtp-param)
//   esmtp-param     = esmtp-keyword ["=" esmtp-value]
//   esmtp-keyword   = (ALPHA / DIGIT) *(ALPHA / DIGIT / "-")
//   esmtp-value     = 1*(%d33-60 / %d62-126)

/// Where a parameter of MAIL or RCPT is in its command.
public struct ParameterRange: Hashable, Sendable {
    /// The keyword, `SIZE`.
    public let keyword: Range<Int>
    /// The value, after the `=`; nil for a keyword alone.
    public let value: Range<Int>?
}

/// Reads the parameters after a path, one at a time.
public struct ParameterReader: Sendable {
    /// The offset just after what has been read.
    public private(set) var position: Int
    /// Whether more than one blank may separate parameters.
    public let toleratesExtraBlanks: Bool
    /// The first extra blank that was tolerated.
    public private(set) var extraBlank: Int?

    /// A reader that begins just after the path, at the blank before the first parameter.
    public init(from position: Int, toleratesExtraBlanks: Bool = false) {
        self.position = position
        self.toleratesExtraBlanks = toleratesExtraBlanks
    }

    /// The next parameter, or nil at the end of the line.
    ///
    /// - Parameter text: the command, without trailing blanks
    /// - Returns: where the keyword and the value are
    /// - Throws: where the text departs from the grammar
    public mutating func next(_ text: Span<UInt8>) throws(SyntaxError) -> ParameterRange? {
        guard position < text.count else { return nil }
        guard text[position] == ASCII.space else {
            throw SyntaxError(at: position, .parameterSpace)
        }
        position += 1
        if position < text.count, text[position] == ASCII.space { try skipExtraBlanks(text) }
        let start = position
        position = ASCIISet.letterDigitHyphen.end(in: text, from: start)
        guard position > start, text[start] != ASCII.hyphen else {
            throw SyntaxError(at: start, .parameterKeyword)
        }
        let keyword = start..<position
        guard position < text.count, text[position] != ASCII.space else {
            return ParameterRange(keyword: keyword, value: nil)
        }
        guard text[position] == ASCII.equals else {
            throw SyntaxError(at: position, .parameterKeyword)
        }
        return ParameterRange(keyword: keyword, value: try readValue(text))
    }

    private mutating func skipExtraBlanks(_ text: Span<UInt8>) throws(SyntaxError) {
        guard toleratesExtraBlanks else { throw SyntaxError(at: position, .extraBlank) }
        extraBlank = extraBlank ?? position
        while position < text.count, text[position] == ASCII.space { position += 1 }
    }

    private mutating func readValue(_ text: Span<UInt8>) throws(SyntaxError) -> Range<Int> {
        position += 1
        let start = position
        // RFC 6531 §3.3 adds UTF-8; where it may not be, the line was refused as a whole.
        position = ASCIISet.parameterValue.end(in: text, from: start, allowsNonASCII: true)
        let isWhole = position == text.count || text[position] == ASCII.space
        guard position > start, isWhole else { throw SyntaxError(at: position, .parameterValue) }
        return start..<position
    }
}

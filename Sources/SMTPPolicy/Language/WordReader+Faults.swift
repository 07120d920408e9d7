import OctetText

// The words of a handler or an answer. A `#` is nothing special: comments have their own lines.

extension WordReader {
    /// Takes the next word; nil at the end.
    mutating func next() throws(PolicySyntaxError) -> Word? {
        skipBlanks()
        let start = offset
        let word: Word?
        do throws(EscapeError) {
            word = try nextWord()
        } catch {
            throw syntaxError(error, wordAt: start)
        }
        if word?.isQuoted == true { try demandBlank(after: "the closing quotation mark") }
        return word
    }

    /// The next word, without consuming it.
    func peekWord() throws(PolicySyntaxError) -> Word? {
        var reader = self
        return try reader.next()
    }

    /// The next keyword, without consuming it; nil at the end or before a quoted word.
    func peekKeyword() -> String? { (try? peekWord())?.keyword }

    /// What was not read yet, without the blanks before it.
    var remainder: String {
        String(decoding: octets[offset...].drop(while: \.isBlank), as: UTF8.self)
    }

    /// Takes `/regex/` or `/regex/i`, which ignores case: a backslash takes the next character with it, and hides only a slash.
    mutating func nextRegex() throws(PolicySyntaxError)
        -> (source: String, offset: Int, ignoresCase: Bool)
    {
        let start = offset
        offset += 1
        var source: [UInt8] = []
        while let octet = nextOctet() {
            guard octet != RegexPattern.delimiter else {
                let ignoresCase = offset < octets.count && octets[offset] == RegexPattern.caseFlag
                if ignoresCase { offset += 1 }
                try demandBlank(after: "the closing slash")
                return (String(decoding: source, as: UTF8.self), start, ignoresCase)
            }
            if octet == UInt8(ascii: "\\"), let escaped = nextOctet() {
                source += escaped == RegexPattern.delimiter ? [escaped] : [octet, escaped]
            } else {
                source.append(octet)
            }
        }
        throw error("the closing slash is missing", at: start)
    }

    /// Requires that nothing is left.
    mutating func end(expected: [String] = []) throws(PolicySyntaxError) {
        guard let word = try next() else { return }
        throw error(
            "unexpected \(word.shown)", at: word.offset, expected: expected,
            suggestion: word.keyword.flatMap { nearestName(to: $0, among: expected) })
    }

    /// An error at an offset, or where the reader is.
    func error(
        _ message: String, at place: Int? = nil, expected: [String] = [], suggestion: String? = nil
    ) -> PolicySyntaxError {
        PolicySyntaxError(
            message, at: place ?? offset, in: octets, expected: expected, suggestion: suggestion)
    }

    private func syntaxError(_ fault: EscapeError, wordAt start: Int) -> PolicySyntaxError {
        switch fault.reason {
        case .unclosed: error("the closing quotation mark is missing", at: start)
        case .unknown:
            error(
                "unknown escape", at: fault.offset,
                expected: [#"\r"#, #"\n"#, #"\t"#, #"\0"#, #"\xHH"#, #"\u{…}"#, #"\\"#, #"\""#])
        case .needsTwoDigits, .needsBraces, .notCharacter, .notQuoted, .afterQuote, .notText:
            error(fault.message, at: fault.offset)
        }
    }

    private func demandBlank(after what: String) throws(PolicySyntaxError) {
        guard peek()?.isBlank ?? true else { throw error("a blank is missing after \(what)") }
    }
}

extension Word {
    /// The word as an error message cites it, without what would garble a terminal.
    var shown: String {
        let start = octets.prefix(40)
        return isQuoted ? EscapedText.quoted(start) : EscapedText.inLine(start)
    }
}

/// What is wrong with the text of a handler or an answer, and where.
///
///     :on recipent nosuch@* reject
///         ^ unknown hook recipent; did you mean recipient?
public struct PolicySyntaxError: Error, Hashable, Sendable {
    /// Where the text is wrong, in octets of UTF-8 from its beginning.
    public var offset: Int
    /// Where the text is wrong, in characters from its beginning: the columns before a caret.
    public var column: Int
    /// What is wrong, in lower case and without a full stop.
    public var message: String
    /// What could be there, likeliest first; empty if the message says it all.
    public var expected: [String]
    /// What was probably meant.
    public var suggestion: String?
    /// Whether the suggestion is the whole text in its right form, and not just a word of it.
    public var correctsAll = false

    init(
        _ message: String, at offset: Int, in text: [UInt8], expected: [String] = [],
        suggestion: String? = nil
    ) {
        self.offset = offset
        self.column = text.column(at: offset)
        self.message = message
        self.expected = expected
        self.suggestion = suggestion
    }
}

extension PolicySyntaxError: CustomStringConvertible {
    /// The message with the suggestion, or else with what could be there.
    public var description: String {
        if let suggestion { return "\(message); did you mean \(suggestion)?" }
        guard !expected.isEmpty else { return message }
        return "\(message); expected \(expected.joined(separator: ", "))"
    }
}

/// Reads a line from left to right: octets, words, and text in quotation marks.
///
/// Blanks are spaces and tabs.
package struct WordReader: Sendable {
    /// The line in UTF-8.
    package let octets: [UInt8]
    /// How far it is read.
    package var offset = 0

    /// A reader at the beginning of a line.
    package init(_ line: some StringProtocol) { octets = Array(line.utf8) }

    /// A reader at the beginning of a line, or further on.
    package init(octets: [UInt8], offset: Int = 0) {
        self.octets = octets
        self.offset = offset
    }

    /// A reader at the same place of the line without the blanks at its end.
    package var withoutBlanksAtEnd: WordReader {
        guard octets.last?.isBlank ?? false else { return self }
        let end = octets.lastIndex { !$0.isBlank }.map { $0 + 1 } ?? 0
        return WordReader(octets: Array(octets[..<end]), offset: min(offset, end))
    }

    /// Whether nothing is left.
    package var isAtEnd: Bool { offset == octets.count }

    /// Everything that is left.
    package var rest: String { String(decoding: octets[offset...], as: UTF8.self) }

    /// An octet that comes later; nil after the end.
    package func peek(_ ahead: Int = 0) -> UInt8? {
        offset + ahead < octets.count ? octets[offset + ahead] : nil
    }

    /// Takes the next octet.
    package mutating func nextOctet() -> UInt8? {
        guard let octet = peek() else { return nil }
        offset += 1
        return octet
    }

    /// Whether these characters come next.
    package func sees(_ literal: StaticString) -> Bool {
        literal.withUTF8Buffer { octets[offset...].starts(with: $0) }
    }

    /// Takes these characters if they come next.
    package mutating func take(_ literal: StaticString) -> Bool {
        guard sees(literal) else { return false }
        offset += literal.utf8CodeUnitCount
        return true
    }

    /// Takes the octets up to the first that is not wanted.
    package mutating func take(while wanted: (UInt8) -> Bool) -> ArraySlice<UInt8> {
        let rest = octets[offset...]
        let end = rest.firstIndex { !wanted($0) } ?? rest.endIndex
        offset = end
        return rest[..<end]
    }

    /// Takes the blanks that come next.
    package mutating func skipBlanks() { _ = take(while: \.isBlank) }

    /// Takes the octets up to the next blank.
    package mutating func takeWord() -> String {
        String(decoding: take { !$0.isBlank }, as: UTF8.self)
    }

    /// Takes the next word, after blanks; nil at the end.
    ///
    /// A word that begins with a quotation mark goes on to the closing one.
    package mutating func nextWord() throws(EscapeError) -> Word? {
        skipBlanks()
        let start = offset
        guard !isAtEnd else { return nil }
        guard take("\"") else {
            return Word(octets: Array(take { !$0.isBlank }), isQuoted: false, offset: start)
        }
        return Word(octets: try quoted(), isQuoted: true, offset: start)
    }

    /// Takes text in quotation marks from after the opening mark to after the closing one.
    package mutating func quoted() throws(EscapeError) -> [UInt8] {
        var text: [UInt8] = []
        // Escapes are longer than what they stand for.
        let end = octets[offset...].firstIndex(of: UInt8(ascii: "\"")) ?? octets.endIndex
        text.reserveCapacity(end - offset)
        while let octet = nextOctet() {
            switch octet {
            case UInt8(ascii: "\""): return text
            case UInt8(ascii: "\\"): try takeEscape(into: &text)
            default: text.append(octet)
            }
        }
        throw EscapeError(.unclosed, at: offset)
    }

    /// Takes an escape from after its backslash, and adds what it stands for.
    private mutating func takeEscape(into text: inout [UInt8]) throws(EscapeError) {
        let start = offset - 1
        switch nextOctet() {
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "0"): text.append(0x00)
        case UInt8(ascii: "\\"): text.append(0x5C)
        case UInt8(ascii: "\""): text.append(0x22)
        case UInt8(ascii: "x"): text.append(try octet(from: start))
        case UInt8(ascii: "u"): text += try scalar(from: start)
        default: throw EscapeError(.unknown, at: start)
        }
    }

    private mutating func octet(from start: Int) throws(EscapeError) -> UInt8 {
        guard let high = nextOctet()?.hexadecimalValue, let low = nextOctet()?.hexadecimalValue
        else { throw EscapeError(.needsTwoDigits, at: start) }
        return high << 4 | low
    }

    private mutating func scalar(from start: Int) throws(EscapeError) -> [UInt8] {
        let isOpen = take("{")
        let digits = take { $0.hexadecimalValue != nil }
        guard isOpen, (1...6).contains(digits.count), take("}") else {
            throw EscapeError(.needsBraces, at: start)
        }
        let value = digits.reduce(UInt32(0)) { $0 << 4 | UInt32($1.hexadecimalValue ?? 0) }
        guard let scalar = Unicode.Scalar(value), let encoded = UTF8.encode(scalar) else {
            throw EscapeError(.notCharacter, at: start)
        }
        return Array(encoded)
    }
}

/// A word of a line.
package struct Word: Hashable, Sendable {
    /// What it stands for: quotation marks and escapes are gone.
    package let octets: [UInt8]
    /// Whether it was in quotation marks, and so is no keyword.
    package let isQuoted: Bool
    /// Where it begins.
    package let offset: Int

    /// Its value as text; what is not UTF-8 is replaced.
    package var text: String { String(decoding: octets, as: UTF8.self) }

    /// The word in lower case, if it can be a keyword.
    package var keyword: String? { isQuoted ? nil : text.lowercased() }
}

extension Collection<UInt8> {
    /// How many characters of UTF-8 the first octets are: the column, from 0, where the next stands.
    ///
    /// A combining mark has the column of what it combines with.
    package func column(at offset: Int) -> Int {
        String(decoding: prefix(offset), as: UTF8.self).count
    }

    /// Where the first octet is that is not part of well-formed UTF-8 (RFC 3629 §3), from 0; nil if
    /// there is none.
    package var firstMalformedOffset: Int? {
        var parser = UTF8.ForwardParser()
        var iterator = makeIterator()
        var offset = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded): offset += encoded.count
            case .error: return offset
            case .emptyInput: return nil
            }
        }
    }
}

extension [UInt8] {
    /// The same, counted by octets where that is possible: a script asks it for every expectation.
    package func column(at offset: Int) -> Int {
        let before = self[..<Swift.min(offset, count)]
        // Of the characters of ASCII, only CR LF are two octets.
        guard !before.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return before.count }
        return String(decoding: before, as: UTF8.self).count
    }
}

extension UInt8 {
    /// Whether the octet is a space or a tab.
    package var isBlank: Bool { self == 0x20 || self == 0x09 }

    /// Whether the octet is an ASCII digit.
    package var isDigit: Bool { self &- 0x30 < 10 }

    /// Whether the octet is an ASCII letter.
    package var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// The value of an ASCII hexadecimal digit.
    package var hexadecimalValue: UInt8? {
        Character(Unicode.Scalar(self)).hexDigitValue.map(UInt8.init)
    }
}

/// What is wrong with text in quotation marks, and where.
package struct EscapeError: Error, Hashable, Sendable {
    /// What is wrong, as ``message`` says it.
    package enum Reason: String, CaseIterable, Hashable, Sendable {
        case unknown = #"expected an escape: one of \r \n \t \0 \xHH \u{…} \\ \""#
        case needsTwoDigits = #"expected two hexadecimal digits after `\x`"#
        case needsBraces = #"expected 1 to 6 hexadecimal digits and `}` after `\u{`"#
        /// A surrogate, or above 10FFFF.
        case notCharacter = "expected a Unicode scalar, which this number is not"
        case unclosed = #"expected the closing `"`"#
        case notQuoted = "expected text in double quotes"
        case afterQuote = #"expected nothing after the closing `"`"#
        case notText = "expected UTF-8"
    }

    /// What is wrong.
    package let reason: Reason
    /// Where, in octets from 0; of an escape, the backslash.
    package let offset: Int

    /// What was expected, in lower case and without a full stop.
    package var message: String { reason.rawValue }

    /// An error.
    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

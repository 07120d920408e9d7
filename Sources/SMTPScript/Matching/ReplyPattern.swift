import OctetText

/// What an `S=` line expects of a whole reply: its codes.
///
///     S= 250
///     S= 2xx
///     S= 550 5.1.* | 553
///
/// A code is three digits, each of which may be `x` for any digit. An enhanced status code after
/// it has three parts, each a number or `*` for any; without one, any or none will do. Alternatives
/// are separated by `|`.
public struct ReplyPattern: Hashable, Sendable {
    /// One acceptable pair of codes.
    package struct Alternative: Hashable, Sendable {
        /// The digits of the code.
        package var digits: CodeDigits
        /// The parts of the enhanced status code, `nil` for any; or `nil` if none is asked for.
        package var enhancedStatusCode: [Int?]?
        /// Where it stands in the pattern's text, in bytes of UTF-8.
        var codeRange: Range<Int>
        var enhancedRange: Range<Int>?
    }

    /// The three digits of a code, each of which may be any.
    package struct CodeDigits: Hashable, Sendable {
        // Four bits a digit, all of them set for any: a script has a pattern for each reply.
        private let places: UInt16

        fileprivate init(_ word: ArraySlice<UInt8>) {
            places = word.reduce(0) {
                $0 << 4 | ($1.isDigit ? UInt16($1 - UInt8(ascii: "0")) : 0xF)
            }
        }

        /// The code, if it is a certain one.
        package var code: UInt16? {
            let digits = (0..<3).compactMap(digit)
            return digits.count == 3 ? digits.reduce(0) { $0 * 10 + UInt16($1) } : nil
        }

        /// A digit, from the left; nil for any.
        fileprivate func digit(_ place: Int) -> Int? {
            let digit = Int(places >> (8 - 4 * place) & 0xF)
            return digit == 0xF ? nil : digit
        }
    }

    /// The text as written after the mark and its blank.
    public let text: String
    /// The column in the script's line where the text begins, in characters, from 1.
    package let column: Int
    /// What is acceptable; at least one.
    package let alternatives: [Alternative]

    /// Reads everything after a cursor as codes.
    init(parsing start: WordReader) throws(LineFault) {
        var cursor = start
        var alternatives: [Alternative] = []
        repeat {
            alternatives.append(try Alternative(parsing: &cursor, origin: start.offset))
        } while cursor.take("|")
        try cursor.expectEnd(after: "the codes")
        self.alternatives = alternatives
        text = start.rest
        column = start.octets.column(at: start.offset) + 1
    }
}

extension ReplyPattern.Alternative {
    fileprivate init(parsing cursor: inout WordReader, origin: Int) throws(LineFault) {
        cursor.skipBlanks()
        let start = cursor.offset
        digits = try Self.code(&cursor)
        codeRange = start - origin..<cursor.offset - origin
        cursor.skipBlanks()
        let next = cursor.offset
        guard let byte = cursor.peek(), byte != UInt8(ascii: "|") else { return }
        enhancedStatusCode = try Self.enhanced(&cursor)
        enhancedRange = next - origin..<cursor.offset - origin
        cursor.skipBlanks()
    }

    private static func code(
        _ cursor: inout WordReader
    ) throws(LineFault) -> ReplyPattern.CodeDigits {
        let start = cursor.offset
        let word = cursor.take { !$0.isBlank && $0 != UInt8(ascii: "|") }
        let isCode = word.allSatisfy { $0.isDigit || $0 == UInt8(ascii: "x") }
        guard word.count == 3, isCode else {
            throw LineFault(at: start, "expected a reply code like `250` or `2xx`")
        }
        return ReplyPattern.CodeDigits(word)
    }

    private static func enhanced(_ cursor: inout WordReader) throws(LineFault) -> [Int?] {
        let start = cursor.offset
        let word = cursor.take { !$0.isBlank && $0 != UInt8(ascii: "|") }
        let parts = word.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isCode = parts.allSatisfy { part in
            part.elementsEqual("*".utf8)
                || (1...3).contains(part.count) && part.allSatisfy(\.isDigit)
        }
        guard parts.count == 3, isCode else {
            throw LineFault(
                at: start, "expected an enhanced status code like `5.1.*`, `|` or the end",
                hint: "to compare text, write an `S:` line")
        }
        return parts.map { Int(String(decoding: $0, as: UTF8.self)) }
    }
}

extension ReplyPattern {
    /// How a reply differs, and where in the pattern's text; `nil` if it does not.
    func difference(
        from reply: ReceivedReply, mode: CompareMode
    ) -> (kind: Mismatch.Kind, range: Range<Int>)? {
        let code = reply.code
        let byCode = alternatives.lazy.filter { $0.accepts(code: code, mode: mode) }
        guard let closest = byCode.first else { return (.codeDiffers, codeRange) }
        let isEnough = mode != .exact || byCode.contains { $0.enhancedStatusCode == nil }
        guard !isEnough else { return nil }
        let enhanced = reply.enhancedStatusCode
        guard !byCode.contains(where: { $0.accepts(enhancedStatusCode: enhanced) }) else {
            return nil
        }
        return (.enhancedCodeDiffers, closest.enhancedRange ?? closest.codeRange)
    }

    /// The code, or all of the text when there are several.
    private var codeRange: Range<Int> {
        alternatives.count == 1 ? alternatives[0].codeRange : 0..<text.utf8.count
    }

    /// The columns of the script's line that a range of the text takes; the text is ASCII.
    func columns(of range: Range<Int>) -> Range<Int> {
        column + range.lowerBound..<column + max(range.upperBound, range.lowerBound + 1)
    }
}

extension ReplyPattern.Alternative {
    func accepts(code: Int?, mode: CompareMode) -> Bool {
        guard let code else { return false }
        func isSame(_ place: Int, _ digit: Int) -> Bool {
            digits.digit(place).map { $0 == digit } ?? true
        }
        guard isSame(0, code / 100) else { return false }
        return mode == .class || isSame(1, code / 10 % 10) && isSame(2, code % 10)
    }

    func accepts(enhancedStatusCode received: String?) -> Bool {
        guard let wanted = enhancedStatusCode else { return true }
        guard let received else { return false }
        let parts = received.split(separator: ".").map { Int($0) }
        return zip(wanted, parts).allSatisfy { $0 == nil || $0 == $1 }
    }
}

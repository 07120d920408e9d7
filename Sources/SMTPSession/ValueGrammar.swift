import SMTPGrammar

/// The grammar of a parameter's value, as data.
///
///     .sequence([.optional(.word(["-", "+"])), .digits(1...9), .text(";"), .word(["N", "R"])])
///
/// It is read from left to right without going back: an optional part is there if its first octets fit. What
/// does not fit is found at its place, with what should stand there.
public indirect enum ValueGrammar: Hashable, Sendable, Codable {
    /// These octets, letters in any mixture of cases.
    case text(String)
    /// One of these words, in any mixture of cases; none begins with another that comes before it.
    case word([String])
    /// So many digits.
    case digits(ClosedRange<Int>)
    /// A whole number in a range, without `+`, `-0` and zeros in front.
    case number(ClosedRange<Int>)
    /// So many octets of a set, in which `a-z` is a range; the name is for people.
    case octets(String, ClosedRange<Int>, named: String)
    /// xtext of so many octets as written, which decodes to printable ASCII (RFC 3461 §4).
    case xtext(ClosedRange<Int>)
    /// UTF-8 of so many octets as written, without blanks and controls (RFC 6533 §3).
    case utf8(ClosedRange<Int>)
    /// A date with a time (RFC 3339 §5.6), perhaps in UTC only, without fractions of a second.
    case dateTime(inUTC: Bool)
    /// These parts, one after the other.
    case sequence([ValueGrammar])
    /// This, or nothing.
    case optional(ValueGrammar)
    /// One or more of these with commas between, perhaps none of them twice.
    case list(ValueGrammar, isDistinct: Bool)

    /// How it is written, for a person: `[-|+]n;N|R`.
    package var syntax: String {
        switch self {
        case .text(let text): text
        case .word(let words): words.joined(separator: "|")
        case .digits: "n"
        case .number(let range): "\(range.lowerBound)..\(range.upperBound)"
        case .octets(_, _, let name): name
        case .xtext: "xtext"
        case .utf8: "UTF-8"
        case .dateTime: "date-time"
        case .sequence(let parts): parts.map(\.syntax).joined()
        case .optional(let part): "[\(part.syntax)]"
        case .list(let part, _): "\(part.syntax),…"
        }
    }

    /// What should stand at a place, as the beginning of a sentence.
    var expected: String {
        switch self {
        case .text(let text): text
        case .word(let words): ParameterForm.oneOf(words).expected
        case .digits(let count):
            count.lowerBound == count.upperBound
                ? "\(count.lowerBound) digits"
                : "\(count.lowerBound) to \(count.upperBound) digits"
        case .number(let range): "a number from \(range.lowerBound) to \(range.upperBound)"
        case .octets(_, 1...1, let name): name
        case .octets(_, let count, let name):
            count.lowerBound == count.upperBound
                ? "\(name) of \(count.lowerBound) characters"
                : "\(name) of \(count.lowerBound) to \(count.upperBound) characters"
        case .xtext(let count): "xtext of \(count.lowerBound) to \(count.upperBound) octets"
        case .utf8(let count): "UTF-8 of \(count.lowerBound) to \(count.upperBound) octets"
        case .dateTime(let inUTC):
            inUTC
                ? "a date and time in UTC such as 2030-01-31T12:00:00Z"
                : "a date and time such as 2030-01-31T12:00:00Z"
        case .sequence(let parts): parts.first?.expected ?? "nothing"
        case .optional(let part): part.expected
        case .list(let part, let isDistinct):
            isDistinct ? "\(part.expected), each once," : part.expected
        }
    }

    /// What the whole of a value is, in words: `perhaps - or +, then 1 to 9 digits, then ";"`.
    var description: String {
        switch self {
        case .text(let text): "\"\(text)\""
        case .sequence(let parts): parts.map(\.description).joined(separator: ", then ")
        case .optional(.sequence(let parts)):
            "perhaps (\(ValueGrammar.sequence(parts).description))"
        case .optional(let part): "perhaps \(part.description)"
        case .list(let part, let isDistinct):
            "one or more, with commas between, of: \(part.description)"
                + (isDistinct ? ", each once" : "")
        case .word, .digits, .number, .octets, .xtext, .utf8, .dateTime: expected
        }
    }
}

extension ValueGrammar {
    /// Makes sure that a value is of this grammar; throws where it is not.
    func check(_ line: Span<UInt8>, _ value: Range<Int>) throws(SyntaxError) {
        let end = try match(line, value)
        guard end == value.upperBound else {
            throw SyntaxError(at: end, .parameterValue, expected: "the end of the value")
        }
    }

    /// Where this ends that begins a part of a line.
    private func match(_ line: Span<UInt8>, _ range: Range<Int>) throws(SyntaxError) -> Int {
        let start = range.lowerBound
        switch self {
        case .text(let text): return try matchWord(line, range, [text])
        case .word(let words): return try matchWord(line, range, words)
        case .digits(let count): return try run("0-9", count, line, range)
        case .number(let bounds): return try matchNumber(line, range, bounds)
        case .octets(let set, let count, _): return try run(set, count, line, range)
        case .xtext(let count): return try matchExtendedText(line, range, count)
        // The line as a whole is UTF-8, or it had not come here.
        case .utf8(let count):
            guard count.contains(range.count) else { throw fault(start) }
            return range.upperBound
        case .dateTime(let inUTC): return try matchDateTime(line, range, inUTC: inUTC)
        case .sequence(let parts):
            var position = start
            for part in parts { position = try part.match(line, position..<range.upperBound) }
            return position
        case .optional(let part): return try matchOptional(part, line, range)
        case .list(let part, let isDistinct):
            return try matchList(of: part, isDistinct, line, range)
        }
    }

    private func fault(_ offset: Int) -> SyntaxError {
        SyntaxError(at: offset, .parameterValue, expected: expected)
    }

    private func matchWord(
        _ line: Span<UInt8>, _ range: Range<Int>, _ words: [String]
    ) throws(SyntaxError) -> Int {
        for word in words {
            let end = range.lowerBound + word.utf8.count
            guard end <= range.upperBound else { continue }
            let octets = (range.lowerBound..<end).map { ASCII.uppercased(line[$0]) }
            if octets.elementsEqual(word.utf8.map(ASCII.uppercased)) { return end }
        }
        throw fault(range.lowerBound)
    }

    private func run(
        _ set: String, _ count: ClosedRange<Int>, _ line: Span<UInt8>, _ range: Range<Int>
    ) throws(SyntaxError) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, end - range.lowerBound < count.upperBound,
            ValueGrammar.contains(set, line[end])
        {
            end += 1
        }
        guard end - range.lowerBound >= count.lowerBound else { throw fault(end) }
        return end
    }

    /// Whether a set such as `A-Za-z0-9.` has an octet.
    private static func contains(_ set: String, _ octet: UInt8) -> Bool {
        let octets = Array(set.utf8)
        var index = 0
        while index < octets.count {
            let isRange = index + 2 < octets.count && octets[index + 1] == ASCII.hyphen
            let last = isRange ? octets[index + 2] : octets[index]
            if octet >= octets[index], octet <= last { return true }
            index += isRange ? 3 : 1
        }
        return false
    }

    private func matchNumber(
        _ line: Span<UInt8>, _ range: Range<Int>, _ bounds: ClosedRange<Int>
    ) throws(SyntaxError) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, ValueGrammar.contains("0-9-", line[end]) { end += 1 }
        let text = line.extracting(range.lowerBound..<end).withUnsafeBufferPointer {
            String(decoding: $0, as: UTF8.self)
        }
        guard let number = Int(text), "\(number)" == text, bounds.contains(number) else {
            throw fault(range.lowerBound)
        }
        return end
    }

    private func matchExtendedText(
        _ line: Span<UInt8>, _ range: Range<Int>, _ count: ClosedRange<Int>
    ) throws(SyntaxError) -> Int {
        guard count.contains(range.count) else { throw fault(range.lowerBound) }
        let decoded: [UInt8]
        do {
            decoded = try ExtendedText.decode(line, range)
        } catch {
            throw fault(error.offset)
        }
        // What it stands for reaches reports and logs.
        guard decoded.allSatisfy(ASCIISet.printable.contains) else { throw fault(range.lowerBound) }
        return range.upperBound
    }

    private func matchDateTime(
        _ line: Span<UInt8>, _ range: Range<Int>, inUTC: Bool
    ) throws(SyntaxError) -> Int {
        let end = range.first { line[$0] == ASCII.semicolon } ?? range.upperBound
        guard let date = DateTime(line, range.lowerBound..<end), !inUTC || date.isUTC else {
            throw fault(range.lowerBound)
        }
        return end
    }

    private func matchOptional(
        _ part: ValueGrammar, _ line: Span<UInt8>, _ range: Range<Int>
    ) throws(SyntaxError) -> Int {
        do {
            return try part.match(line, range)
        } catch {
            guard error.offset == range.lowerBound else { throw error }
            return range.lowerBound
        }
    }

    private func matchList(
        of part: ValueGrammar, _ isDistinct: Bool, _ line: Span<UInt8>, _ range: Range<Int>
    ) throws(SyntaxError) -> Int {
        var seen: Set<[UInt8]> = []
        var position = range.lowerBound
        while true {
            let end = try part.match(line, position..<range.upperBound)
            let item = (position..<end).map { ASCII.uppercased(line[$0]) }
            guard seen.insert(item).inserted || !isDistinct else { throw fault(position) }
            guard end < range.upperBound, line[end] == ASCII.comma else { return end }
            position = end + 1
        }
    }
}

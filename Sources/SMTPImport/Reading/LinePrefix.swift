import SMTPGrammar

/// What stands before the lines of a source, learned from some of them: time stamps, words of a log,
/// marks of quoting.
///
///     2026-11-22 08:16:20 app[17] INFO  C: EHLO client.example
///     > > C: EHLO client.example
struct LinePrefix: Hashable {
    /// A part of it.
    enum Part: Hashable {
        /// The same word in every line.
        case literal([UInt8])
        /// A word that begins with a digit.
        case number
        /// Any word.
        case word
        /// Blanks or tabs, at least so many.
        case blanks(Int)
        /// One other octet.
        case mark(UInt8)
    }

    private(set) var parts: [Part] = []
    /// The part that distinguishes conversations, if one does.
    var keyPart: Int?
    /// Whose the lines are, if it is the mark of a side.
    var side: RecordedSide?
    /// What stands after the lines.
    var tail: [UInt8] = []
    /// How many lines had it.
    private(set) var lines = 1

    /// The shape of a text.
    init(_ text: LineText) {
        var index = text.startIndex
        while index < text.endIndex {
            let end = LinePrefix.endOfPart(text, index)
            parts.append(LinePrefix.part(text[index..<end]))
            index = end
        }
    }

    /// What two lines have in common, if they have the same parts.
    mutating func merge(_ other: LinePrefix) -> Bool {
        guard parts.count == other.parts.count else { return false }
        var merged = parts
        for index in parts.indices {
            guard let part = LinePrefix.common(parts[index], other.parts[index]) else {
                return false
            }
            merged[index] = part
        }
        parts = merged
        lines += 1
        return true
    }

    /// Where a line goes on after this, and its key; nil if it does not begin so.
    func match(_ line: LineText) -> (rest: LineText, key: LineText?)? {
        var index = line.startIndex
        var key: LineText?
        for (number, part) in parts.enumerated() {
            let isLast = number == parts.count - 1
            // Editors take the last blank of an empty line away.
            if index == line.endIndex, isLast, case .blanks = part { break }
            guard let end = LinePrefix.match(part, line, index, isLast) else { return nil }
            if number == keyPart { key = line[index..<end] }
            index = end
        }
        return (line[index...], key)
    }

    /// The rest of a line without what stands after it: the quote that this opens, and what all lines end in.
    func withoutTail(_ rest: LineText) -> LineText {
        guard side != nil else { return rest }
        var rest = rest
        if !tail.isEmpty, rest.suffix(tail.count).elementsEqual(tail) {
            rest = rest.dropLast(tail.count)
        }
        if case .mark(ASCII.quote)? = parts.last, rest.last == ASCII.quote {
            rest = rest.dropLast()
        }
        return rest
    }
}

extension LinePrefix {
    private static func endOfPart(_ text: LineText, _ start: Int) -> Int {
        var index = start
        if text[start].isBlank {
            while index < text.endIndex, text[index].isBlank { index += 1 }
        } else if text[start].isWordPart {
            while index < text.endIndex, text[index].isWordPart { index += 1 }
        } else {
            index += 1
        }
        return index
    }

    private static func part(_ text: LineText) -> Part {
        guard let first = text.first else { return .blanks(0) }
        if first.isBlank { return .blanks(text.count) }
        if first.isDigit { return .number }
        return first.isWordPart ? .literal(Array(text)) : .mark(first)
    }

    private static func common(_ one: Part, _ other: Part) -> Part? {
        if one == other { return one }
        switch (one, other) {
        case (.blanks(let some), .blanks(let others)): return .blanks(min(some, others))
        case (.mark, _), (_, .mark), (.blanks, _), (_, .blanks): return nil
        case (.literal, _), (.number, _), (.word, _): return .word
        }
    }

    private static func match(_ part: Part, _ line: LineText, _ start: Int, _ isLast: Bool) -> Int?
    {
        guard start < line.endIndex else { return nil }
        if case .mark(let mark) = part { return line[start] == mark ? start + 1 : nil }
        let end = endOfPart(line, start)
        switch part {
        case .mark: return nil
        case .blanks(let least):
            guard line[start].isBlank, isLast || end - start >= least else { return nil }
            // A mark may stand further right than other lines begin.
            return isLast ? min(start + least, end) : end
        case .number: return line[start].isDigit ? end : nil
        case .word: return line[start].isWordPart ? end : nil
        case .literal(let word): return line[start..<end].elementsEqual(word) ? end : nil
        }
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == ASCII.space || self == ASCII.tab }
    /// Letters, digits, and what joins them in names, numbers and times.
    fileprivate var isWordPart: Bool {
        isLetter || isDigit || self == ASCII.dot || self == ASCII.hyphen || self == ASCII.plus
            || self == UInt8(ascii: "_") || self >= 0x80
    }
}

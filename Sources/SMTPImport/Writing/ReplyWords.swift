import SMTPGrammar
import SMTPScript
import SMTPSession

/// The words of a reply's line, with holes where it says something of the moment.
///
///     250 Ok id=1x9YzA-0003Xy-2B      →  250 Ok id={{\S+}}
struct ReplyWords {
    private let line: [UInt8]
    /// Where the next word begins, and where the one before it is.
    private var start: Int
    private var previous = 0..<0
    /// How much of the line is written.
    private var written = 0
    /// Whether it can be written as it is, but for its holes.
    private let isLiteral: Bool

    /// The words of a line after its code.
    init(_ line: [UInt8]) {
        self.line = line
        start = min(4, line.count)
        isLiteral = LinePattern.isLiteral(line.span)
    }

    /// Appends the `S:` line; `end` is what it ends with.
    mutating func append(to script: inout [UInt8], end: StaticString) {
        while start <= line.count {
            let word = word(at: start)
            var next = word.range.upperBound
            if let hole = hole(word, &next) {
                write(upTo: start, "", to: &script)
                script.append(text: hole)
                written = next
            }
            previous = word.range
            start = next + 1
        }
        write(upTo: line.count, end, to: &script)
    }

    /// Writes what is literal up to an offset, and what follows; the mark before what comes first.
    private mutating func write(upTo end: Int, _ next: StaticString, to script: inout [UInt8]) {
        let text = line[written..<end]
        let mark: StaticString = written == 0 ? "S: " : ""
        written = end
        guard !isLiteral else { return script.append(mark, text.span, next) }
        script.append(text: mark)
        ScriptText.append(expecting: text.span, to: &script)
        script.append(text: next)
    }

    /// A word, and what it consists of.
    private struct Word {
        let range: Range<Int>
        /// Whether all of it is letters, digits, hyphens and underscores, and how many are digits or capitals.
        let isPlain: Bool
        let digits: Int
        let capitals: Int
    }

    /// The word that begins at an offset; empty after a blank that ends the line, or between two.
    private func word(at start: Int) -> Word {
        let octets = line.span
        var end = start
        var (others, digits, capitals) = (0, 0, 0)
        while end < octets.count, octets[end] != ASCII.space {
            let octet = octets[end]
            end &+= 1
            if octet.isDigit {
                digits &+= 1
            } else if octet &- 0x41 < 26 {
                capitals &+= 1
            } else if !octet.isLetter, octet != ASCII.hyphen, octet != UInt8(ascii: "_") {
                others &+= 1
            }
        }
        return Word(range: start..<end, isPlain: others == 0, digits: digits, capitals: capitals)
    }

    /// What stands in the place of a word, and where that ends; nil if the word stays.
    private func hole(_ word: Word, _ end: inout Int) -> StaticString? {
        if let endOfDate = endOfDate(word.range) {
            end = endOfDate
            return #"{{\w\w\w, .*\d\d:\d\d:\d\d( [-+]\d{4})?( \(\w+\))?}}"#
        }
        if let hole = holeInBrackets(word.range) { return hole }
        return isNamed && !word.range.isEmpty || isIdentifier(word) ? #"{{\S+}}"# : nil
    }

    /// A hole for `id=…`, `[…]` and `<…@…>`.
    private func holeInBrackets(_ range: Range<Int>) -> StaticString? {
        guard range.count > 2 else { return nil }
        switch line[range.lowerBound] {
        case UInt8(ascii: "i"):
            return range.count > 3 && line[range].begins(with: "id=") ? #"id={{\S+}}"# : nil
        case ASCII.leftBracket:
            return line[range.upperBound - 1] == ASCII.rightBracket ? #"{{\[\S+\]}}"# : nil
        case ASCII.lessThan where line[range.upperBound - 1] == ASCII.greaterThan:
            return line[range].contains(ASCII.atSign) ? "{{<.*>}}" : nil
        default: return nil
        }
    }

    /// Whether the word before announces a name: `queued as 4XyzAB1234`, `Message id 77`.
    private var isNamed: Bool {
        guard previous.count == 2 else { return false }
        let first = ASCII.lowercased(line[previous.lowerBound])
        let second = ASCII.lowercased(line[previous.lowerBound + 1])
        return first == UInt8(ascii: "a") && second == UInt8(ascii: "s")
            || first == UInt8(ascii: "i") && second == UInt8(ascii: "d")
    }

    /// At least eight letters and digits mixed, as queue ids and session names are.
    private func isIdentifier(_ word: Word) -> Bool {
        word.isPlain && word.digits >= 2 && word.range.count >= 8
            && (word.digits + word.capitals) * 2 >= word.range.count
            && !line[word.range].equals("8BITMIME")
    }

    /// Where a date such as `Sun, 22 Nov 2026 07:49:08 +0000 (UTC)` ends that begins with a word; nil if none does.
    private func endOfDate(_ word: Range<Int>) -> Int? {
        guard word.count == 4, line[word.upperBound - 1] == ASCII.comma,
            ReplyWords.isDay(line[word])
        else { return nil }
        let rest = line[word.upperBound...].dropFirst()
            .split(separator: ASCII.space, maxSplits: 6, omittingEmptySubsequences: false)
        guard rest.count >= 4, Int(rest[0].string) != nil,
            rest[3].split(separator: ASCII.colon).count == 3
        else { return nil }
        var last = 3
        if rest.count > last + 1, let sign = rest[last + 1].first,
            sign == ASCII.plus || sign == ASCII.hyphen
        {
            last += 1
        }
        if rest.count > last + 1, rest[last + 1].begins(with: "("), rest[last + 1].ends(in: ")") {
            last += 1
        }
        return rest[last].endIndex
    }

    private static func isDay(_ word: LineText) -> Bool {
        let days: [StaticString] = ["Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,"]
        return days.contains { word.equals($0) }
    }
}

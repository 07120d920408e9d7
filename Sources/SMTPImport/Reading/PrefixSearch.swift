import SMTPGrammar

/// Finds what stands before the marks of a format, in the first lines of a source.
struct PrefixSearch {
    /// Marks are looked for so far.
    private static let mostOctets = 160
    /// So many shapes are kept.
    private static let mostShapes = 8

    let format: any TranscriptFormat.Type

    /// The shapes that most lines with a mark after something have, the most frequent first.
    func prefixes(of lines: [LineText]) -> [LinePrefix] {
        var shapes: [LinePrefix] = []
        for line in lines where format.vote(line) < .direction {
            guard let start = mark(in: line) else { continue }
            let shape = LinePrefix(line[..<start])
            let isKnown = shapes.indices.contains { shapes[$0].merge(shape) }
            if !isKnown, shapes.count < 64 { shapes.append(shape) }
        }
        return Array(
            shapes.filter { $0.lines >= 2 }.sorted { $0.lines > $1.lines }
                .prefix(PrefixSearch.mostShapes))
    }

    /// Where the first mark in a line begins, after something else.
    func mark(in line: LineText) -> Int? {
        let end = min(line.endIndex, line.startIndex + PrefixSearch.mostOctets)
        var index = line.startIndex + 1
        while index < end {
            if line[index - 1].endsPrefix, !isInTime(line, index), isMark(line[index...]) {
                // Blanks before a mark belong to what stands before it.
                while line[index] == ASCII.space, isMark(line[(index + 1)...]) { index += 1 }
                return index
            }
            index += 1
        }
        return nil
    }

    /// Whether an index is inside of a time: the seconds of `07:55:01` are no process.
    private func isInTime(_ line: LineText, _ index: Int) -> Bool {
        line[index].isDigit && line[index - 1] == ASCII.colon && index > line.startIndex + 1
            && line[index - 2].isDigit
    }

    private func isMark(_ text: LineText) -> Bool { format.vote(text) >= .direction }

    /// The shape with the part that distinguishes conversations, if the lines are interleaved: a value that
    /// comes back after others had their turn.
    static func keyed(_ prefix: LinePrefix, by lines: [LineText]) -> LinePrefix {
        var prefix = prefix
        for part in prefix.parts.indices.reversed() where canBeKey(part, of: prefix) {
            prefix.keyPart = part
            if isInterleaved(lines.compactMap { prefix.match($0)?.key }) { return prefix }
        }
        prefix.keyPart = nil
        return prefix
    }

    /// Times come back too, but no conversation is named by a part of them.
    static func canBeKey(_ part: Int, of prefix: LinePrefix) -> Bool {
        switch prefix.parts[part] {
        case .literal, .blanks, .mark: return false
        case .number, .word: break
        }
        let before = part > 0 ? prefix.parts[part - 1] : .blanks(1)
        let after = part + 1 < prefix.parts.count ? prefix.parts[part + 1] : .blanks(1)
        // Fractions of a second stand after a comma too; what stands between two is a field.
        let isInTime =
            [before, after].contains(.mark(ASCII.colon)) && prefix.parts[part] == .number
            || before == .mark(ASCII.comma) && after != before
        let isMarked = [before, after].contains {
            if case .mark(let mark) = $0 { mark != ASCII.colon || $0 == after } else { false }
        }
        return isMarked && (!isInTime || before == .mark(ASCII.leftBracket))
    }

    /// Whether values come back after others had their turn.
    static func isInterleaved(_ keys: [LineText]) -> Bool {
        var seen: Set<LineText> = []
        var last: LineText?
        var returns = 0
        for key in keys where key != last {
            if isLevel(key) { return false }
            if !seen.insert(key).inserted { returns += 1 }
            last = key
        }
        return seen.count >= 2 && returns >= 1 && seen.count <= keys.count / 2
    }

    private static func isLevel(_ word: LineText) -> Bool {
        let levels: [StaticString] = [
            "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "ERROR", "FINE", "FINER",
        ]
        return levels.contains { word.begins(withWord: $0) }
    }
}

extension UInt8 {
    /// Whether a mark can begin after it.
    fileprivate var endsPrefix: Bool {
        switch self {
        case ASCII.space, ASCII.tab, ASCII.colon, ASCII.rightBracket, ASCII.greaterThan,
            UInt8(ascii: "|"), UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "\""),
            UInt8(ascii: "*"), UInt8(ascii: "m"):
            true
        default: false
        }
    }
}

import SMTPGrammar

/// Joins lines that an editor or a mail program wrapped, in a format where each line has a mark.
struct WrappedLines {
    private let format: any TranscriptFormat.Type
    /// The line before, which may go on; its number is 0 where there is none.
    private var pending = SourceLine([], number: 0)
    /// Whether lines were joined to it.
    private var isJoined = false
    /// The last line that others were joined to.
    private var lastJoined: Int?

    init(_ format: any TranscriptFormat.Type) { self.format = format }

    /// Takes the next line, and puts the one before in its place; whether there is one that is whole.
    mutating func next(_ line: inout SourceLine) -> Bool {
        guard !isRest(line.octets) else {
            join(line.octets)
            return false
        }
        swap(&line, &pending)
        isJoined = false
        return line.number > 0
    }

    mutating func finish() -> SourceLine? {
        var last = SourceLine([], number: 0)
        swap(&last, &pending)
        return last.number > 0 ? last : nil
    }

    /// Whether others were joined to a line that was handed out.
    func hasJoined(_ line: SourceLine) -> Bool { lastJoined == line.number }

    /// Whether a line has no mark, and its first word was too long for the line before.
    private func isRest(_ text: LineText) -> Bool {
        let length = pending.octets.count
        guard pending.number > 0, text.count <= 100, length < 10_000 else { return false }
        let word = text.firstWordLength
        guard word > 0, isJoined || length + word >= 60 else { return false }
        return !format.hasMark(text) && format.hasMark(pending.octets)
    }

    private mutating func join(_ text: LineText) {
        let isBroken = pending.octets.isBrokenWord(before: text)
        pending.octets =
            (Array(pending.octets) + (isBroken ? [] : [ASCII.space])
            + text.withoutLeadingBlanks)[...]
        lastJoined = pending.number
        isJoined = true
    }
}

extension ArraySlice where Element == UInt8 {
    /// Octets of the first word, which blanks and tabs may precede.
    fileprivate var firstWordLength: Int {
        let start = startOfText
        var end = start
        while end < endIndex, self[end] != ASCII.space { end += 1 }
        return end - start
    }
}

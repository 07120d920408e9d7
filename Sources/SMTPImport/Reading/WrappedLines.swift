import SMTPGrammar

/// Joins lines that an editor or a mail program wrapped, in a format where each line has a mark.
struct WrappedLines {
    /// A line, perhaps of several.
    struct Line {
        var line: SourceLine
        var isJoined = false
    }

    private let format: any TranscriptFormat.Type
    private var pending: Line?

    init(_ format: any TranscriptFormat.Type) { self.format = format }

    /// Takes the next line; the one before, when it is whole.
    mutating func next(_ line: SourceLine) -> Line? {
        if let last = pending, isRest(line.octets, of: last) {
            join(line.octets)
            return nil
        }
        defer { pending = Line(line: line) }
        return pending
    }

    mutating func finish() -> Line? {
        defer { pending = nil }
        return pending
    }

    /// Whether a line has no mark, and its first word was too long for the line before.
    private func isRest(_ text: LineText, of last: Line) -> Bool {
        let word = text.withoutLeadingBlanks.prefix { $0 != ASCII.space }
        guard !word.isEmpty, text.count <= 100, last.line.octets.count < 10_000 else {
            return false
        }
        guard last.isJoined || last.line.octets.count + word.count >= 60 else { return false }
        return format.vote(text) == .none && format.vote(last.line.octets) != .none
    }

    private mutating func join(_ text: LineText) {
        guard var line = pending?.line else { return }
        let isBroken = line.octets.isBrokenWord(before: text)
        line.octets =
            (Array(line.octets) + (isBroken ? [] : [ASCII.space]) + text.withoutLeadingBlanks)[...]
        pending = Line(line: line, isJoined: true)
    }
}

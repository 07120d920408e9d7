import SMTPGrammar

/// Joins lines that were cut at a column, wherever that was, as `fold` does.
struct FoldedLines {
    /// Lines are joined as far as this.
    private static let mostOctets = 10_000
    /// Lines that are shorter were not cut.
    private static let leastWidth = 40

    /// The width of the longest of the first lines, in columns.
    let width: Int
    /// Whether the lines were cut there.
    let isCut: Bool
    private var pending: SourceLine?
    private var lastWidth = 0
    /// The first line that was joined.
    private(set) var firstJoined: Int?

    /// Looks at the first lines of a source, to see whether they were cut: those of full width have a mark or
    /// go on from one that has, and lines without a mark follow them.
    init(_ lines: [LineText], isMarked: (LineText) -> Bool) {
        let widths = lines.map(FoldedLines.columns)
        let width = widths.max() ?? 0
        var cuts = 0
        var others = 0
        for index in lines.indices.dropFirst() where widths[index - 1] == width {
            let isRest = !lines[index].isEmpty && !isMarked(lines[index])
            cuts += isRest ? 1 : 0
            others += isRest ? 0 : 1
        }
        self.width = width
        isCut = width >= FoldedLines.leastWidth && cuts >= 2 && others * 4 <= cuts
    }

    /// Takes the next line; the one before, when it is whole.
    mutating func next(_ line: SourceLine, isMarked: Bool) -> SourceLine? {
        defer { lastWidth = FoldedLines.columns(line.octets) }
        if let last = pending, lastWidth == width, !isMarked, !line.octets.isEmpty,
            last.octets.count < FoldedLines.mostOctets
        {
            if firstJoined == nil { firstJoined = last.number }
            pending?.octets = (Array(last.octets) + line.octets)[...]
            return nil
        }
        defer { pending = line }
        return pending
    }

    mutating func finish() -> SourceLine? {
        defer { pending = nil }
        return pending
    }

    /// How wide a line is on a terminal, where tabs go to the next multiple of eight.
    static func columns(_ line: LineText) -> Int {
        line.reduce(0) { $1 == ASCII.tab ? ($0 / 8 + 1) * 8 : $0 + 1 }
    }
}

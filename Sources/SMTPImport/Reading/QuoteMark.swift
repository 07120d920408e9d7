import SMTPGrammar

/// The mark of quoting that every line of a source begins with: `> `, `>> `, `> > `.
struct QuoteMark {
    /// Quoting goes so deep.
    private static let mostOctets = 20

    private let mark: [UInt8]

    /// The longest mark that all lines have, but for empty ones; nil if there is none.
    init?(_ lines: [LineText]) {
        let lines = lines.filter { !$0.withoutTrailingBlanks.isEmpty }
        guard lines.count >= 2 else { return nil }
        var mark: [UInt8] = []
        while mark.count < QuoteMark.mostOctets {
            let next = [ASCII.greaterThan, ASCII.space].first { octet in
                (octet != ASCII.space || mark.last == ASCII.greaterThan)
                    && lines.allSatisfy { QuoteMark.has($0, mark + [octet]) }
            }
            guard let next else { break }
            mark.append(next)
        }
        guard !mark.isEmpty else { return nil }
        self.mark = mark
    }

    /// A line without the mark.
    func stripped(_ line: LineText) -> LineText {
        QuoteMark.has(line, mark) ? line.dropFirst(mark.count) : line
    }

    /// Whether a line begins with a mark; editors take the blank at the end of an empty one away.
    private static func has(_ line: LineText, _ mark: [UInt8]) -> Bool {
        line.starts(with: mark)
            || (mark.last == ASCII.space && line.elementsEqual(mark.dropLast()))
    }
}

import LinearRegex

extension LinePattern {
    /// The longest reply line that is compared, in scalars.
    package static let lineBound = 65_536
    /// How many instructions of regular expressions one comparison may look at.
    private static let effortBound = 5_000_000

    /// What comes of comparing a pattern with a line.
    enum Outcome: Hashable {
        /// The line matches, and these are the captures now.
        case matched([String: String])
        /// It does not; the comparison got as far as this byte of the pattern's text.
        case differs(at: Int)
        case unknownCapture(String, Range<Int>)
        case tooLong
        case tooCostly
    }

    /// Compares the pattern with a whole line, given without CRLF.
    func match(_ line: String, captures: [String: String]) -> Outcome {
        let scalars = line.unicodeScalars.map(\.value)
        guard scalars.count <= Self.lineBound else { return .tooLong }
        var matcher = LineMatcher(self, scalars, captures, effort: Self.effortBound)
        if let (name, range) = matcher.unknownCapture { return .unknownCapture(name, range) }
        if matcher.matches(0, at: 0) { return .matched(matcher.allCaptures) }
        return matcher.isExhausted ? .tooCostly : .differs(at: matcher.reach.offset)
    }
}

/// Matches the pieces of a pattern one after another, trying the ends of each hole from the longest.
///
/// A pair of piece and place that has failed is not tried again, so the cost is bounded by their
/// number, unless a line refers to its own captures; and by the effort allowed in any case.
struct LineMatcher {
    private let pattern: LinePattern
    private let line: [UInt32]
    private let remembersFailures: Bool
    /// What earlier lines captured, and where this line's captures are.
    private let known: [String: String]
    private var captured: [String: Range<Int>] = [:]

    private var effort: Int
    private var failures: Set<Int> = []
    /// How far the comparison got: in the line, and in the pattern's text.
    private(set) var reach = (position: 0, offset: 0)

    init(_ pattern: LinePattern, _ line: [UInt32], _ captures: [String: String], effort: Int) {
        self.pattern = pattern
        self.line = line
        known = captures
        self.effort = effort
        remembersFailures = !pattern.references.contains { $0.isOwn }
    }

    var isExhausted: Bool { effort < 0 }

    /// What is captured once the line has matched.
    var allCaptures: [String: String] {
        known.merging(captured.mapValues(text)) { _, new in new }
    }

    /// The first `[[name]]` that nothing was captured for.
    var unknownCapture: (String, Range<Int>)? {
        let unknown = pattern.references.first { !$0.isOwn && known[$0.name] == nil }
        return unknown.map { ($0.name, $0.range) }
    }

    /// Whether the pieces from an index on match the line from a position on.
    mutating func matches(_ index: Int, at position: Int) -> Bool {
        effort -= 1
        guard !isExhausted else { return false }
        guard index < pattern.pieces.count else {
            note(position, pattern.text.utf8.count)
            return position == line.count
        }
        let key = index * (line.count + 1) + position
        guard !failures.contains(key) else { return false }
        let isMatch = matches(pattern.pieces[index], index, position)
        if !isMatch, remembersFailures { failures.insert(key) }
        return isMatch
    }

    private mutating func matches(
        _ piece: LinePattern.Piece, _ index: Int, _ position: Int
    ) -> Bool {
        switch piece.content {
        case .literal(let text):
            let common = commonCount(text[...], position)
            if common == text.count { return matches(index + 1, at: position + common) }
            let width = text[..<common].compactMap(Unicode.Scalar.init)
                .reduce(0) { $0 + UTF8.width($1) }
            note(position + common, piece.range.lowerBound + width)
            return false
        case .reference(let name):
            let text = referred(name)
            let common = commonCount(text, position)
            if common == text.count { return matches(index + 1, at: position + common) }
            note(position + common, piece.range.lowerBound)
            return false
        case .hole(let regex, let name):
            return matches(regex, name, piece.range, index, position)
        }
    }

    private mutating func matches(
        _ regex: LinearRegex, _ name: String?, _ range: Range<Int>, _ index: Int, _ position: Int
    ) -> Bool {
        let ends = regex.ends(in: line, from: position, effort: &effort)
        if ends.isEmpty { note(position, range.lowerBound) }
        let before = name.flatMap { captured[$0] }
        for end in ends.reversed() where !isExhausted {
            if let name { captured[name] = position..<end }
            if matches(index + 1, at: end) { return true }
        }
        if let name { captured[name] = before }
        return false
    }

    /// How many scalars of a text stand in the line at a position.
    private mutating func commonCount(_ text: ArraySlice<UInt32>, _ position: Int) -> Int {
        let bound = min(text.count, line.count - position)
        var count = 0
        while count < bound, text[text.startIndex + count] == line[position + count] { count += 1 }
        effort -= count
        return count
    }

    private func referred(_ name: String) -> ArraySlice<UInt32> {
        if let range = captured[name] { return line[range] }
        return (known[name] ?? "").unicodeScalars.map(\.value)[...]
    }

    private func text(_ range: Range<Int>) -> String {
        String(String.UnicodeScalarView(line[range].compactMap(Unicode.Scalar.init)))
    }

    private mutating func note(_ position: Int, _ offset: Int) {
        if (position, offset) > reach { reach = (position, offset) }
    }
}

extension LinePattern {
    /// The longest reply line that is compared, in scalars.
    static let lineBound = 65_536

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

    /// Compares the pattern with a whole line.
    ///
    /// - Parameters:
    ///   - line: A reply line, without CRLF.
    ///   - captures: What earlier lines captured.
    /// - Returns: Whether it matches, with the captures of this line added.
    func match(_ line: String, captures: [String: String]) -> Outcome {
        let scalars = line.unicodeScalars.map(\.value)
        guard scalars.count <= Self.lineBound else { return .tooLong }
        var matcher = LineMatcher(self, scalars, captures, effort: Self.effortBound)
        if let (name, range) = matcher.unknownCapture { return .unknownCapture(name, range) }
        if matcher.matches(0, at: 0) { return .matched(matcher.captures) }
        return matcher.isExhausted ? .tooCostly : .differs(at: matcher.reach.offset)
    }
}

/// Matches the pieces of a pattern one after another, trying the ends of each hole from the longest.
///
/// A pair of piece and place that has failed is not tried again, so the cost is bounded by their
/// number, unless a line refers to its own captures; and by the effort allowed in any case.
private struct LineMatcher {
    let pattern: LinePattern
    let line: [UInt32]
    let remembersFailures: Bool
    var captures: [String: String]
    private(set) var effort: Int
    private(set) var failures: Set<Int> = []

    /// How far the comparison got: in the line, and in the pattern's text.
    private(set) var reach = (position: 0, offset: 0)

    init(_ pattern: LinePattern, _ line: [UInt32], _ captures: [String: String], effort: Int) {
        self.pattern = pattern
        self.line = line
        self.captures = captures
        self.effort = effort
        remembersFailures = !pattern.refersToItself
    }

    var isExhausted: Bool { effort < 0 }

    /// The first `[[name]]` that nothing was captured for.
    var unknownCapture: (String, Range<Int>)? {
        var known = Set(captures.keys)
        for piece in pattern.pieces {
            switch piece.content {
            case .literal: continue
            case .hole(_, let name): if let name { known.insert(name) }
            case .reference(let name):
                if !known.contains(name) { return (name, piece.range) }
            }
        }
        return nil
    }

    mutating func matches(_ index: Int, at position: Int) -> Bool {
        effort -= 1
        guard !isExhausted else { return false }
        guard index < pattern.pieces.count else {
            note(position, pattern.text.utf8.count)
            return position == line.count
        }
        let key = index * (line.count + 1) + position
        guard !failures.contains(key) else { return false }
        let piece = pattern.pieces[index]
        let isMatch =
            switch piece.content {
            case .literal(let text): matches(text, piece.range, isLiteral: true, index, position)
            case .hole(let regex, let name): matches(regex, name, piece.range, index, position)
            case .reference(let name):
                matches(
                    (captures[name] ?? "").unicodeScalars.map(\.value), piece.range,
                    isLiteral: false, index, position)
            }
        if !isMatch, remembersFailures { failures.insert(key) }
        return isMatch
    }

    private mutating func matches(
        _ text: [UInt32], _ range: Range<Int>, isLiteral: Bool, _ index: Int, _ position: Int
    ) -> Bool {
        let rest = line[position...]
        let common = zip(text, rest).prefix { $0 == $1 }.count
        guard common == text.count else {
            let offset = isLiteral ? text[..<common].reduce(0) { $0 + Self.width($1) } : 0
            note(position + common, range.lowerBound + offset)
            return false
        }
        return matches(index + 1, at: position + common)
    }

    private mutating func matches(
        _ regex: LineRegex, _ name: String?, _ range: Range<Int>, _ index: Int, _ position: Int
    ) -> Bool {
        let ends = regex.ends(in: line, from: position, effort: &effort)
        if ends.isEmpty { note(position, range.lowerBound) }
        let before = name.flatMap { captures[$0] }
        for end in ends.reversed() {
            if let name { captures[name] = text(position..<end) }
            if matches(index + 1, at: end) { return true }
        }
        if let name { captures[name] = before }
        return false
    }

    private func text(_ range: Range<Int>) -> String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: line[range].compactMap(Unicode.Scalar.init))
        return String(text)
    }

    private mutating func note(_ position: Int, _ offset: Int) {
        if (position, offset) > reach { reach = (position, offset) }
    }

    /// The bytes a scalar takes in UTF-8.
    private static func width(_ value: UInt32) -> Int {
        Unicode.Scalar(value).map { UTF8.width($0) } ?? 1
    }
}

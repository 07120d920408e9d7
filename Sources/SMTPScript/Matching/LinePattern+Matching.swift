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

    /// Compares the pattern with a whole line.
    func match(_ line: String, captures: [String: String]) -> Outcome {
        let scalars = line.unicodeScalars.map(\.value)
        guard scalars.count <= Self.lineBound else { return .tooLong }
        var matcher = LineMatcher(self, scalars, captures, effort: Self.effortBound)
        if let (name, range) = matcher.unknownCapture { return .unknownCapture(name, range) }
        if matcher.matches(0, at: 0) { return .matched(matcher.allCaptures) }
        return matcher.isExhausted ? .tooCostly : .differs(at: matcher.reach.offset)
    }
}

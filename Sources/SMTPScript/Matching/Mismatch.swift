import OctetText

/// Where and how a reply differs from what a script expected.
///
///       10  S: 451 4.7.1 Greylisted
///              ^^^ code differs
public struct Mismatch: Hashable, Sendable {
    /// How they differ.
    public enum Kind: Hashable, Sendable {
        /// The reply code is another one.
        case codeDiffers
        /// The enhanced status code is another one, or absent.
        case enhancedCodeDiffers
        /// The text after the codes differs.
        case textDiffers
        /// Only the character after the code differs: the reply ends here, or does not.
        case separatorDiffers
        /// The reply ended before this line.
        case missingLine
        /// The reply went on with a line nobody expected.
        case unexpectedLine
        /// A line came that must not occur.
        case forbiddenLine
        /// No reply came at all.
        case noReply
        /// The line refers to a name that nothing was captured for.
        case unknownCapture(String)
        /// The reply's line is too long to be compared.
        case lineTooLong
        /// The line's regular expressions take too long on this reply.
        case patternTooCostly
    }

    /// The number of the script's line that is not met, from 1.
    public var line: Int
    /// How they differ.
    public var kind: Kind
    /// The columns of that line to underline, in characters, from 1; never empty.
    public var columns: Range<Int>
    /// What was expected, as the script writes it after the mark.
    public var expected: String
    /// The reply line that differs, if there is one.
    public var received: String?

    /// A few words for under the line.
    public var label: String {
        switch kind {
        case .codeDiffers: "code differs"
        case .enhancedCodeDiffers: "enhanced code differs"
        case .textDiffers: "text differs"
        case .separatorDiffers: "the reply ends elsewhere"
        case .missingLine: "this line did not come"
        case .unexpectedLine: "a further line came"
        case .forbiddenLine: "this line must not occur"
        case .noReply: "no reply came"
        case .unknownCapture(let name): "nothing was captured as \(name)"
        case .lineTooLong: "the line that came is too long to compare"
        case .patternTooCostly: "the pattern takes too long"
        }
    }

    /// The underline with its label, to be put below the line as it is shown.
    package func underline(below line: String) -> String {
        let start = line.prefix(columns.lowerBound - 1).utf8.count
        let part = line.dropFirst(columns.lowerBound - 1).prefix(columns.count)
        let width = DisplayWidth.columns(of: EscapedText.inLine(part.utf8))
        return String(repeating: " ", count: Caret(in: line.utf8, at: start).column)
            + String(repeating: "^", count: max(width, 1)) + " " + label
    }
}

/// What comes of comparing a reply with an expectation.
public enum MatchResult: Hashable, Sendable {
    /// The reply is as expected.
    case matched
    /// It is not; this is the first difference.
    case mismatched(Mismatch)

    /// Whether the reply is as expected.
    var isMatch: Bool { self == .matched }
}

/// What a script expects of one whole reply: one or more `S` lines in a row.
///
///     S: 250-{{.*}} greets client.example
///     S{
///     S: 250-PIPELINING
///     S! 250-VRFY
///     S*
///     S}
///
/// Where a reply ends in the script:
///
/// 1. `S= codes` is a whole reply, always.
/// 2. After an `S:` or `S?` line with `-` after its code the reply goes on.
/// 3. With a blank, or nothing, after its code, it is the last line.
/// 4. A line with a hole at that place is the last one too, unless an `S?`, `S*` or `S{` line
///    follows; an `S?` line with a hole there goes on.
/// 5. `S*` and `S}` take all that is left of the reply, so it ends there.
///
/// Comments, traces and blank lines between `S` lines change nothing. Any other line ends the
/// reply.
public struct ReplyExpectation: Hashable, Sendable {
    /// One `S` line, or one group of them.
    public struct Element: Hashable, Sendable {
        /// What the element asks for.
        public enum Content: Hashable, Sendable {
            /// `S= codes`
            case reply(ReplyPattern)
            /// `S: text`
            case line(LinePattern)
            /// `S? text`
            case optionalLine(LinePattern)
            /// `S*`
            case anyFurtherLines
            /// `S{` … `S}`
            case group(LineGroup)
        }

        /// The number of the script's line it begins in, from 1.
        public var number: Int
        /// The column of its mark in that line, in characters, from 1.
        public var column: Int
        /// What it asks for.
        public var content: Content
    }

    /// What the reply's lines must be, in order; at least one.
    public var elements: [Element] = []
    /// The `S` lines it consists of, as indices of ``Script/lines``, ascending.
    public var lines: [Int] = []

    /// Whether the whole reply may be absent: it consists of `S?` lines.
    package var mayBeAbsent: Bool {
        elements.allSatisfy { if case .optionalLine = $0.content { true } else { false } }
    }

    /// The difference to report when no reply came.
    package var noReply: Mismatch {
        guard let first = elements.first else { preconditionFailure("an expectation has elements") }
        return first.mismatch(.noReply, received: nil)
    }
}

/// Reply lines that may come in any order: `S{` … `S}`.
public struct LineGroup: Hashable, Sendable {
    /// A line of the group.
    public struct Member: Hashable, Sendable {
        /// The number of the script's line, from 1.
        public var number: Int
        /// What it says.
        public var pattern: LinePattern
    }

    /// The lines that must come.
    public var required: [Member] = []
    /// The lines that may come.
    public var optional: [Member] = []
    /// The lines that must not come.
    public var forbidden: [Member] = []
    /// Whether lines that none of these match may come.
    public var allowsFurtherLines = false
}

extension ReplyExpectation.Element {
    /// A difference that concerns the element as a whole.
    func mismatch(_ kind: Mismatch.Kind, received: String?) -> Mismatch {
        switch content {
        case .line(let pattern), .optionalLine(let pattern):
            pattern.mismatch(kind, line: number, received: received)
        case .reply(let pattern):
            Mismatch(
                line: number, kind: kind, columns: pattern.columns(of: 0..<pattern.text.utf8.count),
                expected: pattern.text, received: received)
        case .anyFurtherLines, .group:
            Mismatch(
                line: number, kind: kind, columns: column..<column + 2, expected: "",
                received: received)
        }
    }
}

extension LinePattern {
    /// A difference at a range of the pattern, or all of it, in bytes.
    func mismatch(
        _ kind: Mismatch.Kind, at range: Range<Int>? = nil, line: Int, received: String?
    ) -> Mismatch {
        Mismatch(
            line: line, kind: kind, columns: columns(of: range ?? wholeRange), expected: text,
            received: received)
    }
}

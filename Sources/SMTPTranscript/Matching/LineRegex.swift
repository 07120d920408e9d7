/// A regular expression inside `{{…}}`, which takes time linear in the line it looks at.
///
/// The notation is the common one: `.` and `[a-z]` and `[^a-z]`, `\d \w \s \D \W \S`, `* + ? {n}
/// {n,} {n,m}`, `(…)` and `(?:…)` for grouping, `|`, `^` and `$` for the ends of the line, `\b` for
/// a word boundary, `\t \xHH \u{…}` for a character by number, a backslash before any other
/// punctuation for itself, and `(?i)` at the beginning to ignore the case of ASCII letters.
/// `\d \w \s` are ASCII.
///
/// There is no backtracking, hence no expression that takes forever: all ways to match are followed
/// at once, one character after another. What needs backtracking (back references, look-around) and
/// what means nothing without it (lazy and possessive quantifiers) is refused.
struct LineRegex: Hashable, Sendable {
    enum Assertion: Hashable, Sendable {
        case start, end, wordBoundary
    }

    enum Instruction: Hashable, Sendable {
        /// Takes one scalar of the set and goes to the next instruction.
        case take(ScalarSet)
        /// Goes to both places.
        case split(Int, Int)
        case jump(Int)
        /// Goes on only in that place of the line.
        case require(Assertion)
        /// The expression has matched.
        case accept
    }

    /// The expression as it was written.
    let source: String

    let program: [Instruction]

    /// The most instructions an expression may compile to.
    static let programBound = 10_000

    /// Reads an expression.
    ///
    /// - Parameters:
    ///   - cursor: A cursor on the expression's first byte.
    ///   - end: The offset behind its last byte.
    /// - Throws: ``LineFault`` at the place in the line where the expression is wrong.
    init(parsing cursor: LineCursor, upTo end: Int) throws(LineFault) {
        source = String(decoding: cursor.bytes[cursor.offset..<end], as: UTF8.self)
        let start = cursor.offset
        var parser = LineRegexParser(cursor, end: end)
        let node = try parser.expression()
        var compiler = LineRegexCompiler()
        guard compiler.compile(node) else {
            throw LineFault(at: start, "a regular expression that is too large")
        }
        program = compiler.program + [.accept]
    }
}

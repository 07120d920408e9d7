/// A regular expression that takes time linear in the text it looks at.
///
///     (?i)^(ann|bob)@[a-z.]+$
///
/// The notation is the common one: `.` and `[a-z]` and `[^a-z]`, `\d \w \s \D \W \S`, `* + ? {n}
/// {n,} {n,m}`, `(…)` and `(?:…)` for grouping, `|`, `^` and `$` for the ends of the text, `\b` for
/// a word boundary, `\t \xHH \u{…}` for a character by number, a backslash before any other
/// punctuation for itself, and `(?i)` at the beginning to ignore the case of ASCII letters.
/// `\d \w \s` are ASCII.
///
/// It never backtracks, so no expression takes forever: all ways to match are followed at once, one
/// character after another. Forms that need backtracking (back references, look-around), or mean
/// nothing without it (lazy and possessive quantifiers), are refused.
package struct LinearRegex: Hashable, Sendable {
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
    package let source: String

    let program: [Instruction]

    /// The most instructions an expression may compile to.
    static let programBound = 10_000

    /// Reads an expression; `ignoresCase` is as with `(?i)`.
    package init(_ source: String, ignoresCase: Bool = false) throws(RegexFault) {
        self.source = source
        var parser = RegexParser(source, ignoresCase: ignoresCase)
        let node = try parser.expression()
        var compiler = RegexCompiler()
        guard compiler.compile(node) else {
            throw parser.fault("a regular expression that is too large", at: 0)
        }
        program = compiler.program + [.accept]
    }
}

/// What is wrong with an expression, and where.
public struct RegexFault: Error, Hashable, Sendable {
    /// Where, in octets of UTF-8 from its beginning.
    public let offset: Int
    /// What was expected or is not allowed.
    public let message: String
    /// What to write instead, if that can be guessed.
    public let hint: String?
}

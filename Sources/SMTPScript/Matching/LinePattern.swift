import LinearRegex
import OctetText

/// What an `S:` line expects of one reply line: literal text with holes.
///
///     S: 250-{{.*}} greets client.example
///     S: 354 Go ahead, your number is [[id:\d+]]
///     S: 250 2.0.0 Queued as [[id]]
///
/// * `{{regex}}` stands for whatever the expression matches.
/// * `[[name:regex]]` likewise, and remembers it as `name`.
/// * `[[name]]` stands for what was remembered, from an earlier line or earlier in this one.
///
/// The whole line must match. Where a line can match in several ways, each hole in turn takes as
/// much as it can. The two characters `{{` themselves are written `{{\{\{}}`, and `[[` as
/// `{{\[\[}}`.
public struct LinePattern: Hashable, Sendable {
    /// The text as written after the mark and its blank.
    public let text: String
    /// The column in the script's line where the text begins, in characters, from 1.
    package let column: Int
    /// The parts of the text, in order; no two literal ones are neighbours.
    let pieces: [Piece]

    struct Piece: Hashable, Sendable {
        enum Content: Hashable, Sendable {
            case literal([UInt32])
            case hole(LinearRegex, name: String?)
            case reference(String)
        }

        var content: Content
        /// Where the piece is, in bytes of UTF-8 from the start of ``LinePattern/text``.
        var range: Range<Int>
    }

    /// The columns of the script's line, from 1, that a range of bytes of the text takes; at least
    /// one, so that there is something to underline.
    func columns(of range: Range<Int>) -> Range<Int> {
        let start = column + text.utf8.column(at: range.lowerBound)
        return start..<max(column + text.utf8.column(at: range.upperBound), start + 1)
    }

    /// All of the text.
    var wholeRange: Range<Int> { 0..<text.utf8.count }

    /// Each `[[name]]`, and whether it follows its own `[[name:regex]]`.
    var references: [(name: String, range: Range<Int>, isOwn: Bool)] {
        var names: Set<String> = []
        return pieces.compactMap { piece in
            if case .hole(_, let name?) = piece.content { names.insert(name) }
            guard case .reference(let name) = piece.content else { return nil }
            return (name, piece.range, names.contains(name))
        }
    }
}

extension LinePattern {
    /// The pattern that matches one reply line only: `{{`, `[[` and what does not print are put in
    /// holes.
    static func text(matching line: String) -> String {
        var line = line
        guard !line.withUTF8({ isLiteral($0.span) }) else { return line }
        var text = ""
        var brackets = ""
        var run = VisibleRun()
        for scalar in line.unicodeScalars {
            if scalar == "{" || scalar == "[" {
                run = VisibleRun()
                brackets.unicodeScalars.append(scalar)
                continue
            }
            let shows = run.shows(scalar)
            text += written(brackets: brackets, isBeforeHole: !shows)
            brackets = ""
            text += shows ? String(scalar) : "{{\(escaped(scalar))}}"
        }
        return text + written(brackets: brackets, isBeforeHole: false)
    }

    /// A run of opening brackets: a run, because a lone `{` before a hole would shift its start.
    private static func written(brackets: String, isBeforeHole: Bool) -> String {
        guard !brackets.isEmpty else { return "" }
        let isHole = brackets.contains("{{") || brackets.contains("[[")
        guard isHole || isBeforeHole else { return brackets }
        return "{{" + brackets.map { "\\\($0)" }.joined() + "}}"
    }

    private static func escaped(_ scalar: Unicode.Scalar) -> String {
        "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
}

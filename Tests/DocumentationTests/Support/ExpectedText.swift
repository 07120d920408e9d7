import Foundation

/// Compares what a program wrote with what a text says it writes.
///
/// A line that is `…` stands for any number of lines, and `…` inside a line for any text.
enum ExpectedText {
    static let elision = "…"

    /// - Returns: nil if they agree, else a sentence and both texts
    static func difference(_ expected: [String], _ actual: [String]) -> String? {
        guard !matches(expected[...], actual[...]) else { return nil }
        let index = zip(expected, actual).enumerated().first { !fits($1.0, $1.1) }?.offset
        let place = index.map { ", first in line \($0 + 1)" } ?? ""
        return "The output differs\(place). It is:\n\(actual.joined(separator: "\n"))\n"
            + "The text says:\n\(expected.joined(separator: "\n"))"
    }

    private static func matches(
        _ expected: ArraySlice<String>, _ actual: ArraySlice<String>
    ) -> Bool {
        guard let first = expected.first else { return actual.isEmpty }
        if first == elision {
            return (actual.startIndex...actual.endIndex).contains {
                matches(expected.dropFirst(), actual[$0...])
            }
        }
        guard let line = actual.first, fits(first, line) else { return false }
        return matches(expected.dropFirst(), actual.dropFirst())
    }

    /// Whether a line is as expected; blanks at its end do not count.
    static func fits(_ expected: String, _ line: String) -> Bool {
        let parts = trimmed(expected).components(separatedBy: elision)
        var rest = trimmed(line)[...]
        guard let first = parts.first, rest.hasPrefix(first) else { return false }
        guard parts.count > 1, let last = parts.last else { return rest == first }
        rest = rest.dropFirst(first.count)
        for part in parts[1..<(parts.count - 1)] where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }

    static func lines(_ text: String) -> [String] {
        var lines = text.components(separatedBy: "\n")
        while lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}

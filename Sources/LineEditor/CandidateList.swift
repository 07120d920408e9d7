/// Lays out candidates for the width of a terminal.
///
/// With descriptions each candidate has a row; without, they fill columns, downwards.
struct CandidateList {
    var candidates: [Completion.Candidate]
    /// Columns of the terminal; at least 1 is used.
    var columns: Int
    /// The most rows of candidates; a last row counts the rest.
    var maximumRows: Int

    private static let gap = 2

    /// The rows, none wider than the terminal, without control characters.
    var rows: [String] {
        let names = candidates.map { printable(String(decoding: $0.text, as: UTF8.self)) }
        let isDescribed = candidates.contains { $0.description != nil }
        let all = isDescribed ? describedRows(names) : columnRows(names)
        guard all.count > maximumRows else { return all.map(\.text) }
        let shown = all.prefix(maximumRows)
        let hidden = names.count - shown.reduce(0) { $0 + $1.candidates }
        return shown.map(\.text) + [clipped("... and \(hidden) more")]
    }

    private typealias Row = (text: String, candidates: Int)

    private func describedRows(_ names: [String]) -> [Row] {
        let width = names.map(displayWidth).max() ?? 0
        return zip(names, candidates).map { name, candidate in
            guard let description = candidate.description else { return (clipped(name), 1) }
            return (clipped(padded(name, to: width + Self.gap) + printable(description)), 1)
        }
    }

    private func columnRows(_ names: [String]) -> [Row] {
        let cell = (names.map(displayWidth).max() ?? 0) + Self.gap
        let perRow = max(1, (columns - 1 + Self.gap) / cell)
        let count = (names.count + perRow - 1) / perRow
        return (0..<count).map { row in
            let cells = stride(from: row, to: names.count, by: count).map { names[$0] }
            let leading = cells.dropLast().map { padded($0, to: cell) }.joined()
            return (clipped(leading + (cells.last ?? "")), cells.count)
        }
    }

    private func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - displayWidth(text)))
    }

    /// Cut one column before the edge, where some terminals already wrap.
    private func clipped(_ text: String) -> String {
        var room = max(1, columns - 1)
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            room -= displayWidth(scalar)
            guard room >= 0 else { break }
            kept.append(scalar)
        }
        return String(kept)
    }

    private func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.isPrintable ? $0 : "?" }))
    }
}

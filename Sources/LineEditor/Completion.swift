/// What Tab can put in place of the word before the cursor.
package struct Completion: Hashable, Sendable {
    /// One possible continuation.
    package struct Candidate: Hashable, Sendable {
        /// The whole word, which replaces the bytes from `replaceFrom` to the cursor.
        package var text: [UInt8]
        /// A few words that explain it in a list.
        package var description: String?
        /// What follows once this candidate is the only one; usually a space.
        package var suffix: [UInt8]

        package init(_ text: [UInt8], description: String? = nil, suffix: [UInt8] = [0x20]) {
            self.text = text
            self.description = description
            self.suffix = suffix
        }
    }

    /// Where the word begins that the candidates replace: a byte offset into the line, at most the cursor.
    package var replaceFrom: Int

    /// The possible continuations, in the order to show them in; none makes the terminal beep.
    package var candidates: [Candidate]

    package init(replaceFrom: Int, candidates: [Candidate]) {
        self.replaceFrom = replaceFrom
        self.candidates = candidates
    }

    /// No continuation.
    package static let none = Completion(replaceFrom: 0, candidates: [])
}

/// Completes the word before the cursor.
///
/// It is called while a line is edited, with the line as UTF-8 and the cursor as a byte offset into it.
package typealias Completer = (_ line: [UInt8], _ cursor: Int) -> Completion

/// What one press of the Tab key does.
enum CompletionStep: Hashable {
    /// Put `text` in the place of the bytes from `from` to the cursor.
    case replace(from: Int, text: [UInt8])
    case list([Completion.Candidate])
    case beep
}

extension Completion {
    /// Decides what one press of the Tab key does.
    ///
    /// A single candidate is inserted with its suffix, unless the suffix stands there already. Several are
    /// inserted as far as they agree; once they agree on no more than is typed, they are listed.
    func step(line: [UInt8], cursor: Int) -> CompletionStep {
        guard let first = candidates.first else { return .beep }
        let from = max(0, min(replaceFrom, cursor))
        guard candidates.count > 1 else {
            let hasSuffix = line[cursor...].starts(with: first.suffix)
            return .replace(from: from, text: first.text + (hasSuffix ? [] : first.suffix))
        }
        let common = commonPrefix
        return common.count > cursor - from ? .replace(from: from, text: common) : .list(candidates)
    }

    /// The bytes all candidates begin with, cut at the border of a character.
    private var commonPrefix: [UInt8] {
        guard var common = candidates.first.map({ $0.text[...] }) else { return [] }
        for candidate in candidates {
            let length = zip(common, candidate.text).prefix { $0 == $1 }.count
            common = common.prefix(length)
            let isInside = length < candidate.text.count && candidate.text[length] & 0xC0 == 0x80
            while isInside, let last = common.popLast(), last & 0xC0 != 0xC0 {}
        }
        return Array(common)
    }
}

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
            let start = padded(name, to: width + Self.gap)
            let room = columns - 1 - displayWidth(start)
            return (clipped(start + atWord(printable(description), room)), 1)
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

    /// A description that is too long ends after a word, with three dots if there is room for them.
    private func atWord(_ text: String, _ room: Int) -> String {
        guard displayWidth(text) > room else { return text }
        var words = text.split(separator: " ")
        while words.count > 1 {
            words.removeLast()
            let shorter = words.joined(separator: " ") + " ..."
            if displayWidth(shorter) <= room { return shorter }
        }
        return words.joined()
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

import CLineEdit

/// A search for lines of the history that begin as the line did when the search began.
struct HistorySearch: Hashable {
    /// What was before the cursor then.
    private let beginning: [UInt8]
    /// The lines of the history, and then the line as it was.
    private let lines: [[UInt8]]
    private var index: Int

    /// The line that the search has put there; the person may have changed it since.
    var shown: [UInt8] { lines[index] }

    init(_ history: History, before: [UInt8], after: [UInt8]) {
        beginning = before
        lines = history.lines + [before + after]
        index = history.lines.count
    }

    /// Goes to the next line that fits and is another; false if there is none.
    mutating func move(backwards: Bool) -> Bool {
        let step = backwards ? -1 : 1
        var next = index + step
        while lines.indices.contains(next) {
            if lines[next] != shown, lines[next].starts(with: beginning) {
                index = next
                return true
            }
            next += step
        }
        return false
    }
}

extension TerminalLineSource {
    /// Page Up and Page Down.
    func searchHistory(backwards: Bool) -> cline_action {
        let (before, after) = editor.line
        var search =
            search.flatMap { $0.shown == before + after ? $0 : nil }
            ?? HistorySearch(history, before: before, after: after)
        guard search.move(backwards: backwards) else { return CLINE_BEEP }
        self.search = search
        editor.moveCursor(by: TerminalLineSource.scalars(after))
        let isReplaced = editor.replace(
            scalars: TerminalLineSource.scalars(before + after), with: search.shown)
        return isReplaced ? CLINE_REFRESH : CLINE_BEEP
    }

    private static func scalars(_ bytes: [UInt8]) -> Int {
        String(decoding: bytes, as: UTF8.self).unicodeScalars.count
    }
}

/// The difference of two files as a person reads it, in unified form with three lines of context.
///
///     --- greylist.smtp
///     +++ greylist.smtp (updated)
///     @@ -8,3 +8,3 @@
///      C: RCPT TO:<bob@sim.example>
///     -S: 451 4.7.1 Greylisted
///     +S: 250 2.1.5 Recipient OK
///
/// - Parameters:
///   - old: The file as it was.
///   - new: The file as it is to be.
///   - name: What both are called.
/// - Returns: The lines of the difference, each with LF; empty when there is none. Bytes that are
///   not UTF-8 are replaced.
public func unifiedDiff(old: [UInt8], new: [UInt8], name: String) -> String {
    guard old != new else { return "" }
    let document = UnifiedDiff(old: UnifiedDiff.lines(old), new: UnifiedDiff.lines(new))
    return "--- \(name)\n+++ \(name) (updated)\n" + document.hunks.map(document.text).joined()
}

struct UnifiedDiff {
    enum Change {
        case keep(old: Int, new: Int)
        case delete(old: Int)
        case insert(new: Int)
    }

    let old: [ArraySlice<UInt8>]
    let new: [ArraySlice<UInt8>]
    private let changes: [Change]

    private static let context = 3

    init(old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>]) {
        self.old = old
        self.new = new
        var changes: [Change] = []
        var next = (old: 0, new: 0)
        for pair in LineDifference(old, new).common + [(old.count, new.count)] {
            changes += (next.old..<pair.old).map { .delete(old: $0) }
            changes += (next.new..<pair.new).map { .insert(new: $0) }
            if pair.old < old.count { changes.append(.keep(old: pair.old, new: pair.new)) }
            next = (pair.old + 1, pair.new + 1)
        }
        self.changes = changes
    }

    /// Lines with their line ends, because those can differ too.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        RawLines(bytes).map { line in
            bytes[line.text.startIndex..<(line.text.endIndex + line.ending.rawValue.utf8.count)]
        }
    }

    /// The changes that are shown together: those with at most six kept lines between them.
    var hunks: [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, change) in changes.enumerated() where !change.isKeep {
            let start = max(0, index - Self.context)
            let end = min(changes.count, index + 1 + Self.context)
            if let last = hunks.last, last.upperBound >= start {
                hunks[hunks.count - 1] = last.lowerBound..<end
            } else {
                hunks.append(start..<end)
            }
        }
        return hunks
    }

    func text(_ hunk: Range<Int>) -> String {
        let before = changes[..<hunk.lowerBound]
        let shown = changes[hunk]
        let old = Self.span(before.count { $0.isOld }, shown.count { $0.isOld })
        let new = Self.span(before.count { $0.isNew }, shown.count { $0.isNew })
        return "@@ -\(old) +\(new) @@\n" + shown.map(text).joined()
    }

    /// A place as diff writes it: the first line, from 1, or the line before when there is none.
    private static func span(_ before: Int, _ count: Int) -> String {
        let first = count == 0 ? before : before + 1
        return count == 1 ? "\(first)" : "\(first),\(count)"
    }

    private func text(_ change: Change) -> String {
        switch change {
        case .keep(let line, _): Self.text(" ", old[line])
        case .delete(let line): Self.text("-", old[line])
        case .insert(let line): Self.text("+", new[line])
        }
    }

    private static func text(_ mark: String, _ line: ArraySlice<UInt8>) -> String {
        let text = mark + String(decoding: line, as: UTF8.self)
        return line.last == 0x0A ? text : text + "\n\\ No newline at end of file\n"
    }
}

extension UnifiedDiff.Change {
    var isKeep: Bool {
        if case .keep = self { true } else { false }
    }

    var isOld: Bool {
        if case .insert = self { false } else { true }
    }

    var isNew: Bool {
        if case .delete = self { false } else { true }
    }
}

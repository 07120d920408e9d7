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
    /// A line that is kept, deleted or inserted, with the mark that says so.
    private struct Change {
        let mark: Character
        let line: ArraySlice<UInt8>

        var isKept: Bool { mark == " " }
        var isOld: Bool { mark != "+" }
        var isNew: Bool { mark != "-" }

        var text: String {
            let text = "\(mark)" + String(decoding: line, as: UTF8.self)
            return line.last == 0x0A ? text : text + "\n\\ No newline at end of file\n"
        }
    }

    private var changes: [Change] = []

    private static let context = 3

    init(old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>]) {
        var next = (old: 0, new: 0)
        for pair in LineDifference(old, new).common + [(old.count, new.count)] {
            changes += old[next.old..<pair.old].map { Change(mark: "-", line: $0) }
            changes += new[next.new..<pair.new].map { Change(mark: "+", line: $0) }
            if pair.old < old.count { changes.append(Change(mark: " ", line: old[pair.old])) }
            next = (pair.old + 1, pair.new + 1)
        }
    }

    /// Lines with their line ends, because those can differ too.
    static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        RawLines(bytes[...]).map { line in
            bytes[line.text.startIndex..<(line.text.endIndex + line.ending.rawValue.utf8.count)]
        }
    }

    /// The changes that are shown together: those with at most six kept lines between them.
    var hunks: [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, change) in changes.enumerated() where !change.isKept {
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
        return "@@ -\(old) +\(new) @@\n" + shown.map(\.text).joined()
    }

    /// A place as diff writes it: the first line, from 1, or the line before when there is none.
    private static func span(_ before: Int, _ count: Int) -> String {
        let first = count == 0 ? before : before + 1
        return count == 1 ? "\(first)" : "\(first),\(count)"
    }
}

/// The lines two files share, found by Myers' algorithm: the cost is the number of lines times the
/// number of differences.
///
/// Beyond a bound of differences the search ends, and what lies between the common start and the
/// common end counts as wholly different. The result is right then too, only not the shortest.
struct LineDifference {
    /// Lines old and new share: the index of each pair, ascending.
    private(set) var common: [(old: Int, new: Int)] = []

    private static let bound = 1_000

    init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let rest = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed())
        let end = rest.prefix { $0 == $1 }.count
        common += (0..<start).map { ($0, $0) }
        let search = ShortestEdit(
            old[start..<(old.count - end)], new[start..<(new.count - end)], bound: Self.bound)
        common += search.common
        common += (0..<end).reversed().map { (old.count - 1 - $0, new.count - 1 - $0) }
    }
}

/// Myers' search for the shortest edit between two runs of lines.
private struct ShortestEdit {
    private let old: ArraySlice<ArraySlice<UInt8>>
    private let new: ArraySlice<ArraySlice<UInt8>>
    /// For each number of differences, how far into the old lines each diagonal reaches; a
    /// diagonal is the number of old lines taken less that of new ones.
    private var trace: [[Int: Int]] = []

    private(set) var common: [(old: Int, new: Int)] = []

    init(_ old: ArraySlice<ArraySlice<UInt8>>, _ new: ArraySlice<ArraySlice<UInt8>>, bound: Int) {
        self.old = old
        self.new = new
        guard !old.isEmpty, !new.isEmpty else { return }
        var reach: [Int: Int] = [1: 0]
        for count in 0...min(bound, old.count + new.count) {
            trace.append(reach)
            guard advance(&reach, count) else { continue }
            collect(count)
            break
        }
    }

    /// Takes one more difference on every diagonal; says whether the end is reached.
    private func advance(_ reach: inout [Int: Int], _ count: Int) -> Bool {
        for diagonal in stride(from: -count, through: count, by: 2) {
            var x = Self.start(reach, diagonal, count).x
            while x < old.count, x - diagonal < new.count, x - diagonal >= 0,
                old[old.startIndex + x] == new[new.startIndex + x - diagonal]
            {
                x += 1
            }
            reach[diagonal] = x
            if x >= old.count, x - diagonal >= new.count { return true }
        }
        return false
    }

    /// Where a diagonal begins: below its left neighbour or right of its upper one.
    private static func start(
        _ reach: [Int: Int], _ diagonal: Int, _ count: Int
    ) -> (x: Int, inserts: Bool) {
        let insertion = reach[diagonal + 1] ?? -1
        let deletion = reach[diagonal - 1] ?? -1
        let inserts = diagonal == -count || (diagonal != count && deletion < insertion)
        return (inserts ? insertion : deletion + 1, inserts)
    }

    /// Walks back from the end and gathers the lines passed diagonally.
    private mutating func collect(_ count: Int) {
        var x = old.count
        var y = new.count
        for step in stride(from: count, through: 0, by: -1) {
            let diagonal = x - y
            let begin = Self.start(trace[step], diagonal, step)
            while x > begin.x, x > 0, y > 0 {
                x -= 1
                y -= 1
                common.append((old.startIndex + x, new.startIndex + y))
            }
            if begin.inserts { y -= 1 } else { x -= 1 }
        }
        common.reverse()
    }
}

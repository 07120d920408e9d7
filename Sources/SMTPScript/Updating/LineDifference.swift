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
            var x = Self.start(reach, diagonal, count)
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
    private static func start(_ reach: [Int: Int], _ diagonal: Int, _ count: Int) -> Int {
        let insertion = reach[diagonal + 1] ?? -1
        let deletion = reach[diagonal - 1] ?? -1
        let inserts = diagonal == -count || (diagonal != count && deletion < insertion)
        return inserts ? insertion : deletion + 1
    }

    /// Walks back from the end and gathers the lines passed diagonally.
    private mutating func collect(_ count: Int) {
        var x = old.count
        var y = new.count
        for step in stride(from: count, through: 0, by: -1) {
            let diagonal = x - y
            let begin = Self.start(trace[step], diagonal, step)
            while x > begin, x > 0, y > 0 {
                x -= 1
                y -= 1
                common.append((old.startIndex + x, new.startIndex + y))
            }
            let inserts =
                begin == (trace[step][diagonal + 1] ?? -1)
                && (diagonal == -step
                    || (diagonal != step && (trace[step][diagonal - 1] ?? -1) < begin))
            if inserts { y -= 1 } else { x -= 1 }
        }
        common.reverse()
    }
}

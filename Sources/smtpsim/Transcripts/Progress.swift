import SystemCalls

/// How far a long run has come, on a terminal: one line that is written over.
struct Progress {
    private let total: Int?
    private var count = 0
    private var isShown = false
    private let isTerminal = Descriptor.standardError.isTerminal

    /// So many are done before anything is said.
    private static let first = 20

    /// A run of so many; nil if nobody knows how many.
    init(_ total: Int?) { self.total = total }

    /// One more is done, or begins.
    mutating func advance(by more: Int = 1) {
        let before = count
        count += more
        guard isTerminal, count >= Progress.first, before / 100 != count / 100 || count < 200 else { return }
        isShown = true
        let text = total.map { "\(count) of \($0)" } ?? "\(count)"
        write("\r\u{1B}[K\(text)")
    }

    /// Takes the line away.
    mutating func clear() {
        guard isShown else { return }
        isShown = false
        write("\r\u{1B}[K")
    }

    private func write(_ text: String) { try? Descriptor.standardError.writeAll(Array(text.utf8).span) }
}

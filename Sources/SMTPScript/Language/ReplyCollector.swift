/// Puts `S` lines together to whole replies as they come, one line at a time.
///
/// A script knows its next line; somebody who types does not. So a reply that could go on is complete
/// with the next line that does not belong to it.
package struct ReplyCollector: Sendable {
    private var grouping = ReplyGrouping()
    /// The lines of the reply so far, by their numbers.
    private var lines: [Int: ScriptLine] = [:]
    private var count = 0

    /// A whole reply that is expected, and the lines that say so.
    package struct Expected: Sendable {
        package var expectation: ReplyExpectation
        private let lines: [Int: ScriptLine]

        fileprivate init(_ expectation: ReplyExpectation, _ lines: [Int: ScriptLine]) {
            self.expectation = expectation
            self.lines = lines
        }

        /// The line of that number, as it was written.
        package func text(ofLine number: Int) -> String { lines[number]?.text ?? "" }
    }

    package init() {}

    /// Takes an `S` line, and gives the replies that are complete with it: at most two.
    package mutating func take(_ line: ScriptLine) -> [Expected] {
        var complete = grouping.mustEnd(before: line.kind) ? [finish()] : []
        count += 1
        var line = line
        line.number = count
        lines[count] = line
        _ = grouping.take(line, at: count)
        if grouping.isComplete { complete.append(finish()) }
        return complete.compactMap(\.self)
    }

    /// The reply so far, which ends here; nil if there is none.
    package mutating func finish() -> Expected? {
        defer {
            lines = [:]
            count = 0
        }
        return grouping.finished().map { Expected($0, lines) }
    }
}

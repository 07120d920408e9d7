/// Mends an expectation that a reply does not meet.
///
/// A line that a line of the reply still matches stays as it is written; the others make room for
/// what came. An expectation that cannot be mended so, because little of it is left, becomes the
/// reply as a whole.
struct ReplyRepair {
    /// The lines of the expectation as a script of their own, so that what comes of it can be tried.
    private let script: Script
    /// Where they stand in the whole script.
    private let places: [Int]
    private let expectation: ReplyExpectation
    private let captures: [String: String]

    /// Beyond, comparing each line with each costs more than it is worth.
    private static let mostComparisons = 10_000

    init(_ expectation: ReplyExpectation, of script: Script, _ captures: [String: String]) {
        places = expectation.lines
        self.script = Script(name: script.name, lines: places.map { script.lines[$0] })
        self.expectation = expectation
        self.captures = captures
    }

    /// The changes to the whole script.
    func edits(for reply: ReceivedReply) -> [ScriptEdit] {
        let mended = mended(by: reply)
        guard let mended, meets(reply, mended) else {
            return [.replace(lines: places, with: reply.lines.map(ObservedLine.reply))]
        }
        return mended.map { edit in
            switch edit {
            case .replace(let lines, let with):
                .replace(lines: lines.map { places[$0] }, with: with)
            case .insertAfter(let line, let lines): .insertAfter(places[line], lines)
            case .insertBefore(let line, let lines): .insertBefore(places[line], lines)
            }
        }
    }

    /// Whether the lines with these changes are the expectation of one reply, and it meets them.
    private func meets(_ reply: ReceivedReply, _ edits: [ScriptEdit]) -> Bool {
        let bytes = ScriptRewriting(script, edits).bytes
        guard let tried = try? ScriptParser.parse(bytes, name: script.name),
            tried.steps.count == 1, case .expect(let expectation)? = tried.steps.first
        else { return false }
        var captures = captures
        return expectation.match(reply, captures: &captures).isMatch
    }
}

extension ReplyRepair {
    /// A line that is compared with the reply's in order.
    private struct Ordered {
        let index: Int
        let pattern: LinePattern
        let isOptional: Bool
    }

    /// The changes, or nil where no line stays.
    private func mended(by reply: ReceivedReply) -> [ScriptEdit]? {
        let ordered = ordered
        // `S=` expects a whole reply, by its codes: no line of it can stay.
        let isWhole = expectation.elements.contains {
            if case .reply = $0.content { true } else { false }
        }
        guard !isWhole, ordered.count * reply.lines.count <= ReplyRepair.mostComparisons
        else { return nil }
        var pairs = Alignment.of(ordered.count, reply.lines.count) { line, came in
            matches(ordered[line].pattern, reply.lines[came])
        }[...]
        guard !pairs.isEmpty || ordered.isEmpty else { return nil }
        var edits: [ScriptEdit] = []
        var (line, came) = (0, 0)
        while let pair = pairs.popFirst() {
            edits += gap(
                ordered[line..<pair.line], reply.lines[came..<pair.came],
                before: ordered[pair.line].index)
            edits += separated(ordered[pair.line], like: reply.lines[pair.came])
            (line, came) = (pair.line + 1, pair.came + 1)
        }
        return edits + end(ordered[line...], reply.lines[came...])
    }

    private var ordered: [Ordered] {
        expectation.elements.compactMap { element in
            let index = index(ofNumber: element.number)
            switch element.content {
            case .line(let pattern):
                return Ordered(index: index, pattern: pattern, isOptional: false)
            case .optionalLine(let pattern):
                return Ordered(index: index, pattern: pattern, isOptional: true)
            case .reply, .anyFurtherLines, .group: return nil
            }
        }
    }

    private func index(ofNumber number: Int) -> Int {
        script.lines.firstIndex { $0.number == number } ?? 0
    }

    private func matches(_ pattern: LinePattern, _ line: String) -> Bool {
        var comparison = ReplyComparison(reply: ReceivedReply(lines: [line]), captures: captures)
        return comparison.take(pattern, line) == nil
    }

    /// Lines that did not come, and lines that came instead, in front of one that stays.
    private func gap(
        _ missing: ArraySlice<Ordered>, _ came: ArraySlice<String>, before next: Int
    ) -> [ScriptEdit] {
        let removed = missing.filter { !$0.isOptional }.map(\.index)
        guard removed.isEmpty, !came.isEmpty else { return replacing(removed, came) }
        return [.insertBefore(next, came.map(ObservedLine.reply))]
    }

    /// A line that stays says whether further lines follow as the reply does.
    private func separated(_ kept: Ordered, like line: String) -> [ScriptEdit] {
        guard !kept.isOptional, kept.pattern.differsInSeparator(from: line) else { return [] }
        let text = LinePattern.text(kept.pattern.text, withSeparator: Array(line.utf8)[3])
        return [.replace(lines: [kept.index], with: [.pattern(text)])]
    }

    /// What follows the last line that stays: lines in order, then `S*` or a group.
    private func end(
        _ missing: ArraySlice<Ordered>, _ came: ArraySlice<String>
    ) -> [ScriptEdit] {
        let removed = missing.filter { !$0.isOptional }.map(\.index)
        switch expectation.elements.last?.content {
        case .anyFurtherLines:
            return replacing(removed, came.prefix(removed.count))
        case .group(let group):
            let lines = replacing(removed, came.prefix(removed.count))
            return lines + mended(group, came.dropFirst(removed.count))
        case .line, .optionalLine, .reply, nil:
            guard removed.isEmpty else { return replacing(removed, came) }
            let last = script.lines.count - 1
            return came.isEmpty ? [] : [.insertAfter(last, came.map(ObservedLine.reply))]
        }
    }

    private func replacing(_ removed: [Int], _ came: ArraySlice<String>) -> [ScriptEdit] {
        removed.isEmpty ? [] : [.replace(lines: removed, with: came.map(ObservedLine.reply))]
    }

    /// A group without the lines that did not come and those that did though they must not; with what
    /// else came in front of its end.
    private func mended(_ group: LineGroup, _ came: ArraySlice<String>) -> [ScriptEdit] {
        var left = Array(came)
        var edits: [ScriptEdit] = []
        let remove = { (member: LineGroup.Member) in
            edits.append(.replace(lines: [index(ofNumber: member.number)], with: []))
        }
        for member in group.forbidden where came.contains(where: { matches(member.pattern, $0) }) {
            remove(member)
        }
        for member in group.required.narrowestFirst where !take(member, &left) { remove(member) }
        for member in group.optional.narrowestFirst { _ = take(member, &left) }
        guard !left.isEmpty, !group.allowsFurtherLines else { return edits }
        return edits + [.insertBefore(script.lines.count - 1, left.map(ObservedLine.reply))]
    }

    private func take(_ member: LineGroup.Member, _ lines: inout [String]) -> Bool {
        let index = lines.firstIndex { matches(member.pattern, $0) }
        return index.map { lines.remove(at: $0) } != nil
    }
}

/// The most pairs of two lists that can be had without changing the order of either.
enum Alignment {
    static func of(
        _ lines: Int, _ came: Int, _ matches: (Int, Int) -> Bool
    ) -> [(line: Int, came: Int)] {
        var counts = Array(repeating: Array(repeating: 0, count: came + 1), count: lines + 1)
        var isPair = counts.map { $0.map { _ in false } }
        for line in (0..<lines).reversed() {
            for other in (0..<came).reversed() {
                isPair[line][other] = matches(line, other)
                counts[line][other] = max(
                    counts[line + 1][other], counts[line][other + 1],
                    isPair[line][other] ? counts[line + 1][other + 1] + 1 : 0)
            }
        }
        var pairs: [(line: Int, came: Int)] = []
        var (line, other) = (0, 0)
        while line < lines, other < came {
            if isPair[line][other], counts[line][other] == counts[line + 1][other + 1] + 1 {
                pairs.append((line, other))
                (line, other) = (line + 1, other + 1)
            } else if counts[line + 1][other] >= counts[line][other + 1] {
                line += 1
            } else {
                other += 1
            }
        }
        return pairs
    }
}
